import type { Command } from 'commander';
import { withKnownStore } from '../with-store.js';
import { addOneUser, refuseUnknown, type OneUserOptions } from './one-user.js';

/** Adds `users delete`: removes the record of one user. */
export function addUsersDelete(users: Command): void {
  addOneUser(users.command('delete').description('delete the record of a user'))
    .addHelpText(
      'after',
      `
The next request of the reader is decided without the record. Their counted views stay: zephr usage forget.

Example:
  $ zephr users delete 4711 --system crm`,
    )
    .action(deleteUser);
}

async function deleteUser(id: string, options: OneUserOptions, command: Command): Promise<void> {
  const { store: path, system } = options;
  const wasThere = await withKnownStore(path, command, (store) => store.removeUser(system, id));
  if (!wasThere) return refuseUnknown(id, options, command);
  command.configureOutput().writeOut?.(`${path}: deleted the user ${id} of the system ${system}\n`);
}
