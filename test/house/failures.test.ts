/** The table of failures in docs/project/failures.md: every row names tests that exist. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chunks } from '../../scripts/chunks.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const document = readFileSync(`${root}docs/project/failures.md`, 'utf8');
const files = readdirSync(`${root}test`, { recursive: true, encoding: 'utf8' }).map((file) => `test/${file}`);

/** The rows of all tables, cell by cell. */
const rows = document
  .split('\n\n')
  .filter((block) => /^\| what\b/.test(block))
  .flatMap((table) => table.trim().split('\n').slice(2))
  .map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

/** Finds the files that a name means: a path, or the end of one. */
function findFiles(name: string): string[] {
  return files.filter((file) => file === name || file.endsWith(`/${name}`));
}

/** Tells whether a file has a test or a suite of that title, or one whose title is made of such texts. */
function hasTitle(text: string, wanted: string): boolean {
  const titles = [...text.matchAll(/\b(?:suite|test\w*)\(\s*(['`"])(.+?)\1,/g)].map(([, , title]) => title!);
  return titles.some((title) => {
    const parts = title.split(/\$\{.+?\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return title.includes(wanted) || (parts.length > 1 && new RegExp(`^${parts.join('.+')}$`).test(wanted));
  });
}

suite('the table of failures', () => {
  test('has its rows', () => {
    assert.ok(rows.length > 25, `${rows.length} rows`);
  });

  test('names every file of the SDK that loads only when it is needed', () => {
    const named = rows.flatMap(([what = '']) => [...what.matchAll(/`([\w*-]+)`/g)].map(([, name]) => name));
    const missing = chunks
      .map(({ file }) => file.slice('chunks/'.length, -'.js'.length))
      .filter((name) => !named.includes(name) && !named.includes(name.replace(/-.*/, '-*')));

    assert.deepEqual(missing, []);
  });

  for (const [what = '', , , , tests = ''] of rows) {
    test(`${what}: names tests that exist`, () => {
      const named = tests.split(/; (?=`)/).map((one) => /^`([^`]+\.test\.ts)`(?:: (.+))?$/.exec(one));

      for (const found of named) {
        assert.ok(found, `"${tests}" is not of the form "\`file\`: title; \`file\`: title"`);
        const [, name = '', title = ''] = found;
        const texts = findFiles(name).map((file) => readFileSync(root + file, 'utf8'));
        assert.ok(texts.length, `${name} is missing`);
        assert.ok(!title || texts.some((text) => hasTitle(text, title)), `${name} has no "${title}"`);
      }
    });
  }
});
