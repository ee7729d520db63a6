import type { Database } from './database.js';
import { isStorable } from './is-storable.js';

/** `EndpointStore.claimGift`, at once. */
export type ClaimGift = (id: string, session: string, expiresAt: number) => boolean;

const HOUR = 3_600_000;
/** How long a gift that has expired is remembered: longer than clocks may differ. */
const GRACE = 24 * HOUR;

/**
 * Makes what claims gifts, for one session each however many processes ask at once.
 *
 * @param now - Milliseconds since 1970.
 */
export function createGiftClaims(database: Database, now: () => number): ClaimGift {
  const holder = database.prepare('SELECT session FROM gifts WHERE id = ?');
  const claim = database.prepare('INSERT INTO gifts VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const forget = database.prepare('DELETE FROM gifts WHERE expires_at < ?');
  let forgotAt = -Infinity;

  return (id, session, expiresAt) => {
    if (!isStorable(id) || !isStorable(session)) return false;
    if (Math.abs(now() - forgotAt) > HOUR) {
      forgotAt = now();
      forget.run(forgotAt - GRACE);
    }
    // Most of those who ask hold it already, and reading waits for nobody.
    const held =
      holder.get(id) ?? (claim.run(id, session, Math.trunc(expiresAt)).changes === 1 ? null : holder.get(id));
    return held === null || held?.['session'] === session;
  };
}
