import { CLEANUP_INTERVAL_MS, EXPIRY_GRACE_MS, MAX_ROWS_PER_CLEANUP } from '../limits.js';
import type { Database } from './database.js';
import { TABLES } from './schema.js';

/**
 * Makes a function that deletes expired rows of a table: at most `MAX_ROWS_PER_CLEANUP` at a time, and once an hour when
 * there are no more. Call it inside a transaction.
 *
 * @param now - Milliseconds since 1970.
 */
export function createExpiryCleaner(database: Database, table: 'gifts' | 'sightings', now: () => number): () => void {
  const key = TABLES[table];
  const remove = database.prepare(
    `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE expires_at < ? LIMIT ${MAX_ROWS_PER_CLEANUP})`,
  );
  let cleanedAt = -Infinity;
  return () => {
    const moment = now();
    if (Math.abs(moment - cleanedAt) <= CLEANUP_INTERVAL_MS) return;
    if (remove.run(moment - EXPIRY_GRACE_MS).changes < MAX_ROWS_PER_CLEANUP) cleanedAt = moment;
  };
}
