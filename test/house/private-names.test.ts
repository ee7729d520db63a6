import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOwnSources, shortenNames } from '../../scripts/private-names.mjs';
import { writeJsonSchema } from '../../src/schema/write-json-schema.js';

const root = process.cwd();

/** The names that are shortened in one made-up source. */
function namesIn(text: string): string[] {
  return [...shortenNames([{ file: 'src/page/a.ts', text }]).keys()];
}

test('no member of the config is private', () => {
  const members = new Set<string>();
  JSON.stringify(writeJsonSchema(), (key, value: unknown) => {
    members.add(key);
    return value;
  });
  const names = shortenNames(readOwnSources(root));

  assert.deepEqual(
    [...members].filter((name) => names.has(name)),
    [],
  );
});

test('each private name has a short one of its own', () => {
  const short = [...shortenNames(readOwnSources(root)).values()];

  assert.equal(new Set(short).size, short.length);
});

test('the same sources give the same short names, whatever their order', () => {
  const [one, other] = [
    { file: 'src/page/a.ts', text: 'page._first; page._second;' },
    { file: 'src/page/b.ts', text: 'page._third;' },
  ];

  assert.deepEqual([...shortenNames([one, other])], [...shortenNames([other, one])]);
});

test('a short name is never one that a member has already', () => {
  const [, short] = [...shortenNames([{ file: 'src/page/a.ts', text: 'page._first + page.a;' }], new Set(['b']))][0]!;

  assert.equal(short, 'c');
});

const cases: readonly { says: string; text: string; finds: readonly string[] }[] = [
  { says: 'a member that is read', text: 'page._first?._second;', finds: ['_first', '_second'] },
  { says: 'a member of a type', text: 'interface A { readonly _first?: string }', finds: ['_first'] },
  {
    says: 'members of a class',
    text: 'class A { _first = 1; get _second() { return 1; } }',
    finds: ['_first', '_second'],
  },
  {
    says: 'a parameter that declares a member',
    text: 'class A { constructor(readonly _first: string) {} }',
    finds: ['_first'],
  },
  {
    says: 'members of an object',
    text: 'const a = { _first, _second: 1, _third() {} };',
    finds: ['_first', '_second', '_third'],
  },
  {
    says: 'members that are taken out',
    text: 'const { _first, _second: second, ...rest } = a;',
    finds: ['_first', '_second'],
  },
  { says: 'no variable and no parameter', text: 'const _first = (_second: string) => [..._second];', finds: [] },
  { says: 'no variable that takes the rest', text: 'const { first: _first, ..._rest } = a;', finds: [] },
  { says: "no name of Lit's or of a tool", text: 'a._$litType$; a.__vnode;', finds: [] },
  { says: 'no key in quotes', text: `const a = { '_first': 1 };`, finds: [] },
  { says: 'no public member', text: 'page.first;', finds: [] },
];

for (const { says, text, finds } of cases) {
  test(`the search finds ${says}`, () => {
    assert.deepEqual(namesIn(text), finds);
  });
}

const refused: readonly { says: string; text: string }[] = [
  { says: 'in a template', text: 'a._first; html`<p ._first=${1}></p>`;' },
  { says: 'as a text', text: `a._first; own(a, '_first');` },
  { says: 'with a decorator', text: 'class A { @property() _first = 1; }' },
];

for (const { says, text } of refused) {
  test(`a private name ${says} is refused`, () => {
    assert.throws(() => namesIn(text), /src\/page\/a\.ts:1: .*(texts are not shortened|cannot be private)/);
  });
}
