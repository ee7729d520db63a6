import { CLEANUP_INTERVAL_MS, MAX_ROWS_PER_CLEANUP } from '../limits.js';
import type { Database } from './database.js';
import { TABLES } from './schema.js';

/** When an expiry cleaner deletes rows. */
export interface CleanerOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long a row stays after it expired, in milliseconds. */
  readonly grace: number;
}

/**
 * Makes a function that deletes expired rows of a table: at most `MAX_ROWS_PER_CLEANUP` at a time, and once an hour when
 * there are no more. Call it inside a transaction.
 */
export function createExpiryCleaner(
  database: Database,
  table: 'gifts' | 'sightings' | 'previews' | 'sessions',
  { now, grace }: CleanerOptions,
): () => void {
  const key = TABLES[table];
  const remove = database.prepare(
    `DELETE FROM ${table} WHERE (${key}) IN (SELECT ${key} FROM ${table} WHERE expires_at < ? LIMIT ${MAX_ROWS_PER_CLEANUP})`,
  );
  let cleanedAt = -Infinity;
  return () => {
    const moment = now();
    if (Math.abs(moment - cleanedAt) <= CLEANUP_INTERVAL_MS) return;
    if (remove.run(moment - grace).changes < MAX_ROWS_PER_CLEANUP) cleanedAt = moment;
  };
}
