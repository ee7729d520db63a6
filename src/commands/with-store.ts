import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { openSqliteStore, type SqliteStore } from '../endpoint/sqlite/open-sqlite-store.js';
import { failPlainly } from './fail-plainly.js';
import { refuseUnreadable } from './read-text-file.js';

/**
 * Runs a part of a command with a store that is there, and closes the store. A file that is not there is not made: it would
 * look like a store without readers.
 *
 * @throws {CommanderError} With exit code 2 where there is no store, and where it cannot be used.
 */
export async function withKnownStore<Result>(
  path: string,
  command: Command,
  use: (store: SqliteStore) => Promise<Result>,
): Promise<Result> {
  await stat(path).catch((error: unknown) => refuseUnreadable(path, error, command));
  return withStore(() => openSqliteStore(path), command, use);
}

/**
 * Runs a part of a command with a store, and closes the store.
 *
 * @throws {CommanderError} With exit code 2 where the store cannot be used.
 */
export async function withStore<Store extends { readonly close: () => void }, Result>(
  open: () => Promise<Store>,
  command: Command,
  use: (store: Store) => Promise<Result>,
): Promise<Result> {
  try {
    const store = await open();
    try {
      return await use(store);
    } finally {
      store.close();
    }
  } catch (error) {
    return failPlainly(error, command);
  }
}
