import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkImports, findCycles, roomOf } from './check-imports.js';
import { drawHouse } from './draw-house.js';
import { rooms } from './floors.js';
import { readImports, readSources, type Import } from './read-imports.js';

const sources = readSources();
const imports = sources.flatMap(readImports);

test('every source belongs to a room', () => {
  const homeless = sources.map(({ file }) => file).filter((file) => !roomOf(file));

  assert.deepEqual(homeless, []);
});

test('every import goes to a lower floor or stays in its room, and every package to where it is at home', () => {
  assert.deepEqual(checkImports(imports), []);
});

test('no files import each other in a ring', () => {
  assert.deepEqual(findCycles(imports), []);
});

test('the picture of the rooms is drawn from the table of floors', () => {
  const picture = readFileSync(new URL('../../docs/project/house.svg', import.meta.url), 'utf8');

  // `npm run generate` draws it.
  assert.equal(picture, drawHouse());
});

test('the picture of the rooms has room for each name in its box', () => {
  const boxes = [...drawHouse().matchAll(/<rect [^>]*width="(\d+)"[^>]*>\s*<text [^>]*>([^<]+)</g)];

  assert.equal(boxes.length, rooms.length);
  assert.deepEqual(
    boxes.filter(([, width, name]) => Number(width) < name!.length * 7 + 8).map(([, , name]) => name),
    [],
  );
});

/** The imports of a made-up source. */
function importsOf(file: string, text: string): Import[] {
  return readImports({ file, text });
}

const broken: readonly { says: string; file: string; text: string; finds: RegExp }[] = [
  {
    says: 'an import that goes up',
    file: 'src/config/a.ts',
    text: `import { evaluate } from '../rules/evaluate.js';`,
    finds: /src\/config\/ on floor 1 imports src\/rules\/evaluate\.ts on floor 3/,
  },
  {
    says: 'an import that goes sideways, though it brings only a type',
    file: 'src/token/a.ts',
    text: `import type { Facts } from '../facts/facts.js';`,
    finds: /src\/token\/ on floor 1/,
  },
  {
    says: 'model above lib',
    file: 'src/model/a.ts',
    text: `import { own } from '../lib/own.js';`,
    finds: /floor 0\.5/,
  },
  {
    says: 'a re-export that goes up',
    file: 'src/lib/a.ts',
    text: `export * from '../visit/visit.js';`,
    finds: /floor 5/,
  },
  {
    says: 'a dynamic import that goes up',
    file: 'src/identity/a.ts',
    text: `const late = () => import('../page/start.js');`,
    finds: /floor 6/,
  },
  {
    says: 'a type named through import()',
    file: 'src/usage/a.ts',
    text: `export type V = import('../visit/visit.js').Visit;`,
    finds: /floor 5/,
  },
  {
    says: 'one wall that imports another',
    file: 'components/zone/a.ts',
    text: `import '../paywall/paywall.js';`,
    finds: /floor 7\.3/,
  },
  {
    says: 'a door that imports a door',
    file: 'src/script.ts',
    text: `import { start } from './index.js';`,
    finds: /floor 9/,
  },
  {
    says: 'a component that reads rules',
    file: 'components/feature/a.ts',
    text: `import { pass } from '../../src/rules/evaluation-context.js';`,
    finds: /components import no rules/,
  },
  {
    says: 'a component that makes a visit of its own',
    file: 'components/feature/a.ts',
    text: `import { Visit } from '../../src/visit/visit.js';`,
    finds: /get the value handed in/,
  },
  {
    says: 'a file in no room',
    file: 'src/utils/a.ts',
    text: `import '../model/token.js';`,
    finds: /belongs to no room/,
  },
  {
    says: 'jose outside of a server',
    file: 'src/visit/a.ts',
    text: `import { jwtVerify } from 'jose';`,
    finds: /jose/,
  },
  {
    says: 'Lit outside of components/',
    file: 'src/page/a.ts',
    text: `import { html } from 'lit/html.js';`,
    finds: /lit/,
  },
  {
    says: 'a package that the house does not use',
    file: 'src/lib/a.ts',
    text: `import isEqual from 'lodash';`,
    finds: /none of the packages/,
  },
  {
    says: 'an import whose address is worked out',
    file: 'src/page/a.ts',
    text: `void import('./' + name);`,
    finds: /an expression/,
  },
];

for (const { says, file, text, finds } of broken) {
  test(`the check finds ${says}`, () => {
    const [trouble, ...more] = checkImports(importsOf(file, text));

    assert.match(trouble ?? 'nothing', finds);
    assert.deepEqual(more, []);
  });
}

test('the check lets pass what goes down, stays in its room, or only looks like an import', () => {
  const fine = [
    ...importsOf(
      'src/rules/nodes/trial.ts',
      `import { pass } from '../pass.js'; import type { A } from '../../usage/a.js';`,
    ),
    ...importsOf('components/feature/a.ts', `import type { Visit } from '../../src/visit/visit.js';`),
    ...importsOf('components/feature/b.ts', `const walls = () => import('../walls.js');`),
    ...importsOf('src/script.ts', `import '../components/feature/define.js';`),
    ...importsOf('src/lib/a.ts', `// import '../page/start.js'\nconst text = "import '../page/start.js'";`),
  ];

  assert.deepEqual(checkImports(fine), []);
});

test('the search for rings finds one, also where a type closes it', () => {
  const ring = [
    ...importsOf('src/lib/a.ts', `import { b } from './b.js';`),
    ...importsOf('src/lib/b.ts', `import { c } from './c.js';`),
    ...importsOf('src/lib/c.ts', `import type { B } from './b.js';`),
  ];

  assert.deepEqual(findCycles(ring), ['src/lib/b.ts → src/lib/c.ts → src/lib/b.ts']);
});
