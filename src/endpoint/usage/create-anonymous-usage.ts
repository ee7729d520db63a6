import { encode } from 'jose/base64url';
import {
  MAX_ANONYMOUS_ITEM_CHARACTERS,
  MAX_ANONYMOUS_VIEW_AGE_MS,
  NEW_READERS_LIMIT,
  NEW_READERS_WINDOW_MS,
} from '../limits.js';
import { createHitStore } from '../protect/create-hit-store.js';
import type { TrackedView, UsageStore, Variant } from '../store.js';
import { createMemoryUsageStore } from './create-memory-usage-store.js';

/** The views of one anonymous reader, as they are counted. */
export interface AnonymousSpend {
  readonly views: readonly TrackedView[];
  readonly variants: Readonly<Record<string, readonly Variant[]>>;
}

/** Counts readers without a mapped id, by the random ids of their browsers. */
export interface AnonymousUsage {
  /** Whether any of their views may be kept. */
  readonly isKept: boolean;
  /**
   * Gives the store for a reader: the endpoint's own, or one that forgets, so that the answer follows from the request alone.
   *
   * @param client - Key of the client that asks (`findClient`).
   * @param use - Whether the request has views to count, and whether the endpoint's own decisions make them.
   */
  storeFor(
    reader: string,
    client: string,
    use: { readonly spends: boolean; readonly isMetered: boolean },
  ): Promise<UsageStore>;
  /** Gives the name under which an item is kept: a long one becomes its hash. */
  nameItem(item: string): Promise<string>;
  /** Bounds what is kept: a long item becomes its hash, and a view that no window ends is kept for 180 days. */
  bound(spend: AnonymousSpend, now: number): Promise<AnonymousSpend>;
}

/**
 * Makes the count of anonymous readers. Anyone can make up their ids, so views that pages report are kept only if the operator
 * asks for it. Views that the endpoint's own decisions cost are kept unless the operator forbids it: a trial that nobody counts
 * is no limit. Each client may bring `NEW_READERS_LIMIT` new ids an hour. Views that pages report of further ones are not kept,
 * and those of decisions are kept in the bounded memory of this process.
 *
 * @param option - Option `anonymousUsage` of the endpoint.
 */
export function createAnonymousUsage(
  option: boolean | undefined,
  store: UsageStore,
  now: () => number,
): AnonymousUsage {
  const newReaders = createHitStore(NEW_READERS_WINDOW_MS, now);
  const surplus = createMemoryUsageStore(now);
  const isKnown = async (to: UsageStore, reader: string): Promise<boolean> =>
    Object.keys(await to.readUsage(reader)).length > 0;
  return {
    isKept: option !== false,
    storeFor: async (reader, client, { spends, isMetered }) => {
      if (!(option ?? isMetered)) return createMemoryUsageStore(now);
      if (isMetered && (await isKnown(surplus, reader))) return surplus;
      if (!spends || (await isKnown(store, reader))) return store;
      if (newReaders.increment(client).totalHits <= NEW_READERS_LIMIT) return store;
      return isMetered ? surplus : createMemoryUsageStore(now);
    },
    nameItem: shorten,
    bound: async ({ views, variants }, moment) => ({
      views: await Promise.all(views.map(async (view) => ({ ...view, item: await shorten(view.item) }))),
      variants: Object.fromEntries(
        Object.entries(variants).map(([tracker, all]) => [
          tracker,
          all.map((variant) => ({ ...variant, until: variant.until ?? moment + MAX_ANONYMOUS_VIEW_AGE_MS })),
        ]),
      ),
    }),
  };
}

async function shorten(item: string): Promise<string> {
  if (item.length <= MAX_ANONYMOUS_ITEM_CHARACTERS) return item;
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(item));
  return `sha256-${encode(new Uint8Array(hash))}`;
}
