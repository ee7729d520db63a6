import { createMemoryGiftStore } from './gifts/create-memory-gift-store.js';
import { createMemoryEventStore } from './events/create-memory-event-store.js';
import { createMemoryPreviewStore } from './previews/create-memory-preview-store.js';
import { createMemorySessionStore } from './sessions/create-memory-session-store.js';
import type { EventStore, GiftStore, PreviewStore, SessionStore, UsageStore } from './store.js';
import { createMemoryUsageStore } from './usage/create-memory-usage-store.js';

/** A store that ends with its process. */
export interface MemoryStore extends GiftStore, UsageStore, SessionStore, PreviewStore, EventStore {
  readonly inMemory: true;
}

/**
 * Creates a store in the memory of this process, as an endpoint without `store` has one. Give it to the endpoints of several
 * configs, one after the other, so that a new config forgets no count.
 *
 * @param now - Returns the current time in ms since 1970. Default: the clock.
 * @example
 * const store = createMemoryStore();
 * let endpoint = createEndpoint({ config, secret, store });
 * onNewConfig((config) => (endpoint = createEndpoint({ config, secret, store })));
 */
export function createMemoryStore(now: () => number = Date.now): MemoryStore {
  const usage = createMemoryUsageStore(now);
  return {
    inMemory: true,
    ...createMemoryGiftStore(now),
    ...createMemoryPreviewStore(now),
    ...createMemoryEventStore(),
    ...createMemorySessionStore(now),
    spend: usage.spend.bind(usage),
    readUsage: usage.readUsage.bind(usage),
    carry: usage.carry.bind(usage),
    ...(usage.forgetUsage && { forgetUsage: usage.forgetUsage.bind(usage) }),
  };
}
