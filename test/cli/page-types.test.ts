import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { readOwnSources } from '../../scripts/private-names.mjs';
import { readBuilt } from '../support/built-files.js';
import { compileSite, ownPackage } from '../support/compile-site.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Events as the public contract lists them, and those that the documentation names besides. */
const EVENTS = [
  ...[
    'ready',
    'identity',
    'decision',
    'decisions',
    'wall-open',
    'wall-close',
    'submit',
    'dismiss',
    'conversion',
    'notify',
    'fault',
    'opened',
  ],
  ...['form-data', 'form-response'],
].map((name) => `zephr-${name}`);
const COMPATIBLE = ['zephr.browserDecisionsFinished', 'zephr.dataLayerReady'];

/** The events that our sources fire, by the calls that fire them. */
const readFired = (): string[] => [
  ...new Set(
    readOwnSources(root).flatMap(({ text }) =>
      [...text.matchAll(/(?:dispatch|notify|super)(?:<\w+>)?\(\s*'(zephr[-.][\w-]+)'/g)].map(([, type]) => type!),
    ),
  ),
];

/** The members of an interface in a file of types. */
async function readMembers(file: string, name: string): Promise<string[]> {
  const source = ts.createSourceFile(file, String(await readBuilt(file)), ts.ScriptTarget.Latest);
  const declared = source.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === name);
  return (declared as ts.InterfaceDeclaration).members.map(({ name: member }) => (member as ts.StringLiteral).text);
}

test('every event that is fired has a type, and every type of an event is fired', async () => {
  const typed = (await readMembers('events.d.ts', 'ZephrEvents')).sort();

  assert.deepEqual(typed, [...EVENTS, ...COMPATIBLE].sort());
  assert.deepEqual(
    readFired().filter((type) => !typed.includes(type)),
    [],
  );
  assert.deepEqual(
    EVENTS.filter((type) => !readFired().includes(type)),
    [],
  );
});

const WITHOUT = "import type {} from 'zephr-onpage';\n";
const WITH = `${WITHOUT}import type {} from 'zephr-onpage/components';\n`;
const LISTENING = `
document.addEventListener('zephr-decision', ({ detail }) => { const access: boolean = detail.access; return access; });
document.addEventListener('zephr-decisions', ({ detail }) => detail.decisions['articles']?.outcomeId);
window.addEventListener('zephr-fault', ({ detail }) => detail.code.length);
document.addEventListener('zephr-submit', (event) => { if (event.detail.offer) event.preventDefault(); });
document.querySelector('main')!.addEventListener('zephr-dismiss', ({ detail }) => detail.zone === 'pop-up');
document.addEventListener('zephr-form-data', ({ detail }) => detail.wait(Promise.resolve(detail.data)));
document.addEventListener('zephr.dataLayerReady', ({ detail }) => detail);
window.Zephr.on('zephr-wall-open', ({ detail }) => detail.feature);
`;
const ELEMENTS = `
const feature = document.querySelector('zephr-feature');
export const access: boolean | undefined = feature?.decision?.access;
feature!.feature = 'videos';
`;

