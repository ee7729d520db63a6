import { Option, type Command } from 'commander';
import { openRedisStore } from '../../endpoint/redis/open-redis-store.js';
import type { AsyncSessionStore, AsyncUsageStore } from '../../endpoint/store.js';
import { toAnonymousKey } from '../../endpoint/usage/to-anonymous-key.js';
import { toUserKey } from '../../endpoint/usage/to-user-key.js';
import { DEFAULT_STORE } from '../default-store.js';
import { toAddresses } from '../serve/to-addresses.js';
import { withKnownStore, withStore } from '../with-store.js';

/** The options that say whose views a command is about, and where they are counted. */
export interface ReaderOptions {
  readonly store: string;
  readonly redis?: string;
  readonly system?: string;
  readonly anonymous?: boolean;
}

/** Adds the argument and the options of a command about the counted views of one reader. */
export function addReader(command: Command): Command {
  return command
    .argument('<reader>', 'id of the reader: the value of the mapped claim')
    .option('--system <name>', 'foreign key system of the config: jwt.userStore.foreignKeySystem')
    .option('--anonymous', 'the reader is the random id of a browser: "reader" of zephr-usage in its storage')
    .option('--store <file>', 'SQLite file of the store', DEFAULT_STORE)
    .addOption(new Option('--redis <url>', 'Redis that counts instead of the file').env('ZEPHR_REDIS_URL'));
}

/** The key under which the stores count a reader. */
export function keyOf(reader: string, { system = '', anonymous = false }: ReaderOptions): string {
  return anonymous ? toAnonymousKey(reader) : toUserKey(system, reader);
}

/**
 * Runs a part of a command with the store that counts, and closes it.
 *
 * @throws {CommanderError} With exit code 2 where there is no store, and where it cannot be used.
 */
export async function withUsageStore<Result>(
  { store: path, redis: url }: ReaderOptions,
  command: Command,
  use: (store: AsyncUsageStore & AsyncSessionStore) => Promise<Result>,
): Promise<Result> {
  return url ? withStore(() => openRedisStore(toAddresses(url)), command, use) : withKnownStore(path, command, use);
}
