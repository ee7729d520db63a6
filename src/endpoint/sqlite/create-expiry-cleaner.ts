import type { Database } from './database.js';

const HOUR = 3_600_000;
/** How long what has expired is kept: longer than clocks may differ. */
const GRACE = 24 * HOUR;

/**
 * Makes what lets a table's expired rows go, once an hour at most: to be called before writing.
 *
 * @param now - Milliseconds since 1970.
 */
export function createExpiryCleaner(database: Database, table: 'gifts' | 'sightings', now: () => number): () => void {
  const forget = database.prepare(`DELETE FROM ${table} WHERE expires_at < ?`);
  let forgotAt = -Infinity;
  return () => {
    if (Math.abs(now() - forgotAt) <= HOUR) return;
    forgotAt = now();
    forget.run(forgotAt - GRACE);
  };
}
