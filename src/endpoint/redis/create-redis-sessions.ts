import type { AsyncSessionStore } from '../store.js';
import { toReaderKey } from '../usage/to-reader-key.js';
import type { RedisConnection } from './redis-connection.js';

/**
 * Makes the part of a store that keeps sessions in Redis: one text a reader.
 *
 * @param guard - Runs commands, and turns their failures into errors of the store.
 * @param prefix - Start of every key.
 * @param now - Milliseconds since 1970.
 */
export function createRedisSessions(
  client: RedisConnection,
  guard: <Result>(use: () => Promise<Result>) => Promise<Result>,
  prefix: string,
  now: () => number,
): AsyncSessionStore {
  const keyOf = (reader: string): string => `${prefix}sessions:${toReaderKey(reader)}`;
  return {
    keepSession: (reader, session, until) =>
      guard(async () => {
        const answer = await client.run('zephrSession', keyOf(reader), now(), session, Math.ceil(until));
        const [place, of] = (answer as readonly unknown[]).map(Number) as [number, number];
        return place ? { place, of } : null;
      }),
    endSession: (reader, session) =>
      guard(async () => {
        await client.run('zephrSession', keyOf(reader), now(), session);
      }),
    forgetSessions: (reader) => guard(async () => (await client.run('zephrForget', keyOf(reader))) === 1),
  };
}
