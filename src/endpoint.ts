/** The companion endpoint: `(Request) => Promise<Response>`. Runs on Node, Deno, Bun and edge runtimes. */
export { createEndpoint, type EndpointOptions } from './endpoint/create-endpoint.js';
export { createBypass, type Bypass, type GivenBypass, type TrustedReferrer } from './endpoint/bypass/create-bypass.js';
export type { ContentApi } from './endpoint/content/content-api.js';
export { createMemoryStore, type MemoryStore } from './endpoint/create-memory-store.js';
export type { Endpoint } from './endpoint/endpoint-function.js';
export { EndpointError, type EndpointErrorCode } from './endpoint/endpoint-error.js';
export { createGifts, type Gift, type GiftOptions, type Gifts } from './endpoint/gifts/create-gifts.js';
export {
  createListStore,
  type ListEntry,
  type ListStoreOptions,
  type UpdateList,
} from './endpoint/list/create-list-store.js';
export { drainWebhooks } from './endpoint/webhooks/drain-webhooks.js';
export type { Webhook } from './endpoint/webhooks/read-webhooks.js';
export { StoreError, type StoreErrorCode } from './endpoint/store-error.js';
export { ConfigError } from './model/shared-config-error.js';
export type { ConfigErrorCode } from './model/config-error.js';
export type * from './model/config.js';
export type { Decision, DecisionReason, TraceEntry, TrialLeft } from './model/decision.js';
export type { Log, LogEntry } from './endpoint/create-log.js';
export type { Platform } from './endpoint/protect/platforms.js';
export type { PremisesAccount } from './endpoint/premises/create-premises.js';
export type { Promotion } from './endpoint/promotions/read-promotions.js';
export type { RateLimit } from './endpoint/protect/limit-rate.js';
export type { SealKey } from './seal/seal-keys.js';
export type {
  CountedView,
  Counts,
  EndpointStore,
  EventStore,
  GiftStore,
  ListStore,
  PreviewStore,
  SpendResult,
  TrackedView,
  UsageByTracker,
  UsageStore,
  UserStore,
  Variant,
} from './endpoint/store.js';
export type { UserRecord } from './model/token.js';
