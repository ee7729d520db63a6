import type { Command } from 'commander';
import { openRedisStore } from '../../endpoint/redis/open-redis-store.js';
import type { AsyncEventStore } from '../../endpoint/store.js';
import { toAddresses } from '../serve/to-addresses.js';
import { withKnownStore, withStore } from '../with-store.js';

/** Where an endpoint keeps its counts: a SQLite file, or Redis, which goes before it. */
export interface CountPlace {
  readonly store: string;
  readonly redis?: string | undefined;
}

/**
 * Runs a part of a command with the store that counts, and closes the store.
 *
 * @throws {CommanderError} With exit code 2 where the store is not there, or cannot be used.
 */
export function withCountStore<Result>(
  { store, redis }: CountPlace,
  command: Command,
  use: (store: AsyncEventStore) => Promise<Result>,
): Promise<Result> {
  return redis
    ? withStore(() => openRedisStore(toAddresses(redis)), command, use)
    : withKnownStore(store, command, use);
}
