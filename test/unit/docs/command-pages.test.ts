import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Command } from 'commander';
import { createProgram } from '../../../src/commands/create-program.js';
import { readCsv } from '../../../src/commands/users/read-csv.js';
import { checkUsers } from '../../../src/commands/users/check-users.js';
import { readNames, readSection, readTable } from '../../support/read-page.js';

const program = createProgram({ write: () => {}, writeError: () => {} });

function findCommand(name: string): Command {
  return name.split(' ').reduce((from, part) => from.commands.find((one) => one.name() === part)!, program);
}

/** The options of a command, short and long. */
function optionsOf(name: string): string[] {
  return findCommand(name).options.flatMap(({ short, long }) => [short, long].filter((flag) => flag !== undefined));
}

/** Names of options in the cells of a column. */
const namesIn = (cells: readonly (string | undefined)[]): string[] => cells.flatMap((cell) => readNames(cell!));

suite('the pages about the command', () => {
  for (const [page, heading, name] of [
    ['endpoint/run.md', '## One command', 'serve'],
    ['guides/bundle.md', '# One script for a site', 'bundle'],
    ['endpoint/stores.md', '## Users in a store', 'users import'],
  ] as const) {
    test(`names every option of ${name} with its default`, () => {
      const rows = readTable(readSection(page, heading), '| option |');

      assert.deepEqual(namesIn(rows.map(([cell]) => cell)).sort(), optionsOf(name).sort());
      for (const { long, defaultValue } of findCommand(name).options) {
        if (typeof defaultValue !== 'string' && typeof defaultValue !== 'number') continue;
        const row = rows.find(([cell]) => readNames(cell!).includes(long!))!;
        assert.ok(readNames(row[1]!).includes(String(defaultValue)), long);
      }
    });
  }

  test('has an example of CSV that can be imported', async () => {
    const [, text = ''] = /```\n(foreignUserId,[^`]*)```/.exec(
      readSection('endpoint/stores.md', '## Users in a store'),
    )!;
    const rows = readCsv(async function* () {
      yield Buffer.from(text);
    });
    const users = [];
    for await (const user of checkUsers(rows, undefined, (line, says) => assert.fail(`${line}: ${says}`)))
      users.push(user);

    assert.deepEqual(users, [
      { foreignKeySystem: 'crm', foreignUserId: '1234567890', attributes: { state: 'Alabama', plan: 'gold' } },
    ]);
  });
});
