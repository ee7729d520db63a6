import { DAY_MS } from '../../lib/day.js';
import { MAX_COUNTED_DAYS } from '../limits.js';
import type { AsyncEventStore, Counts } from '../store.js';
import type { RedisConnection } from './redis-connection.js';

/**
 * Makes the part of a store that keeps counts of events in Redis: one hash a day.
 *
 * @param guard - Runs commands, and turns their failures into errors of the store.
 * @param prefix - Start of every key.
 */
export function createRedisCounts(
  client: RedisConnection,
  guard: <Result>(use: () => Promise<Result>) => Promise<Result>,
  prefix: string,
): AsyncEventStore {
  const keyOf = (day: string): string => `${prefix}counts:${day}`;
  const sender = crypto.randomUUID();
  let calls = 0;

  const read = async (day: string): Promise<[string, Counts][]> => {
    const fields = Object.entries(await client.readHash(keyOf(day))).filter(([name]) => !name.startsWith('#'));
    return fields.length ? [[day, Object.fromEntries(fields.map(([name, count]) => [name, Number(count)]))]] : [];
  };

  return {
    addCounts: (day, counts) =>
      guard(async () => {
        const seconds = (MAX_COUNTED_DAYS * DAY_MS) / 1000;
        await client.run('zephrCount', keyOf(day), sender, ++calls, seconds, ...Object.entries(counts).flat());
      }),
    readCounts: (days) => guard(async () => Object.fromEntries((await Promise.all(days.map(read))).flat())),
  };
}
