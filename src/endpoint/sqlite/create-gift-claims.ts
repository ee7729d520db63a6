import { isStorable } from '../is-storable.js';
import { EXPIRY_GRACE_MS } from '../limits.js';
import { createExpiryCleaner } from './create-expiry-cleaner.js';
import type { Database } from './database.js';
import type { StoreFile } from './store-file.js';

/** `GiftStore.claimGift` of a file. */
export type ClaimGift = (id: string, session: string, expiresAt: number) => Promise<boolean>;

/**
 * Makes the function that claims gifts. A gift goes to one session, however many processes claim it at once.
 *
 * @param now - Milliseconds since 1970.
 */
export function createGiftClaims(file: StoreFile, database: Database, now: () => number): ClaimGift {
  const holder = database.prepare('SELECT session FROM gifts WHERE id = ?');
  const claim = database.prepare('INSERT INTO gifts VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const clean = createExpiryCleaner(database, 'gifts', { now, grace: EXPIRY_GRACE_MS });

  return async (id, session, expiresAt) => {
    if (!isStorable(id) || !isStorable(session)) return false;
    // Most sessions that ask hold the gift already, and reading needs no lock.
    const held = await file.read(() => holder.get(id));
    if (held) return held['session'] === session;
    return file.write(() => {
      clean();
      return claim.run(id, session, Math.trunc(expiresAt)).changes === 1 || holder.get(id)?.['session'] === session;
    });
  };
}
