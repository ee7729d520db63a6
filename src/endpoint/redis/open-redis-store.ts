import { own } from '../../lib/own.js';
import { isStorable } from '../is-storable.js';
import { EXPIRY_GRACE_MS } from '../limits.js';
import { readKeptPreview, writeKeptPreview } from '../previews/kept-preview.js';
import type {
  AsyncEventStore,
  AsyncPreviewStore,
  AsyncSessionStore,
  AsyncUsageStore,
  GiftStore,
  TrackedView,
  Variant,
} from '../store.js';
import type { StoreState, TellsState } from '../store-state.js';
import type { StoredView } from '../usage/count-view.js';
import { LAST_SPEND_TRACKER } from '../usage/last-spend.js';
import { sortViews } from '../usage/sort-views.js';
import { toReaderKey } from '../usage/to-reader-key.js';
import { toUsageByTracker } from '../usage/to-usage-by-tracker.js';
import type { GivenClient } from './adopt-client.js';
import { watchServer } from '../watch-server.js';
import { connectRedis } from './connect-redis.js';
import { createRedisCounts } from './create-redis-counts.js';
import { createRedisSessions } from './create-redis-sessions.js';

export type { GivenClient as RedisClient } from './adopt-client.js';

/** Gifts, usage, sessions, previews and counts of events in Redis, for any number of endpoints on several machines. */
export interface RedisStore
  extends AsyncUsageStore, AsyncSessionStore, AsyncPreviewStore, AsyncEventStore, GiftStore, TellsState {
  readonly claimGift: (id: string, session: string, expiresAt: number) => Promise<boolean>;
  readonly state: () => StoreState;
  /** Ends the connection, unless the client was given. A second call has no effect. */
  readonly close: () => void;
}

/** Options of a store in Redis. */
export interface RedisOptions {
  /** Start of every key. Default: `zephr:`. */
  readonly prefix: string;
  /** Milliseconds since 1970. Default: the clock. */
  readonly now: () => number;
}

/** A view as Redis keeps it: `[id, item, at, until]`, where 0 is never. */
type StoredTuple = readonly [id: string, item: string, at: number, until: number];

/** Stands for `-Infinity`, which JSON cannot hold: earlier than any date (ECMA-262, "Time Values and Time Range"). */
const EARLIEST_DATE_MS = -8.64e15;

/**
 * Opens a store in Redis 5 or later. Needs the package `ioredis`.
 *
 * An acknowledged view is as durable as the server's `appendfsync` makes it: fully (`always`), up to the last second
 * (`everysec`), or without an append-only file up to the last snapshot.
 *
 * Each reader is one key, so a cluster spreads readers over its masters. A lost master loses the views that it had
 * acknowledged and not yet sent to its replica, usually the last milliseconds, because Redis replicates asynchronously
 * (https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#write-safety). Those readers get these views back.
 *
 * @param at - Address such as `redis://127.0.0.1:6379/0`, or `rediss://` over TLS; a list of addresses of nodes of a cluster;
 *   or a client of ioredis, `Redis` or `Cluster`, or anything with its `eval`. One node of a cluster is enough.
 * @throws {StoreError} `driver-missing`, `url-invalid`, `client-invalid` or `server-unreachable`; the methods of the store reject
 *   with `store-failed`.
 * @example
 * const store = await openRedisStore('redis://127.0.0.1:6379/0');
 * const endpoint = createEndpoint({ config, secret, store });
 */