suite('the types of a page', () => {
  let found: Readonly<Record<string, string>>;
  before(async () => {
    found = await compileSite({
      packages: Object.fromEntries(
        ['lit', 'lit-html', 'lit-element', '@lit', '@types/trusted-types'].map((name) => [name, ownPackage(name)]),
      ),
      options: { verbatimModuleSyntax: true },
      files: {
        'wrong.ts': `${WITHOUT}document.addEventListener('zephr-decision', ({ detail }) => detail.acess);\n`,
        'class.ts': `import { ZephrFeatureElement } from 'zephr-onpage';\nexport const made = new ZephrFeatureElement();\n`,
        'listening.ts': WITHOUT + LISTENING,
        'elements.ts': WITHOUT + ELEMENTS,
      },
    });
  });

  test('know the events and what they tell, from an import of types alone', () => {
    assert.equal(found['listening.ts'], undefined);
    assert.match(
      found['wrong.ts']!,
      /'acess' does not exist on type 'Decision & \{ readonly by\?: .*\}'. Did you mean 'access'/,
    );
  });

  test('know the feature element, which such an import does not register', async () => {
    assert.equal(found['elements.ts'], undefined);
    assert.match(found['class.ts']!, /'ZephrFeatureElement' (is a type|cannot be used as a value)/);
    const emitted = ts.transpileModule(WITHOUT + ELEMENTS, { compilerOptions: { verbatimModuleSyntax: true } });
    assert.doesNotMatch(emitted.outputText, /zephr-onpage/);
  });

  test('agree with those of the elements', async () => {
    const more = await compileSite({
      packages: Object.fromEntries(
        ['lit', 'lit-html', 'lit-element', '@lit', '@types/trusted-types'].map((name) => [name, ownPackage(name)]),
      ),
      files: {
        'listening.ts': WITH + LISTENING,
        'elements.ts': `${WITH}${ELEMENTS}export const offers = document.querySelector('zephr-paywall')?.offers?.length;\n`,
      },
    });

    assert.deepEqual(more, {});
  });
});

test('the doors for frameworks have types', async () => {
  const packages = ['@types/react', 'csstype', 'vue', '@vue', '@babel/types', '@babel/parser'];
  const found = await compileSite({
    packages: Object.fromEntries(packages.map((name) => [name, ownPackage(name)])),
    files: {
      'react.tsx': `
        import { useRef } from 'react';
        import type { ZephrFeatureElement } from 'zephr-onpage';
        import { ZephrFeature, useDecision, useZephr } from 'zephr-onpage/react';
        export function Story() {
          const place = useRef<HTMLElement>(null);
          const typed = useRef<ZephrFeatureElement>(null);
          const left = useDecision('articles', { dryRun: true })?.trials['articles']?.remaining;
          const { status, zephr, identity, error } = useZephr();
          if (status === 'ready') void zephr.setToken(identity.foreignUserId);
          if (status === 'failed') throw error;
          return <ZephrFeature ref={identity ? place : typed} feature="articles" item="/a" fallback="hide" keepNodes={false} className="a" onClick={() => 1}>{left} <p slot="register">wall</p></ZephrFeature>;
        }`,
      'missing.tsx': `import { ZephrFeature } from 'zephr-onpage/react';\nexport const story = <ZephrFeature>a</ZephrFeature>;\n`,
      'narrow.tsx': `import { useZephr } from 'zephr-onpage/react';\nexport const useName = () => useZephr().zephr.identity();\n`,
      'vue.ts': `
        import { h, ref } from 'vue';
        import { ZephrFeature, useDecision, useZephr } from 'zephr-onpage/vue';
        const decision = useDecision(ref('articles'));
        const zephr = useZephr();
        export const access: boolean | undefined = decision.value?.access;
        export const name = zephr.value.status === 'ready' ? zephr.value.identity.foreignUserId : null;
        export const story = h(ZephrFeature, { feature: 'articles', item: '/a', keepNodes: true }, () => 'text');`,
    },
  });

  assert.match(found['missing.tsx']!, /Property 'feature' is missing/);
  assert.match(found['narrow.tsx']!, /'.*zephr' is possibly 'null'|Object is possibly 'null'/);
  assert.deepEqual(Object.keys(found).sort(), ['missing.tsx', 'narrow.tsx']);
});

test('the door for React says that it is for clients', async () => {
  assert.match(String(await readBuilt('react.mjs')), /^'use client';/);
});

test('the packages of frameworks are of the site', async () => {
  const info = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
    peerDependencies: Record<string, string>;
    peerDependenciesMeta: Record<string, { optional: boolean }>;
  };

  for (const name of ['react', '@types/react', 'vue', 'preact', 'solid-js', 'svelte']) {
    assert.ok(info.peerDependencies[name], name);
    assert.equal(info.peerDependenciesMeta[name]?.optional, true, name);
  }
});
