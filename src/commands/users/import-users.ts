import { createReadStream } from 'node:fs';
import { CommanderError, type Command } from 'commander';
import { openSqliteStore } from '../../endpoint/sqlite/open-sqlite-store.js';
import { DEFAULT_STORE } from '../default-store.js';
import { EXIT } from '../exit-codes.js';
import { failPlainly } from '../fail-plainly.js';
import { readTextFile, refuseUnreadable } from '../read-text-file.js';
import type { StoredUser } from '../../endpoint/sqlite/put-users.js';
import { startProgress, type Progress } from '../progress.js';
import { checkUsers, MistakesFound } from './check-users.js';
import { readCsv } from './read-csv.js';
import { readJsonUsers } from './read-json-users.js';

interface ImportOptions {
  readonly store: string;
  readonly system?: string;
}

/** Adds `users import`: imports the records of readers for the endpoint. */
export function addUsersImport(users: Command): void {
  users
    .command('import')
    .description('add users, and update known users')
    .argument('<file>', 'a .csv or .json file')
    .option('--store <file>', 'SQLite file of the store', DEFAULT_STORE)
    .option('--system <name>', 'foreign key system of users whose record has none')
    .addHelpText(
      'after',
      `
The first line of a CSV file (RFC 4180, UTF-8; commas, semicolons or tabs) names its columns: foreignUserId,
foreignKeySystem if --system does not set it, and any others, which become attributes of the user.
An empty field sets no attribute. A JSON file is a list of such records; attributes may also be in "attributes".

The new record of a known user replaces the old one. If the file has a mistake, no record is imported.

Examples:
  $ zephr users import readers.csv --system crm
  $ zephr users import readers.json --store /var/lib/zephr/zephr.sqlite`,
    )
    .action(importUsers);
}

async function importUsers(file: string, { store: path, system }: ImportOptions, command: Command): Promise<void> {
  const output = command.configureOutput();
  const ending = /\.(csv|json)$/i.exec(file)?.[1]?.toLowerCase();
  if (!ending) command.error(`error: the name of ${file} ends neither in .csv nor in .json.`, { exitCode: EXIT.usage });
  const rows =
    ending === 'csv' ? readCsv(() => createReadStream(file)) : readJsonUsers(await readTextFile(file, command));
  const users = checkUsers(rows, system, (line, says) => output.writeErr?.(`${file}:${line}: ${says}\n`));
  const progress = startProgress(command);
  try {
    const store = await openSqliteStore(path);
    try {
      const { added, changed, unchanged } = await store.putUsers(withProgress(users, file, progress));
      progress.end();
      output.writeOut?.(`${path}: ${added} added, ${changed} changed, ${unchanged} unchanged\n`);
    } finally {
      store.close();
    }
  } catch (error) {
    progress.end();
    if (error instanceof MistakesFound) {
      output.writeErr?.(`\n${error.count} ${error.count === 1 ? 'mistake' : 'mistakes'}; no record was imported.\n`);
      // The mistakes are reported; only the exit code remains.
      throw new CommanderError(EXIT.mistake, 'commander.error', `${file} has mistakes`);
    }
    if ((error as NodeJS.ErrnoException).syscall) return refuseUnreadable(file, error, command);
    failPlainly(error, command);
  }
}

/** Says with each user how many there were. */
async function* withProgress(
  users: AsyncIterable<StoredUser>,
  file: string,
  progress: Progress,
): AsyncGenerator<StoredUser> {
  let count = 0;
  for await (const user of users) {
    count++;
    progress.say(() => `reading ${file}: ${count} users`);
    yield user;
  }
}
