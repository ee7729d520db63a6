import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';

const document = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8');

/** The rows of the tables of threats, which begin with the heading `who`. */
const rows = document
  .split('\n\n')
  .filter((block) => /^\| who\b/.test(block))
  .flatMap((table) => table.trim().split('\n').slice(2))
  .map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

suite('the threat model', () => {
  test('has its rows', () => {
    assert.ok(rows.length > 30, `${rows.length} rows`);
  });

  for (const [who, threat, prevention, tests = ''] of rows) {
    test(`${[who, threat].filter(Boolean).join(': ')}, has an answer and tests that exist`, () => {
      const files = [...tests.matchAll(/\]\((test\/[^)]+\.test\.ts)\)/g)].map(([, file]) => file!);

      assert.ok(prevention);
      assert.notEqual(files.length, 0);
      for (const file of files) assert.ok(existsSync(new URL(`../../${file}`, import.meta.url)), `${file} is missing`);
    });
  }
});