export async function openRedisStore(
  at: string | readonly string[] | GivenClient,
  { prefix = 'zephr:', now = Date.now }: Partial<RedisOptions> = {},
): Promise<RedisStore> {
  const client = await connectRedis(at);
  const { guard, state } = watchServer(
    'Redis',
    () => client.ping(),
    () => client.isReady(),
  );
  const keyOf = (reader: string): string => `${prefix}usage:${toReaderKey(reader)}`;
  const read = async (reader: string): Promise<[tracker: string, views: StoredView[]][]> =>
    parseViews(await client.readHash(keyOf(reader)), now());

  return {
    claimGift: (id, session, expiresAt) =>
      guard(async () => {
        if (!isStorable(id) || !isStorable(session)) return false;
        const lifetime = Math.max(1, Math.ceil(expiresAt - now() + EXPIRY_GRACE_MS));
        return (await client.run('zephrClaim', `${prefix}gift:${id}`, session, lifetime)) === 1;
      }),
    keepPreview: (id, preview, expiresAt) =>
      guard(async () => {
        const lifetime = Math.ceil(expiresAt - now());
        const text = writeKeptPreview(preview, expiresAt);
        if (lifetime > 0) await client.run('zephrKeep', `${prefix}preview:${id}`, text, lifetime);
      }),
    findPreview: (id) =>
      guard(async () => {
        const found = await client.run('zephrFind', `${prefix}preview:${id}`);
        return typeof found === 'string' ? readKeptPreview(found, now()) : null;
      }),
    spend: (reader, spends, variants, { isCarried = false } = {}) =>
      guard(async () => {
        const sent = spends
          .filter(isStorableView)
          .map(({ id, tracker, item, at }) => [id, tracker, item, Math.trunc(at)]);
        const rules = rulesOf(spends, variants);
        const refused = (await client.run(
          'zephrSpend',
          keyOf(reader),
          now(),
          JSON.stringify(sent),
          JSON.stringify(rules),
          isCarried ? '1' : '',
        )) as string[];
        return { refused: [...spends.filter((view) => !isStorableView(view)).map(({ id }) => id), ...refused] };
      }),
    readUsage: (reader) => guard(async () => toUsageByTracker(await read(reader))),
    carry: (from, to) =>
      guard(async () => {
        const others = from === to ? [] : await read(from);
        if (!others.length) return;
        // The other list only grows meanwhile, so nothing is lost by reading it first.
        const lists = others.map(([tracker, views]) => [tracker, views.map(toTuple)]);
        await client.run('zephrMerge', keyOf(to), now(), JSON.stringify(Object.fromEntries(lists)));
      }),
    ...createRedisCounts(client, guard, prefix),
    ...createRedisSessions(client, guard, prefix, now),
    forgetUsage: (reader) => guard(async () => (await client.run('zephrForget', keyOf(reader))) === 1),
    state,
    close: () => client.close(),
  };
}

function isStorableView({ id, tracker, item }: TrackedView): boolean {
  return [id, tracker, item].every(isStorable);
}

/** Parses the hash of a reader, without expired views. */
function parseViews(hash: Readonly<Record<string, string>>, now: number): [tracker: string, views: StoredView[]][] {
  const trackers = Object.entries(hash).filter(([tracker]) => tracker !== LAST_SPEND_TRACKER);
  return trackers.map(([tracker, text]) => {
    const views = (JSON.parse(text) as StoredTuple[])
      .map(([id, item, at, until]) => ({ id, item, at, until: until || null }))
      .filter(({ until }) => until === null || until > now);
    return [tracker, sortViews(views)];
  });
}

function toTuple({ id, item, at, until }: StoredView): StoredTuple {
  return [id, item, at, until ?? 0];
}

/** Gives the variants of each tracker of some views as the script takes them. */
function rulesOf(
  spends: readonly TrackedView[],
  variants: Readonly<Record<string, readonly Variant[]>>,
): Record<string, object[]> {
  const trackers = new Set(spends.map(({ tracker }) => tracker));
  const rules = [...trackers].map((tracker): [string, object[]] => [
    tracker,
    ((own(variants, tracker) ?? []) as readonly Variant[]).map(toRule),
  ]);
  return Object.fromEntries(rules);
}

function toRule({ limit, from, until, unique, begins = false }: Variant): object {
  return {
    ...{ limit, unique, begins },
    from: Math.max(from, EARLIEST_DATE_MS),
    ends: until === null ? 0 : Math.ceil(until),
  };
}
