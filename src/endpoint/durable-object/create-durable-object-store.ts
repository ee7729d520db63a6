import { DAY_MS } from '../../lib/day.js';
import { MAX_COUNTED_DAYS } from '../limits.js';
import type { AsyncEventStore, Counts, ListStore, SessionPlace, SpendResult, UsageByTracker } from '../store.js';
import { StoreError } from '../store-error.js';
import { toReaderKey } from '../usage/to-reader-key.js';
import { packVariants, type StoreCall, type StoreReply } from './store-call.js';

/** A namespace of Durable Objects, as the `env` of a Worker holds it. */
export interface DurableObjectNamespace {
  readonly idFromName: (name: string) => unknown;
  // Methods, so that the types of Cloudflare fit, which take their own ids and requests only.
  get(id: unknown): {
    fetch(url: string, init: { method: string; body: string }): Promise<{ json(): Promise<unknown> }>;
  };
}

/** Options of the store. */
export interface DurableObjectStoreOptions {
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number;
}

/** Gifts, usage, sessions, previews and counts of events in Durable Objects. */
export interface DurableObjectStore extends ListStore, AsyncEventStore {}

/** The address of requests to an object. It never leaves the platform. */
const ADDRESS = 'https://zephr-store.invalid/';

/**
 * Creates the store of an endpoint on Cloudflare Workers. Each reader, each gift, each preview and each day of counts is one Durable
 * Object of the class `ZephrStore`, which handles its requests one after the other, so trials are exact across all locations.
 *
 * @param namespace - The binding of the class `ZephrStore`.
 * @returns The methods reject with a `StoreError` `store-failed` where an object cannot be reached.
 * @example
 * import { env } from 'cloudflare:workers';
 * export { ZephrStore } from 'zephr-onpage/durable-object';
 * const store = createDurableObjectStore(env.ZEPHR_STORE);
 * const endpoint = createEndpoint({ config, secret: env.ZEPHR_JWT_SECRET, store, trustProxy: 'cloudflare' });
 */
export function createDurableObjectStore(
  namespace: DurableObjectNamespace,
  { now = Date.now }: DurableObjectStoreOptions = {},
): DurableObjectStore {
  if (typeof (namespace as Partial<DurableObjectNamespace> | undefined)?.idFromName !== 'function')
    throw new StoreError(
      'client-invalid',
      'createDurableObjectStore takes a namespace of Durable Objects, such as env.ZEPHR_STORE. Is the binding in the configuration of the Worker?',
    );
  const ask = async (key: string, call: StoreCall): Promise<unknown> => {
    const reply = await send(namespace, key, call);
    if ('error' in reply) throw new StoreError('store-failed', reply.error);
    return reply.value;
  };
  const keyOf = (reader: string): string => `usage:${toReaderKey(reader)}`;
  const sessionsOf = (reader: string): string => `sessions:${toReaderKey(reader)}`;

  return {
    spend: (reader, spends, variants, options = {}) =>
      ask(keyOf(reader), {
        ...{ call: 'spend', reader, spends, variants: packVariants(variants), options },
        now: now(),
      }) as Promise<SpendResult>,
    readUsage: async (reader) => {
      const usage = await ask(keyOf(reader), { call: 'readUsage', reader, now: now() });
      return usage as UsageByTracker;
    },
    carry: async (from, to) => {
      if (from === to) return;
      // The other list only grows meanwhile, so nothing is lost by reading it first.
      const views = await ask(keyOf(from), { call: 'read' });
      if (typeof views === 'string') await ask(keyOf(to), { call: 'carry', from, views, to, now: now() });
    },
    forgetUsage: async (reader) => (await ask(keyOf(reader), { call: 'forgetUsage', reader, now: now() })) === true,
    claimGift: async (id, session, expiresAt) =>
      (await ask(`gift:${id}`, { call: 'claimGift', id, session, expiresAt, now: now() })) === true,
    keepPreview: async (id, preview, expiresAt) => {
      await ask(`preview:${id}`, { call: 'keepPreview', id, preview, expiresAt, now: now() });
    },
    findPreview: async (id) => {
      const found = await ask(`preview:${id}`, { call: 'findPreview', id, now: now() });
      return typeof found === 'string' ? found : null;
    },
    keepSession: async (reader, session, until) => {
      const place = await ask(sessionsOf(reader), { call: 'keepSession', reader, session, until, now: now() });
      return place as SessionPlace | null;
    },
    endSession: async (reader, session) => {
      await ask(sessionsOf(reader), { call: 'endSession', reader, session, now: now() });
    },
    forgetSessions: async (reader) =>
      (await ask(sessionsOf(reader), { call: 'forgetSessions', reader, now: now() })) === true,
    addCounts: async (day, counts) => {
      const expiresAt = Date.parse(day) + MAX_COUNTED_DAYS * DAY_MS;
      await ask(`counts:${day}`, { call: 'addCounts', counts, expiresAt });
    },
    readCounts: async (days) => {
      const all = await Promise.all(
        days.map(async (day) => [day, (await ask(`counts:${day}`, { call: 'readCounts' })) as Counts] as const),
      );
      return Object.fromEntries(all.filter(([, counts]) => Object.keys(counts).length > 0));
    },
  };
}

async function send(namespace: DurableObjectNamespace, key: string, call: StoreCall): Promise<StoreReply> {
  try {
    const object = namespace.get(namespace.idFromName(key));
    const response = await object.fetch(ADDRESS, { method: 'POST', body: JSON.stringify(call) });
    return (await response.json()) as StoreReply;
  } catch (error) {
    return { error: `The Durable Object failed: ${(error as Error).message}` };
  }
}
