import { DAY_MS } from '../../lib/day.js';
import { toDay } from '../events/create-event-counter.js';
import { MAX_COUNTED_DAYS } from '../limits.js';
import type { AsyncEventStore, Counts } from '../store.js';
import type { PostgresPool } from './postgres-pool.js';

/** Declares the columns of the table of counts. */
export const COUNT_COLUMNS = 'day text, name text, count bigint NOT NULL, PRIMARY KEY (day, name)';

/**
 * Makes the part of a store that keeps counts of events in Postgres: one row for each name of a day.
 *
 * @param guard - Runs statements, and turns their failures into errors of the store.
 * @param table - Name of the table, with the columns above.
 * @param now - Milliseconds since 1970.
 */
export function createPostgresCounts(
  pool: PostgresPool,
  guard: <Result>(use: () => Promise<Result>) => Promise<Result>,
  table: string,
  now: () => number,
): AsyncEventStore {
  // Sorted: two statements that took the same rows in another order would wait for each other.
  const add = `INSERT INTO ${table} SELECT $1, name, count FROM unnest($2::text[], $3::bigint[]) AS given (name, count)
    ORDER BY name ON CONFLICT (day, name) DO UPDATE SET count = ${table.split('.').at(-1)}.count + excluded.count`;
  let cleanedOn = '';

  return {
    addCounts: (day, counts) =>
      guard(async () => {
        await pool.query(add, [day, Object.keys(counts), Object.values(counts)]);
        if (day === cleanedOn) return;
        await pool.query(`DELETE FROM ${table} WHERE day < $1`, [toDay(now() - MAX_COUNTED_DAYS * DAY_MS)]);
        cleanedOn = day;
      }),
    readCounts: (days) =>
      guard(async () => {
        const { rows } = await pool.query(`SELECT day, name, count FROM ${table} WHERE day = ANY ($1)`, [days]);
        const found = new Map<string, [string, number][]>();
        for (const { day, name, count } of rows) {
          const ofDay = found.get(String(day)) ?? [];
          found.set(String(day), ofDay);
          ofDay.push([String(name), Number(count)]);
        }
        return Object.fromEntries([...found].map(([day, ofDay]): [string, Counts] => [day, Object.fromEntries(ofDay)]));
      }),
  };
}
