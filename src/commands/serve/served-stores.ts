import type { Config } from '../../model/config.js';
import { openRedisStore, type RedisStore } from '../../endpoint/redis/open-redis-store.js';
import { openSqliteStore, type SqliteStore } from '../../endpoint/sqlite/open-sqlite-store.js';
import type { EndpointStore, UserStore } from '../../endpoint/store.js';
import type { StoreState } from '../../endpoint/store-state.js';
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
}

/**
 * The stores of a server: one file for everything, or Redis for gifts and counts and a file for users. A store that is open
 * stays so, for the requests that use it, until the server stops.
 */
export class ServedStores {
  readonly #options: StoreOptions;
  #file: SqliteStore | undefined;
  #redis: RedisStore | undefined;

  constructor(options: StoreOptions) {
    this.#options = options;
  }

  /**
   * Opens what a config needs and is not open yet.
   *
   * @throws {StoreError} (rejects) If a store cannot be opened.
   */
  async openFor(config: Config): Promise<Stores> {
    const { store: chosen, redis: url } = this.#options;
    const isNeeded = url ? needsUsers(config) : needsStore(config);
    const path = chosen ?? (isNeeded && DEFAULT_STORE);
    if (path !== false) this.#file ??= await openSqliteStore(path);
    if (url) this.#redis ??= await openRedisStore(toAddresses(url));
    return { store: this.#redis ?? this.#file, users: this.#file };
  }

  /** Reads the states of the open stores by the names that `/zephr/health` has for them. */
  readStates(): Readonly<Record<string, StoreState>> {
    const [redis, file] = [this.#redis?.state(), this.#file?.state()];
    const [store, users] = redis ? [redis, file] : [file, undefined];
    return { ...(store && { store }), ...(users && { users }) };
  }

  /** Closes all stores. */
  close(): void {
    this.#redis?.close();
    this.#file?.close();
  }
}
