import type { Command } from 'commander';
import { DEFAULT_STORE } from '../default-store.js';
import { withKnownStore } from '../with-store.js';

interface ListOptions {
  readonly store: string;
  readonly system?: string;
}

/** Adds `users list`: who is in the store. */
export function addUsersList(users: Command): void {
  users
    .command('list')
    .description('list the ids of users')
    .option('--store <file>', 'SQLite file of the store', DEFAULT_STORE)
    .option('--system <name>', 'only users of this foreign key system')
    .addHelpText(
      'after',
      `
Prints a line for each user: the foreign key system and the id, with a tab between them.

Example:
  $ zephr users list --system crm`,
    )
    .action(listUsers);
}

async function listUsers({ store: path, system }: ListOptions, command: Command): Promise<void> {
  const output = command.configureOutput();
  const count = await withKnownStore(path, command, async (store) => {
    let listed = 0;
    for await (const { foreignKeySystem, foreignUserId } of store.listUsers(system)) {
      output.writeOut?.(`${foreignKeySystem}\t${foreignUserId}\n`);
      listed++;
    }
    return listed;
  });
  output.writeErr?.(`${count} ${count === 1 ? 'user' : 'users'}\n`);
}
