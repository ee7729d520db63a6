/** The store of gifts, counts of events and what readers used of trials in Durable Objects of Cloudflare, one for each reader. */
export {
  createDurableObjectStore,
  type DurableObjectNamespace,
  type DurableObjectStore,
  type DurableObjectStoreOptions,
} from './endpoint/durable-object/create-durable-object-store.js';
export {
  ZephrStore,
  type DurableObjectState,
  type DurableObjectStorage,
} from './endpoint/durable-object/zephr-store.js';
export { StoreError, type StoreErrorCode } from './endpoint/store-error.js';
export type { AsyncEventStore, ListStore } from './endpoint/store.js';
