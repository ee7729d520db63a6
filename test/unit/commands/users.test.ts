import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { openSqliteStore } from '../../../src/endpoint/sqlite/open-sqlite-store.js';
import { runZephr, type Run, type Surroundings } from '../../support/run-zephr.js';

const importing = (name: string, ...args: readonly string[]): string[] => [
  ...['users', 'import', `FOLDER/${name}`],
  ...['--store', 'FOLDER/zephr.sqlite', ...args],
];

/** The stored user of the system crm after an import. */
async function findAfter(id: string, args: readonly string[], surroundings: Surroundings): Promise<unknown> {
  let found: unknown;
  const look = async (folder: string): Promise<void> => {
    const store = await openSqliteStore(join(folder, 'zephr.sqlite'));
    found = await store.find('crm', id);
    store.close();
  };
  const { code, err } = await runZephr(args, {}, { ...surroundings, look });
  assert.deepEqual([code, err], [0, '']);
  return found;
}

suite('the command users import', () => {
  test('takes users out of CSV, and tells how many', async () => {
    const files = { 'readers.csv': 'foreignKeySystem,foreignUserId,state\ncrm,1,Alabama\ncrm,2,Texas\n' };

    assert.deepEqual(await runZephr(importing('readers.csv'), {}, { files }), {
      code: 0,
      out: 'FOLDER/zephr.sqlite: 2 added, 0 changed, 0 unchanged\n',
      err: '',
    });
    assert.deepEqual(await findAfter('1', importing('readers.csv'), { files }), { state: 'Alabama' });
  });

  test('takes users out of JSON, of whatever JSON can hold', async () => {
    const users = [{ foreignUserId: 1, attributes: { tags: ['news'], since: { year: 2026 } } }];
    const files = { 'readers.JSON': JSON.stringify(users) };

    assert.deepEqual(await findAfter('1', importing('readers.JSON', '--system', 'crm'), { files }), {
      tags: ['news'],
      since: { year: 2026 },
    });
  });

  test('tells every mistake by its line, and imports nothing', async () => {
    const files = { 'readers.csv': 'foreignUserId,state\n1,Alabama\n,Texas\n"1",\n2\n3,"a"b\n' };
    const look = async (folder: string): Promise<void> => {
      const store = await openSqliteStore(join(folder, 'zephr.sqlite'));
      assert.equal(await store.find('crm', '1'), null);
      store.close();
    };

    assert.deepEqual(await runZephr(importing('readers.csv', '--system', 'crm'), {}, { files, look }), {
      code: 1,
      out: '',
      err: [
        'FOLDER/readers.csv:3: foreignUserId is missing: each user needs one',
        'FOLDER/readers.csv:4: line 2 has the same user',
        'FOLDER/readers.csv:5: fields: 1; columns in the first line: 2',
        'FOLDER/readers.csv:6: text follows a quote that closes a field: write each quote inside a field twice',
        '',
        '4 mistakes; no record was imported.',
        '',
      ].join('\n'),
    });
  });

  const refusals: readonly (readonly [says: string, args: readonly string[], err: RegExp])[] = [
    ['a file of another kind', importing('readers.xlsx'), /ends neither in \.csv nor in \.json/],
    ['CSV that is not there', importing('none.csv'), /none\.csv cannot be read: the file does not exist/],
    ['JSON that is not there', importing('none.json'), /none\.json cannot be read: the file does not exist/],
    ['a folder', importing('folder.csv/..', '--store', 'FOLDER/x').map((arg) => arg.replace('folder.csv/..', '.csv')), /the file does not exist/],
    ['a store that is not a database', ['users', 'import', 'FOLDER/readers.csv', '--store', 'FOLDER/text'], /FOLDER\/text is not an SQLite database/],
    ['a store in no folder', ['users', 'import', 'FOLDER/readers.csv', '--store', 'FOLDER/none/x'], /its folder does not exist/],
  ]; // prettier-ignore
  for (const [says, args, message] of refusals) {
    test(`refuses ${says}, in a sentence`, async () => {
      const files = { 'readers.csv': 'foreignUserId\n1\n', text: 'no database '.repeat(100) };
      const { code, out, err }: Run = await runZephr(args, {}, { files });

      assert.deepEqual([code, out], [2, '']);
      assert.match(err, /^error: [^\n]*\n( {2}See https:[^\n]*#file-[a-z]+\n)?$/);
      assert.match(err, message);
    });
  }

  test('leaves no other files behind than those of the store', async () => {
    const files = { 'readers.csv': 'foreignUserId\n1\n' };
    const look = async (folder: string): Promise<void> => {
      const others = (await readdir(folder)).filter((name) => !name.startsWith('zephr.sqlite'));
      assert.deepEqual(others.sort(), ['readers.csv', 'zephr.json']);
    };
    await runZephr(importing('readers.csv', '--system', 'crm'), {}, { files, look });
  });

  const deep = (levels: number): string => `[{"foreignUserId":"1","a":${'['.repeat(levels)}${']'.repeat(levels)}}]`;
  const columns = (count: number): string => {
    const line = (first: string, cell: (n: number) => string): string =>
      [first, ...Array.from({ length: count - 1 }, (_, n) => cell(n))].join(',');
    return `${line('foreignUserId', (n) => `c${n}`)}\n${line('1', () => 'x')}\n`;
  };
  const refused: readonly (readonly [says: string, name: string, content: string, line: RegExp])[] = [
    ['JSON that is nested 50,000 levels deep', 'readers.json', deep(50_000), /readers\.json:1: nests lists and objects more than 200 levels deep/],
    ['JSON that is nested just too deep', 'readers.json', deep(199), /readers\.json:1: nests lists and objects more than 200 levels deep/],
    ['JSON of nothing but brackets', 'readers.json', '['.repeat(50_000) + ']'.repeat(50_000), /:1: a user must be an object/],
    ['JSON of brackets that are never closed', 'readers.json', '['.repeat(50_000), /:1: this is not JSON/],
    ['100,000 columns', 'readers.csv', columns(100_000), /:1: the first line names 100000 columns; the limit is 10000/],
  ]; // prettier-ignore
  for (const [says, name, content, line] of refused) {
    test(`refuses ${says} with a sentence, within seconds`, { timeout: 20_000 }, async () => {
      const { code, err } = await runZephr(importing(name, '--system', 'crm'), {}, { files: { [name]: content } });

      assert.equal(code, 1);
      assert.match(err, line);
      assert.match(err, /1 mistake; no record was imported\.\n$/);
    });
  }

  test('takes thousands of columns, and JSON of as many levels as a config may have', { timeout: 20_000 }, async () => {
    for (const [name, content] of [['readers.csv', columns(5000)], ['readers.json', deep(198)]] as const)
      assert.equal((await runZephr(importing(name, '--system', 'crm'), {}, { files: { [name]: content } })).code, 0);
  }); // prettier-ignore
});
