import { CLEANUP_INTERVAL_MS, EXPIRY_GRACE_MS } from '../limits.js';
import type { Database } from './database.js';

/**
 * Makes a function that deletes the expired rows of a table, at most once an hour. Call it before writing.
 *
 * @param now - Milliseconds since 1970.
 */
export function createExpiryCleaner(database: Database, table: 'gifts' | 'sightings', now: () => number): () => void {
  const remove = database.prepare(`DELETE FROM ${table} WHERE expires_at < ?`);
  let cleanedAt = -Infinity;
  return () => {
    if (Math.abs(now() - cleanedAt) <= CLEANUP_INTERVAL_MS) return;
    cleanedAt = now();
    remove.run(cleanedAt - EXPIRY_GRACE_MS);
  };
}
