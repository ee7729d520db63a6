import type { Command } from 'commander';
import { DEFAULT_STORE } from '../default-store.js';
import { EXIT } from '../exit-codes.js';

/** The options of a command about one user. */
export interface OneUserOptions {
  readonly store: string;
  readonly system: string;
}

/** Adds the argument and the options of a command about one user. */
export function addOneUser(command: Command): Command {
  return command
    .argument('<id>', 'foreignUserId of the user')
    .requiredOption('--system <name>', 'foreign key system of the user')
    .option('--store <file>', 'SQLite file of the store', DEFAULT_STORE);
}

/**
 * Ends a command over a user who is not in the store.
 *
 * @throws {CommanderError} With exit code 1.
 */
export function refuseUnknown(id: string, { store, system }: OneUserOptions, command: Command): never {
  return command.error(`error: ${store} has no user ${id} of the system ${system}.`, { exitCode: EXIT.mistake });
}
