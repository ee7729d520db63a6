import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import ts from 'typescript';
import { chunks, doors, sharedTypes } from '../../scripts/chunks.mjs';
import { readBuilt } from '../support/built-files.js';

/** Everything in `dist/` that pages and sites get by name is public, so the build must not shorten it. */
const read = (file: string): Promise<string> => readFile(new URL(`../../dist/${file}`, import.meta.url), 'utf8');

/** Types whose members a page's own code reads or writes by name. */
const PUBLIC = [
  ...[
    'Zephr',
    'StartOptions',
    'DecideOptions',
    'Decision',
    'TraceEntry',
    'TrialLeft',
    'Identity',
    'Fault',
    'ZephrEvents',
  ],
  ...['AccessDetails', 'Blaize'],
];

/** Members by the type that declares them. Private members of classes are left out. */
function readMembers(text: string): Map<string, Set<string>> {
  const members = new Map<string, Set<string>>();
  const visit = (node: ts.Node, owner: string): void => {
    const name = ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node);
    const inside = name ? (node.name?.text ?? owner) : owner;
    if ((ts.isTypeElement(node) || ts.isClassElement(node)) && node.name && !isPrivate(node)) {
      if (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)) {
        members.set(inside, (members.get(inside) ?? new Set()).add(node.name.text));
      }
    }
    ts.forEachChild(node, (child) => visit(child, inside));
  };
  visit(ts.createSourceFile('types.d.ts', text, ts.ScriptTarget.Latest), '');
  return members;
}

function isPrivate(node: ts.Node): boolean {
  const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.PrivateKeyword);
}

const startsPrivate = (name: string): boolean => name.startsWith('_');
const flat = (members: ReadonlyMap<string, ReadonlySet<string>>): string[] => [
  ...new Set([...members.values()].flatMap((names) => [...names])),
];

suite('public names', () => {
  for (const { types } of [...doors, ...sharedTypes]) {
    if (types === undefined) continue;
    test(`of ${types} do not begin with an underscore`, async () => {
      assert.deepEqual(flat(readMembers(await read(types))).filter(startsPrivate), []);
    });
  }

  test('of the config do not begin with an underscore', async () => {
    const names: string[] = [];
    JSON.parse(await read('zephr.schema.json'), (name, value: unknown) => {
      names.push(name);
      return value;
    });

    assert.deepEqual(names.filter(startsPrivate), []);
  });

  test('of elements do not begin with an underscore: properties, attributes, events, slots and parts', async () => {
    const names: string[] = [];
    JSON.parse(await read('custom-elements.json'), function (this: Record<string, unknown>, key, value: unknown) {
      if (key === 'name' && this.privacy !== 'private') names.push(String(value));
      return value;
    });

    assert.ok(names.includes('feature'));
    assert.deepEqual(names.filter(startsPrivate), []);
  });

  test('of what a page gets are in the files that it loads', async () => {
    const shared = sharedTypes.map(({ types }) => types);
    const types = await Promise.all(['zephr.d.ts', ...shared].map(read));
    const members = readMembers(types.join('\n'));
    const files = ['zephr.js', ...chunks.map(({ file }) => file)];
    const code = (await Promise.all(files.map(readBuilt))).join('\n');
    const words = new Set(code.match(/[\w$-]+/g));

    for (const type of PUBLIC) {
      const names = [...(members.get(type) ?? [])];
      assert.ok(names.length > 0, type);
      assert.deepEqual(
        names.filter((name) => !words.has(name) && !code.includes(`"${name}"`)),
        [],
        type,
      );
    }
  });
});
