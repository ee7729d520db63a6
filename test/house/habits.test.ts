import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { test } from 'node:test';
import { caches } from './caches.js';
import { findHolders } from './find-holders.js';
import { measureFunctions } from './measure-functions.js';
import { findOldWords } from './find-old-words.js';
import { readSources, readTests } from './read-imports.js';

const sources = readSources();

/** Lines of the longest function. */
const MAX_FUNCTION_LINES = 100;

/** Lines of the longest test file. */
const MAX_TEST_LINES = 400;

/** Each element's folder may have a `define.ts`, each room a `limits.ts`, and both doors are an `index.ts`. */
const SHARED_NAMES = /^(?:define|index|limits)\.ts$/;

test('no function is longer than a hundred lines', () => {
  const long = sources.flatMap(measureFunctions).filter(({ lines }) => lines > MAX_FUNCTION_LINES);

  assert.deepEqual(long, []);
});

test('no test file is longer than four hundred lines', () => {
  const long = readTests().filter(({ text }) => text.trimEnd().split('\n').length > MAX_TEST_LINES);

  assert.deepEqual(
    long.map(({ file }) => file),
    [],
  );
});

test('modules hold nothing that changes but the caches that are listed with a reason', () => {
  const found = sources.flatMap(findHolders);

  assert.deepEqual(found.sort(), Object.keys(caches).sort());
});

test('no two files have one name', () => {
  const names = sources.map(({ file }) => basename(file)).filter((name) => !SHARED_NAMES.test(name));
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);

  assert.deepEqual(repeated, []);
});

test('names, comments and the titles of tests use the words of the field', () => {
  // The lists of old words hold them all.
  const others = readTests().filter(({ file }) => !/\/(?:find-old-words|old-phrases|prose\.test)\.ts$/.test(file));

  const found = [...sources, ...others].flatMap(findOldWords);

  assert.deepEqual(found, []);
});

const words: readonly { readonly says: string; readonly text: string; readonly finds: string }[] = [
  { says: 'a phrase in a comment', text: '/** Default: 5 unless told. */', finds: 'unless told' },
  { says: 'a phrase that a line break divides', text: '/**\n * Five unless\n * told.\n */', finds: 'unless told' },
  { says: 'a reader who is a he', text: '// The reader keeps his place.', finds: 'his' },
  { says: 'a sentence with a bare subject', text: '/** What a place shows. */', finds: 'What' },
  { says: 'a name of the old dialect', text: 'const LONGEST = 8;', finds: 'LONGEST' },
  { says: 'a builder outside of tests', text: 'function aFault(): void {}', finds: 'aFault' },
];

for (const { says, text, finds } of words) {
  test(`the search for old words finds ${says}`, () => {
    const found = findOldWords({ file: 'src/lib/a.ts', text });

    assert.equal(found.length, 1);
    assert.match(found[0]!, new RegExp(`^src/lib/a\\.ts:1: "${finds}"`));
  });
}

test('the search for old words leaves code in comments, texts and the words of the field alone', () => {
  const text = `/** Returns \`he\`; a node stands for a condition. Is it over? */\nconst says = 'told';`;

  assert.deepEqual(findOldWords({ file: 'src/lib/a.ts', text }), []);
});

const holders: readonly { readonly says: string; readonly text: string; readonly finds: readonly string[] }[] = [
  { says: 'a variable that changes', text: 'let last = 0;', finds: ['src/lib/a.ts: last'] },
  {
    says: 'a map that is filled later',
    text: 'const known = new Map<string, number>();',
    finds: ['src/lib/a.ts: known'],
  },
  { says: 'a weak map', text: 'export const notes = new WeakMap();', finds: ['src/lib/a.ts: notes'] },
  { says: 'an object that is filled later', text: 'const more: More = {};', finds: ['src/lib/a.ts: more'] },
  { says: 'no table', text: `const NAMES = new Set(['a']);\nconst NONE: readonly string[] = [];`, finds: [] },
  { says: 'nothing inside a function', text: 'function f() { let a = 0; return a; }', finds: [] },
];

for (const { says, text, finds } of holders) {
  test(`the search for state finds ${says}`, () => {
    assert.deepEqual(findHolders({ file: 'src/lib/a.ts', text }), finds);
  });
}

test('a function is measured from its first line to its last', () => {
  const text = 'export const run = () => {\n  call();\n};\nclass A {\n  go() { return 1; }\n}';

  const found = measureFunctions({ file: 'src/lib/a.ts', text });

  assert.deepEqual(
    found.map(({ name, line, lines }) => [name, line, lines]),
    [
      ['run', 1, 3],
      ['go', 5, 1],
    ],
  );
});
