/** The store of gifts, counts of events and what readers used of trials in PostgreSQL, for several endpoints. */
export {
  openPostgresStore,
  type PostgresClient,
  type PostgresOptions,
  type PostgresPool,
  type PostgresResult,
  type PostgresStore,
} from './endpoint/postgres/open-postgres-store.js';
export { StoreError, type StoreErrorCode } from './endpoint/store-error.js';
export type { AsyncEventStore, EndpointStore } from './endpoint/store.js';
