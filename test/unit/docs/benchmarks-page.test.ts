import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import {
  findMeasuredParts,
  listMeasured,
  readMeasured,
  replaceMeasured,
} from '../../../scripts/docs/write-benchmarks-page.js';
import { readPage } from '../../support/read-page.js';

const page = readPage('project/benchmarks.md');
const parts = findMeasuredParts(page);
const { scripts } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  scripts: Record<string, string>;
};

/** Numbers as the page writes them, such as `1.05`, `97,025` or `100`. */
function findNumbers(text: string): readonly string[] {
  return text.match(/\d[\d,.]*(?<![,.])/g) ?? [];
}

suite('docs/project/benchmarks.md', () => {
  test('has the tables that the benches wrote; else run "npm run generate"', () => {
    assert.equal(page, replaceMeasured(page));
  });

  test('shows each file of bench/measured once', () => {
    assert.deepEqual(parts.map(([name]) => name).sort(), listMeasured());
  });

  test('has figures of each bench of package.json', () => {
    const measured = listMeasured().map((name) => /bench:[\w-]+/.exec(readMeasured(name).command)?.[0]);

    assert.deepEqual(
      Object.keys(scripts).filter(
        (name) => name.startsWith('bench:') && name !== 'bench:all' && !measured.includes(name),
      ),
      [],
    );
  });

  test('has no number around its tables that they do not have', () => {
    const shown = new Set(parts.flatMap(([, part]) => findNumbers(part)));
    const written = parts.reduce((text, [, part]) => text.replace(part, ''), page);

    assert.deepEqual(
      findNumbers(written.replace(/`[^`]*`/g, '')).filter((number) => !shown.has(number)),
      [],
    );
  });
});
