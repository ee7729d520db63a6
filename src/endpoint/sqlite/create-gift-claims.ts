import { isStorable } from '../is-storable.js';
import type { Database } from './database.js';
import { createExpiryCleaner } from './create-expiry-cleaner.js';

/** `EndpointStore.claimGift`, at once. */
export type ClaimGift = (id: string, session: string, expiresAt: number) => boolean;

/**
 * Makes what claims gifts, for one session each however many processes ask at once.
 *
 * @param now - Milliseconds since 1970.
 */
export function createGiftClaims(database: Database, now: () => number): ClaimGift {
  const holder = database.prepare('SELECT session FROM gifts WHERE id = ?');
  const claim = database.prepare('INSERT INTO gifts VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const forget = createExpiryCleaner(database, 'gifts', now);

  return (id, session, expiresAt) => {
    if (!isStorable(id) || !isStorable(session)) return false;
    forget();
    // Most of those who ask hold it already, and reading waits for nobody.
    const held =
      holder.get(id) ?? (claim.run(id, session, Math.trunc(expiresAt)).changes === 1 ? null : holder.get(id));
    return held === null || held?.['session'] === session;
  };
}
