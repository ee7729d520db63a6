import { CLEANUP_INTERVAL_MS, MAX_ROWS_PER_CLEANUP } from '../limits.js';
import type { PostgresPool } from './postgres-pool.js';

/**
 * Creates a function that deletes rows whose time is over, beside other work: at most `MAX_ROWS_PER_CLEANUP` at a time, and once
 * an interval. A failure leaves them to another time.
 */
export function createCleaner(pool: PostgresPool, table: string, now: () => number): () => void {
  const statement = `DELETE FROM ${table} WHERE key IN
    (SELECT key FROM ${table} WHERE expires_at < $1 LIMIT ${MAX_ROWS_PER_CLEANUP} FOR UPDATE SKIP LOCKED)`;
  let cleanedAt = -Infinity;
  return () => {
    const moment = now();
    if (Math.abs(moment - cleanedAt) <= CLEANUP_INTERVAL_MS) return;
    cleanedAt = moment;
    void Promise.allSettled([pool.query(statement, [moment])]);
  };
}
