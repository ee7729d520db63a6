import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { resolveConfig } from 'prettier';
import { readElements } from '../../scripts/read-elements.mjs';
import { writeAttributes } from '../../scripts/write-attributes.mjs';
import { readBuilt } from '../support/built-files.js';
import { compileSite, ownPackage } from '../support/compile-site.js';

const readManifest = async (): Promise<{ modules: readonly { declarations: readonly object[] }[] }> =>
  JSON.parse(String(await readBuilt('custom-elements.json'))) as never;

/** Every attribute that a page may set, on every element. */
async function writeEverything(): Promise<string> {
  const samples = { text: 'text', json: '{}', number: '2', boolean: '' };
  const tags = readElements(await readManifest()).map(({ tag, attributes }) => {
    const set = attributes
      .filter(({ isSet }) => !isSet)
      .map(({ name, kind, choices }) => `${name}="${kind === 'choice' ? choices[0] : samples[kind]}"`);
    return `<${tag} ${set.join(' ')} id="a" class="b"></${tag}>`;
  });
  return `<main>${tags.join('\n')}</main>`;
}

const IMPORT = "import type {} from 'zephr-onpage/jsx';\n";
const page = (markup: string, types = IMPORT): string => `${types}export const page = ${markup};\n`;

suite('the types for JSX of React', () => {
  let found: Readonly<Record<string, string>>;
  before(async () => {
    found = await compileSite({
      packages: { '@types/react': ownPackage('@types/react'), csstype: ownPackage('csstype') },
      files: {
        'everything.tsx': page(await writeEverything()),
        'feature.tsx':
          page(`<zephr-feature feature="articles" item="/story" class="paywall" defer-hydration={true} keep-nodes="">
          <p slot="register">wall</p>
        </zephr-feature>`),
        'without-feature.tsx': page('<zephr-feature />'),
        'unknown.tsx': page('<zephr-feature feature="a" itme="b" />'),
        'false.tsx': page('<zephr-feature feature="a" keep-nodes={false} />'),
        'choice.tsx': page('<zephr-zone zone="popup" />'),
      },
    });
  });

  test('know every element with every attribute', () => {
    assert.deepEqual([found['everything.tsx'], found['feature.tsx'], found['']], [undefined, undefined, undefined]);
  });

  test('refuse an element without a feature, and unknown attributes', () => {
    assert.match(found['without-feature.tsx']!, /Property 'feature' is missing/);
    assert.match(found['unknown.tsx']!, /'itme' does not exist/);
  });

  test('refuse `false`, which React 18 writes into the markup, and a choice that there is not', () => {
    assert.match(found['false.tsx']!, /Type 'false' is not assignable to type 'Present/);
    assert.match(found['choice.tsx']!, /"popup"' is not assignable to type '"pop-up" \| "sticky-footer"/);
  });

  test('have no mistakes of their own', () => {
    assert.deepEqual(
      Object.keys(found).filter((file) => file.startsWith('node_modules')),
      [],
    );
  });

  test('are needed: React does not know the element by itself', async () => {
    const [message] = Object.values(
      await compileSite({
        packages: { '@types/react': ownPackage('@types/react'), csstype: ownPackage('csstype') },
        files: { 'page.tsx': page('<zephr-feature feature="a" />', '') },
      }),
    );

    assert.match(message!, /'zephr-feature' does not exist/);
  });
});

test('the attributes are those that `npm run generate` writes from the comments of the elements', async () => {
  const path = fileURLToPath(new URL('../../types/attributes.d.ts', import.meta.url));

  assert.equal(
    await readFile(path, 'utf8'),
    await writeAttributes(await readManifest(), (await resolveConfig(path)) ?? {}),
  );
});
