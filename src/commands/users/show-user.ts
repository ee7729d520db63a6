import type { Command } from 'commander';
import { withKnownStore } from '../with-store.js';
import { addOneUser, refuseUnknown, type OneUserOptions } from './one-user.js';

/** Adds `users show`: all that the store knows of one user. */
export function addUsersShow(users: Command): void {
  addOneUser(users.command('show').description('print the record of a user'))
    .addHelpText(
      'after',
      `
Prints the record as JSON, as users import takes it. The counted views of the user: zephr usage show.

Example:
  $ zephr users show 4711 --system crm`,
    )
    .action(showUser);
}

async function showUser(id: string, options: OneUserOptions, command: Command): Promise<void> {
  const { store: path, system } = options;
  const attributes = await withKnownStore(path, command, (store) => store.find(system, id));
  if (attributes === null) return refuseUnknown(id, options, command);
  const record = { foreignKeySystem: system, foreignUserId: id, attributes };
  command.configureOutput().writeOut?.(`${JSON.stringify(record, null, 2)}\n`);
}
