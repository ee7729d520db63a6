import { own } from '../../lib/own.js';
import { isStorable } from '../is-storable.js';
import type { EndpointStore, SpendResult, TrackedView, UsageByTracker, Variant } from '../store.js';
import { StoreError } from '../store-error.js';
import { sortViews } from '../usage/carry-over.js';
import type { StoredView } from '../usage/count-view.js';
import { toReaderKey } from '../usage/to-reader-key.js';
import { toUsageByTracker } from '../usage/to-usage-by-tracker.js';
import { connectRedis } from './connect-redis.js';

/** Gifts and usage in Redis, for several endpoints on as many machines as there are. */
export interface RedisStore extends EndpointStore {
  readonly claimGift: (id: string, session: string, expiresAt: number) => Promise<boolean>;
  readonly spend: (
    reader: string,
    spends: readonly TrackedView[],
    variants: Readonly<Record<string, readonly Variant[]>>,
  ) => Promise<SpendResult>;
  readonly readUsage: (reader: string) => Promise<UsageByTracker>;
  readonly carry: (from: string, to: string) => Promise<void>;
  /** Ends the connection; once more does no harm. */
  readonly close: () => void;
}

/** What a store in Redis may be told. */
export interface RedisOptions {
  /** Begins every key. Default `zephr:`. */
  readonly prefix: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** How an entry is kept: `[id, item, at, until]`, 0 being never. */
type StoredTuple = readonly [id: string, item: string, at: number, until: number];

/** How long a gift that has expired is remembered: longer than clocks may differ. */
const GRACE = 86_400_000;
/** Stands for a lifetime where a number is asked for: earlier than any date (ECMA-262, "Time Values and Time Range"). */
const EVER = -8.64e15;

/**
 * Opens a store in Redis 5 or later. Needs the package `ioredis`.
 *
 * What was acknowledged is as safe as Redis keeps it: by its `appendfsync` for ever (`always`), up to a second (`everysec`),
 * or without an append-only file up to its last snapshot.
 *
 * @param url - Such as `redis://127.0.0.1:6379/0`, or `rediss://` over TLS.
 * @throws {StoreError} `driver-missing`, `url-invalid` or `server-unreachable`; what its functions reject with later is
 *   `store-failed`.
 */
export async function openRedisStore(
  url: string,
  { prefix = 'zephr:', now = Date.now }: Partial<RedisOptions> = {},
): Promise<RedisStore> {
  const client = await connectRedis(url);
  const keyOf = (reader: string): string => `${prefix}usage:${toReaderKey(reader)}`;
  const guard = async <Result>(use: () => Promise<Result>): Promise<Result> => {
    try {
      return await use();
    } catch (error) {
      // Of its error the message alone is kept: the rest holds what was sent.
      throw new StoreError('store-failed', `Redis could not be used: ${(error as Error).message}`);
    }
  };
  const read = async (reader: string): Promise<[tracker: string, kept: StoredView[]][]> => {
    const moment = now();
    return Object.entries(await client.hgetall(keyOf(reader))).map(([tracker, text]) => {
      const kept = (JSON.parse(text) as StoredTuple[]).map(([id, item, at, until]) => ({
        id,
        item,
        at,
        until: until || null,
      }));
      return [tracker, sortViews(kept.filter(({ until }) => until === null || until > moment))];
    });
  };

  return {
    claimGift: (id, session, expiresAt) =>
      guard(async () => {
        if (!isStorable(id) || !isStorable(session)) return false;
        const rest = Math.max(1, Math.ceil(expiresAt - now() + GRACE));
        return (await client.zephrClaim(`${prefix}gift:${id}`, session, rest)) === 1;
      }),
    spend: (reader, spends, variants) =>
      guard(async () => {
        const isSound = ({ id, tracker, item }: TrackedView): boolean => [id, tracker, item].every(isStorable);
        const sent = spends.filter(isSound).map(({ id, tracker, item, at }) => [id, tracker, item, Math.trunc(at)]);
        const trackers = new Set(spends.map(({ tracker }) => tracker));
        const rules = [...trackers].map((tracker) => [
          tracker,
          ((own(variants, tracker) ?? []) as readonly Variant[]).map(toRule),
        ]);
        const [list, byTracker] = [sent, Object.fromEntries(rules) as unknown].map((value) => JSON.stringify(value));
        const refused = await client.zephrSpend(keyOf(reader), now(), list!, byTracker!);
        return { refused: [...spends.filter((spend) => !isSound(spend)).map(({ id }) => id), ...refused] };
      }),
    readUsage: (reader) => guard(async () => toUsageByTracker(await read(reader))),
    carry: (from, to) =>
      guard(async () => {
        const others = from === to ? [] : await read(from);
        if (!others.length) return;
        // The other only grows meanwhile, so that nothing is lost by asking for it first.
        const lists = others.map(([tracker, kept]) => [
          tracker,
          kept.map(({ id, item, at, until }): StoredTuple => [id, item, at, until ?? 0]),
        ]);
        await client.zephrMerge(keyOf(to), now(), JSON.stringify(Object.fromEntries(lists)));
      }),
    close: () => client.disconnect(),
  };
}

function toRule({ limit, from, until, unique, begins = false }: Variant): object {
  return { limit, from: Math.max(from, EVER), ends: until === null ? 0 : Math.ceil(until), unique, begins };
}
