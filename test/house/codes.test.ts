/** The catalogue of codes is whole: types and documentation are made of it, and each code has a source and an example. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { resolveConfig } from 'prettier';
import { writeCodesPage, writeCodeTypes, writeDocsAddress } from '../../scripts/write-codes.mjs';
import type { CodeEntry } from '../../src/codes/code-entry.js';
import { CODES } from '../../src/codes/catalogue.js';
import * as config from '../../src/codes/config-codes.js';
import * as endpoint from '../../src/codes/endpoint-codes.js';
import * as hints from '../../src/codes/hint-codes.js';
import * as page from '../../src/codes/page-codes.js';
import * as preview from '../../src/codes/preview-codes.js';
import * as seals from '../../src/codes/seal-codes.js';
import * as token from '../../src/codes/token-codes.js';
import * as tools from '../../src/codes/tool-codes.js';
import * as warnings from '../../src/codes/warning-codes.js';
import { readSources } from './read-imports.js';

const root = new URL('../../', import.meta.url);
const entries: readonly (readonly [code: string, entry: CodeEntry])[] = Object.entries(CODES);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');
const styleOf = (file: string): ReturnType<typeof resolveConfig> => resolveConfig(fileURLToPath(new URL(file, root)));

suite('the catalogue of codes', () => {
  test('gives the types of codes, as `npm run generate` writes them', async () => {
    const file = 'src/model/codes.ts';

    assert.equal(read(file), await writeCodeTypes(CODES, await styleOf(file)));
  });

  test('gives the page of the documentation, as `npm run generate` writes it', () => {
    assert.equal(read('docs/reference/codes.md'), writeCodesPage(CODES));
  });

  test('has the address of the documentation from package.json', async () => {
    const file = 'src/lib/codes-page.ts';

    assert.equal(read(file), await writeDocsAddress(await styleOf(file)));
  });

  test('has one entry for each code', () => {
    const parts = [config, endpoint, hints, page, preview, seals, token, tools, warnings].flatMap((module) =>
      Object.values(module),
    );
    const names = parts.flatMap((part) => Object.keys(part));
    const twice = names.filter((name, index) => names.indexOf(name) < index);

    assert.deepEqual(twice, []);
    assert.deepEqual([...names].sort(), entries.map(([code]) => code).sort());
  });

  test('has no code that the sources never use', () => {
    const texts = readSources()
      .filter(({ file }) => !file.startsWith('src/codes/') && file !== 'src/model/codes.ts')
      .map(({ text }) => text);
    const unused = entries.map(([code]) => code).filter((code) => !texts.some((text) => hasLiteral(text, code)));

    assert.deepEqual(unused, []);
  });

  test('has no codes but of small letters and hyphens, so that each is an anchor', () => {
    assert.deepEqual(
      entries.map(([code]) => code).filter((code) => !/^[a-z][a-z\d]*(-[a-z\d]+)*$/.test(code)),
      [],
    );
  });

  for (const [code, { what, mend, example }] of entries) {
    test(`${code}: says what happened and how to mend it, in sentences`, () => {
      assert.match(what, /^[A-Z`‘“].*[.]$/);
      assert.match(mend, /^[A-Z`].*[.`]$/);
    });

    if (!('test' in example)) continue;
    test(`${code}: names a test that makes the code`, () => {
      assert.ok(existsSync(new URL(example.test, root)), `${example.test} is missing`);
      assert.ok(namesCode(read(example.test), code), `${example.test} does not name "${code}"`);
    });
  }
});

/** Whether a source has a code as a text, or as the name of a member. */
function hasLiteral(text: string, code: string): boolean {
  return new RegExp(`['"\`]${code}['"\`]|\\b${code}:`).test(text);
}

/** Whether a test names a code, alone or in a longer text. */
function namesCode(text: string, code: string): boolean {
  return new RegExp(`(?<![\\w-])${code}(?![\\w-])`).test(text);
}
