/** The store of gifts and of what readers used of trials in Redis, for several endpoints. */
export {
  openRedisStore,
  type RedisClient,
  type RedisOptions,
  type RedisStore,
} from './endpoint/redis/open-redis-store.js';
export { StoreError, type StoreErrorCode } from './endpoint/store-error.js';
export type { EndpointStore } from './endpoint/store.js';
