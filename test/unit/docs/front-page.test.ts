/** README.md: how long it is, and that its links lead to files and headings of this repository. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { suite, test } from 'node:test';
import { readCode, readPage } from '../../support/read-page.js';

/** A longer front page is not read. */
const MAX_LINES = 150;

const text = readPage('../README.md');

suite('README.md', () => {
  test(`has at most ${MAX_LINES} lines`, () => {
    assert.ok(text.trimEnd().split('\n').length <= MAX_LINES);
  });

  test('has the two commands, the installation, and one picture of this repository', () => {
    const [commands, install] = readCode(text, 'sh');
    const pictures = [...text.matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].map(([, path]) => path!);

    assert.match(commands!, /^npm ci && npm start .*\nnpm ci && npm test .*\n$/);
    assert.equal(install, 'npm install zephr-onpage\n');
    assert.equal(pictures.length, 1);
    assert.ok(existsSync(new URL(`../../../${pictures[0]}`, import.meta.url)), pictures[0]);
  });

  test('says where each of its readers goes on', () => {
    for (const chapter of ['start', 'guides', 'editors', 'endpoint', 'reference', 'security', 'project']) {
      assert.ok(text.includes(`](docs/${chapter}/`), chapter);
    }
  });
});
