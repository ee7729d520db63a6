import { createReadStream } from 'node:fs';
import { CommanderError, type Command } from 'commander';
import { openSqliteStore } from '../endpoint/sqlite/open-sqlite-store.js';
import { EXIT } from './exit-codes.js';
import { failPlainly } from './fail-plainly.js';
import { readTextFile, refuseUnreadable } from './read-text-file.js';
import { checkUsers, MistakesFound } from './users/check-users.js';
import { readCsv } from './users/read-csv.js';
import { readJsonUsers } from './users/read-json-users.js';

interface ImportOptions {
  readonly store: string;
  readonly system?: string;
}

/** Default file for users, gifts and counts. */
export const DEFAULT_STORE = 'zephr.sqlite';

/** Adds `users import`: imports the records of readers for the endpoint. */
export function addUsers(program: Command): void {
  program
    .command('users')
    .description('put users into the store of the endpoint')
    .addHelpText('after', '\nExample:\n  $ zephr users import readers.csv --system crm')
    .command('import')
    .description('add users and bring known ones up to date')
    .argument('<file>', 'a .csv or a .json file')
    .option('--store <file>', 'the store', DEFAULT_STORE)
    .option('--system <name>', 'foreign key system of the users that name none')
    .addHelpText(
      'after',
      `
A CSV file (RFC 4180, separated by commas, semicolons or tabs, in UTF-8) names its columns in the first line:
foreignUserId, foreignKeySystem unless --system says it, and any others, which become attributes of the user.
An empty field sets no attribute. A JSON file is a list of such records, whose attributes may also be in "attributes".

A user who is known already gets the new record in place of the old one. Where anything is wrong, nothing is imported.

Examples:
  $ zephr users import readers.csv --system crm
  $ zephr users import readers.json --store /var/lib/zephr/zephr.sqlite`,
    )
    .action(importUsers);
  program.addHelpText('after', '  $ zephr users import readers.csv --system crm');
}

async function importUsers(file: string, { store: path, system }: ImportOptions, command: Command): Promise<void> {
  const output = command.configureOutput();
  const ending = /\.(csv|json)$/i.exec(file)?.[1]?.toLowerCase();
  if (!ending) command.error(`error: ${file} ends neither in .csv nor in .json.`, { exitCode: EXIT.usage });
  const rows =
    ending === 'csv' ? readCsv(() => createReadStream(file)) : readJsonUsers(await readTextFile(file, command));
  const users = checkUsers(rows, system, (line, says) => output.writeErr?.(`${file}:${line}: ${says}\n`));
  try {
    const store = await openSqliteStore(path);
    try {
      const { added, changed, unchanged } = await store.putUsers(users);
      output.writeOut?.(`${path}: ${added} added, ${changed} changed, ${unchanged} as before\n`);
    } finally {
      store.close();
    }
  } catch (error) {
    if (error instanceof MistakesFound) {
      output.writeErr?.(`\n${error.count} ${error.count === 1 ? 'mistake' : 'mistakes'}; nothing was imported.\n`);
      // The mistakes are reported; only the exit code remains.
      throw new CommanderError(EXIT.mistake, 'commander.error', `${file} has mistakes`);
    }
    if ((error as NodeJS.ErrnoException).syscall) return refuseUnreadable(file, error, command);
    failPlainly(error, command);
  }
}
