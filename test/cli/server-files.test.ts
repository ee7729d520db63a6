import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { doors } from '../../scripts/chunks.mjs';

/** Node prints the line that throws. */
const MAX_LINE_CHARACTERS = 1000;
const MAX_REPORT_CHARACTERS = 2000;
const pathOf = (name: string): string => fileURLToPath(new URL(`../../dist/${name}`, import.meta.url));
const servers = doors.filter(({ platform }) => platform === 'node' || platform === 'neutral');

/** Runs a module that throws, and gives the report that Node prints. */
function reportOf(code: string): Promise<string> {
  return new Promise((resolve) => {
    const args = ['--input-type=module', '--eval', code];
    execFile(process.execPath, args, (_error, _out, printed) => resolve(printed));
  });
}

suite('a file for servers', () => {
  test('is each that no page loads', () => {
    assert.ok(['engine.mjs', 'endpoint.mjs', 'cli.mjs'].every((name) => servers.some(({ file }) => file === name)));
  });

  for (const { file } of servers) {
    test(`has lines that a person can read: ${file}`, async () => {
      const lines = (await readFile(pathOf(file), 'utf8')).split('\n');
      const long = lines.map((line) => line.length).filter((length) => length > MAX_LINE_CHARACTERS);

      assert.deepEqual(long, []);
    });
  }

  for (const [says, name, code, sentence, functions] of [
    [
      'of an option',
      'endpoint.mjs',
      `createEndpoint({ config: { version: 1, features: {} } })`,
      /EndpointError: options: /,
      ['readKeys', 'createEndpoint'],
    ],
    [
      'of the config',
      'endpoint.mjs',
      `createEndpoint({ config: { version: 2, features: {} } })`,
      /ConfigError: \/version: /,
      ['compileMetered', 'createEndpoint'],
    ],
    [
      'in the engine',
      'engine.mjs',
      `compileConfig({ version: 2, features: {} })`,
      /ConfigError: \/version: /,
      ['compileConfig'],
    ],
    [
      'of a store',
      'sqlite.mjs',
      `await openSqliteStore('/nowhere/at/all.sqlite')`,
      /StoreError: \/nowhere/,
      ['openSqliteStore'],
    ],
  ] as const) {
    test(`reports a mistake ${says} in a few lines, with a sentence and the names of our functions`, async () => {
      const [call] = /\w+(?=\()/.exec(code)!;
      const report = await reportOf(`import { ${call} } from ${JSON.stringify(pathOf(name))};\n${code};`);

      assert.ok(report.length < MAX_REPORT_CHARACTERS, report);
      assert.match(report, sentence);
      for (const named of functions) assert.match(report, new RegExp(`at (async )?${named} \\(`));
    });
  }

  test('throws errors that are those of every door', async () => {
    const [endpoint, sqlite] = (await Promise.all(
      ['endpoint.mjs', 'sqlite.mjs'].map((name) => import(pathOf(name))),
    )) as [typeof import('../../src/endpoint.js'), typeof import('../../src/sqlite.js')];

    await assert.rejects(sqlite.openSqliteStore('/nowhere/at/all.sqlite'), (error) => {
      assert.ok(error instanceof endpoint.StoreError && error instanceof sqlite.StoreError);
      assert.ok(!(error instanceof endpoint.EndpointError));
      return true;
    });
  });
});
