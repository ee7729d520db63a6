import type { Command } from 'commander';
import { addUsersDelete } from './users/delete-user.js';
import { addUsersExport } from './users/export-users.js';
import { addUsersImport } from './users/import-users.js';
import { addUsersList } from './users/list-users.js';
import { addUsersShow } from './users/show-user.js';

/** Adds `users`: the records of readers that the endpoint knows. */
export function addUsers(program: Command): void {
  const users = program
    .command('users')
    .description('import, list, show, delete and export users in the store of the endpoint')
    .addHelpText(
      'after',
      `
Examples:
  $ zephr users import readers.csv --system crm
  $ zephr users show 4711 --system crm
  $ zephr users export readers.json`,
    );
  for (const add of [addUsersImport, addUsersList, addUsersShow, addUsersDelete, addUsersExport]) add(users);
  program.addHelpText('after', '  $ zephr users import readers.csv --system crm');
}
