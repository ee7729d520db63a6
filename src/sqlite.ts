/** The store of users and gifts in a file of SQLite, for an endpoint on Node. */
export { openSqliteStore, type SqliteStore, type StorePorts } from './endpoint/sqlite/open-sqlite-store.js';
export type { PutCounts, StoredUser } from './endpoint/sqlite/put-users.js';
export { StoreError, type StoreErrorCode } from './endpoint/store-error.js';
export type { EndpointStore, UserStore } from './endpoint/store.js';
export type { UserRecord } from './model/token.js';
