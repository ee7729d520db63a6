import type { Config } from '../../model/config.js';
import { openRedisStore } from '../../endpoint/redis/open-redis-store.js';
import { openSqliteStore, type SqliteStore } from '../../endpoint/sqlite/open-sqlite-store.js';
import type { EndpointStore, UserStore } from '../../endpoint/store.js';
import { DEFAULT_STORE } from '../default-store.js';
import { toAddresses } from './to-addresses.js';
import { needsStore, needsUsers } from './needs-store.js';

/** The options that choose the stores. */
export interface StoreOptions {
  /** File of the SQLite store; `false` for none. Default: depends on the config. */
  readonly store?: string | false;
  /** Address of the Redis that keeps gifts and counts instead of the file. */
  readonly redis?: string;
}

/** The stores of a server. */
export interface Stores {
  readonly store: EndpointStore | undefined;
  readonly users: UserStore | undefined;
  readonly close: () => void;
}

/**
 * Opens the stores of a server: one file for everything, or Redis for gifts and counts and a file for users.
 *
 * @throws {StoreError} (rejects) If a store cannot be opened.
 */
export async function openStores({ store: chosen, redis: url }: StoreOptions, config: Config): Promise<Stores> {
  const isNeeded = url ? needsUsers(config) : needsStore(config);
  const path = chosen ?? (isNeeded && DEFAULT_STORE);
  const file: SqliteStore | undefined = path === false ? undefined : await openSqliteStore(path);
  try {
    const redis = url ? await openRedisStore(toAddresses(url)) : undefined;
    const close = (): void => {
      redis?.close();
      file?.close();
    };
    return { store: redis ?? file, users: file, close };
  } catch (error) {
    file?.close();
    throw error;
  }
}
