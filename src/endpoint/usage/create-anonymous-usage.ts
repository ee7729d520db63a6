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
  /** Whether their views are kept. */
  readonly isKept: boolean;
  /**
   * Gives the store for a reader: the endpoint's own, or one that forgets, so that the answer follows from the request alone.
   *
   * @param client - Key of the client that asks (`findClient`).
   * @param spends - Whether the request has views to count.
   */
  storeFor(reader: string, client: string, spends: boolean): Promise<UsageStore>;
  /** Bounds what is kept: a long item becomes its hash, and a view that no window ends is kept for 180 days. */
  bound(spend: AnonymousSpend, now: number): Promise<AnonymousSpend>;
}

/**
 * Makes the count of anonymous readers. Anyone can make up their ids, so none of their views are kept unless the operator asks
 * for it; then each client may bring `NEW_READERS_LIMIT` new ids an hour, and the views of further ones are not kept.
 *
 * @param isKept - Option `anonymousUsage` of the endpoint.
 */
export function createAnonymousUsage(isKept: boolean, store: UsageStore, now: () => number): AnonymousUsage {
  const newReaders = createHitStore(NEW_READERS_WINDOW_MS, now);
  return {
    isKept,
    storeFor: async (reader, client, spends) => {
      if (!isKept) return createMemoryUsageStore(now);
      if (!spends || Object.keys(await store.readUsage(reader)).length > 0) return store;
      return newReaders.increment(client).totalHits > NEW_READERS_LIMIT ? createMemoryUsageStore(now) : store;
    },
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
