import type { Command } from 'commander';
import { stringify } from 'csv-stringify/sync';
import type { StoredUser } from '../../endpoint/sqlite/put-users.js';
import { DEFAULT_STORE } from '../default-store.js';
import { EXIT } from '../exit-codes.js';
import { withKnownStore } from '../with-store.js';
import { writeOutput } from '../write-output.js';

interface ExportOptions {
  readonly store: string;
  readonly system?: string;
  readonly force?: boolean;
}

/** Lists the users of the store, from the beginning at each call. */
type ListUsers = () => AsyncIterable<StoredUser>;

/** Adds `users export`: writes the records as `users import` reads them. */
export function addUsersExport(users: Command): void {
  users
    .command('export')
    .description('write users into a file that users import reads')
    .argument('<file>', 'a .csv or .json file; - writes JSON to the standard output')
    .option('--store <file>', 'SQLite file of the store', DEFAULT_STORE)
    .option('--system <name>', 'only users of this foreign key system')
    .option('--force', 'write over a file that is there')
    .addHelpText(
      'after',
      `
A .csv file holds text only. Where an attribute is a number, a list or anything else, export into a .json file.
The file is readable by its owner alone, because it contains data about readers.

Examples:
  $ zephr users export readers.json
  $ zephr users export - --system crm | jq length`,
    )
    .action(exportUsers);
}

async function exportUsers(file: string, options: ExportOptions, command: Command): Promise<void> {
  const { store: path, system, force } = options;
  const ending = file === '-' ? 'json' : /\.(csv|json)$/i.exec(file)?.[1]?.toLowerCase();
  if (!ending) command.error(`error: the name of ${file} ends neither in .csv nor in .json.`, { exitCode: EXIT.usage });
  const write = ending === 'csv' ? writeCsv : writeJson;
  const { text, count } = await withKnownStore(path, command, (store) => write(() => store.listUsers(system), command));
  const output = command.configureOutput();
  if (file === '-') output.writeOut?.(text);
  else await writeOutput(text, { path: file, inputs: [path], maker: 'users export', force, mode: 0o600 }, command);
  output.writeErr?.(`${count} ${count === 1 ? 'user' : 'users'}\n`);
}

interface Written {
  readonly text: string;
  readonly count: number;
}

async function writeJson(list: ListUsers): Promise<Written> {
  const rows: string[] = [];
  for await (const user of list()) rows.push(JSON.stringify(user));
  return { text: rows.length ? `[\n${rows.join(',\n')}\n]\n` : '[]\n', count: rows.length };
}

/** Writes CSV (RFC 4180). The columns are those of all records, so the records are read twice. */
async function writeCsv(list: ListUsers, command: Command): Promise<Written> {
  const names = new Set<string>();
  for await (const user of list()) {
    for (const [name, value] of Object.entries(user.attributes)) {
      if (typeof value !== 'string') refuseValue(user, name, command);
      names.add(name);
    }
  }
  const columns = ['foreignKeySystem', 'foreignUserId', ...[...names].sort()];
  const rows = [stringify([columns])];
  for await (const { foreignKeySystem, foreignUserId, attributes } of list())
    rows.push(stringify([[foreignKeySystem, foreignUserId, ...columns.slice(2).map((name) => attributes[name])]]));
  return { text: rows.join(''), count: rows.length - 1 };
}

function refuseValue({ foreignKeySystem, foreignUserId }: StoredUser, name: string, command: Command): never {
  return command.error(
    `error: the attribute ${name} of the user ${foreignUserId} of the system ${foreignKeySystem} is not text. Export into a .json file.`,
    { exitCode: EXIT.mistake },
  );
}
