import type { Config } from '../../model/config.js';
import { openRedisStore } from '../../endpoint/redis/open-redis-store.js';
import { openSqliteStore, type SqliteStore } from '../../endpoint/sqlite/open-sqlite-store.js';
import type { EndpointStore, UserStore } from '../../endpoint/store.js';
import { DEFAULT_STORE } from '../add-users.js';
import { needsStore, needsUsers } from './needs-store.js';

/** What was wished for on the command line. */
export interface StoreWish {
  /** A file; `false` for none; without it the config decides whether there is one. */
  readonly store?: string | false;
  /** Address of the Redis that holds gifts and counts in place of the file. */
  readonly redis?: string;
}

/** The stores of a server. */
export interface Stores {
  readonly store: EndpointStore | undefined;
  readonly users: UserStore | undefined;
  readonly close: () => void;
}

/**
 * Opens what a server keeps things in: a file for all of it, or Redis for gifts and counts and a file for users alone.
 *
 * @throws {StoreError}
 */
export async function openStores({ store: wish, redis: url }: StoreWish, config: Config): Promise<Stores> {
  const isNeeded = url ? needsUsers(config) : needsStore(config);
  const path = wish ?? (isNeeded && DEFAULT_STORE);
  const file: SqliteStore | undefined = path === false ? undefined : await openSqliteStore(path);
  try {
    const redis = url ? await openRedisStore(url) : undefined;
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
