import { isStorable } from '../is-storable.js';
import { createExpiryCleaner } from './create-expiry-cleaner.js';
import type { Database } from './database.js';

/** `GiftStore.claimGift`, synchronous. */
export type ClaimGift = (id: string, session: string, expiresAt: number) => boolean;

/**
 * Makes the function that claims gifts. A gift goes to one session, however many processes claim it at once.
 *
 * @param now - Milliseconds since 1970.
 */
export function createGiftClaims(database: Database, now: () => number): ClaimGift {
  const holder = database.prepare('SELECT session FROM gifts WHERE id = ?');
  const claim = database.prepare('INSERT INTO gifts VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const clean = createExpiryCleaner(database, 'gifts', now);

  return (id, session, expiresAt) => {
    if (!isStorable(id) || !isStorable(session)) return false;
    clean();
    // Most sessions that ask hold the gift already, and reading needs no write lock.
    const held =
      holder.get(id) ?? (claim.run(id, session, Math.trunc(expiresAt)).changes === 1 ? null : holder.get(id));
    return held === null || held?.['session'] === session;
  };
}
