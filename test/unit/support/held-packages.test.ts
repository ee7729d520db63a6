import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findHeldPackages, readHeldPackage } from '../../../scripts/held-packages.mjs';
import { writeSbom } from '../../../scripts/write-sbom.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const modulesOf = (lengths: Readonly<Record<string, number>>): Record<string, { renderedLength: number }> =>
  Object.fromEntries(Object.entries(lengths).map(([id, renderedLength]) => [id, { renderedLength }]));

suite('the packages that a built file holds', () => {
  test('are those of its modules, nested ones and those with a scope too', () => {
    const modules = modulesOf({
      '/p/src/index.ts': 1,
      '/p/node_modules/lit/index.js': 1,
      '/p/node_modules/lit/html.js': 1,
      '/p/node_modules/@lit/reactive-element/index.js': 1,
      '/p/node_modules/a/node_modules/b/index.js': 1,
      'C:\\p\\node_modules\\@hono\\node-server\\index.js': 1,
      '\0/p/node_modules/commander/index.js': 1,
      '\0virtual': 1,
    });

    assert.deepEqual(findHeldPackages(modules), [
      ...['@hono/node-server', '@lit/reactive-element', 'b', 'commander', 'lit'],
    ]);
  });

  test('are not those of which no code is left', () => {
    assert.deepEqual(findHeldPackages(modulesOf({ '/p/node_modules/lit/index.js': 0 })), []);
  });

  test('are also those that a package ships inside its own file', () => {
    assert.deepEqual(findHeldPackages(modulesOf({ '/p/node_modules/@dagrejs/dagre/dist/dagre.js': 1 })), [
      ...['@dagrejs/dagre', '@dagrejs/graphlib'],
    ]);
  });

  test('say where their source is, however their repository is written', () => {
    const sources = ['jose', 'hono', 'dompurify', 'mustache'].map((name) => readHeldPackage(root, name).source);

    assert.deepEqual(sources, [
      ...['https://github.com/panva/jose', 'https://github.com/honojs/hono'],
      ...['https://github.com/cure53/DOMPurify', 'https://github.com/janl/mustache.js'],
    ]);
  });

  test('are refused without a licence', () => {
    // A package of types that has no file for it.
    assert.throws(() => readHeldPackage(root, '.bin'), /package\.json|does not say/);
  });
});

suite('the bill of materials', () => {
  const info = {
    ...{ name: 'p', version: '1.0.0', description: 'd', license: 'MIT', homepage: 'https://p.example/' },
    ...{ repository: { url: 'git+https://code.example/p.git' }, bugs: 'https://code.example/p/issues' },
  };
  const lit = {
    name: '@lit/a',
    version: '2.0.0',
    license: 'MPL-2.0 OR Apache-2.0',
    source: 'https://l.example',
    text: '',
  };
  const write = (text: string): string =>
    writeSbom(info, [{ ...lit, integrity: 'sha512-AAAA' }], [{ path: 'dist/a.js', text, packages: ['@lit/a'] }]);

  test('is the same for the same files, and another for others', () => {
    assert.equal(write('a'), write('a'));
    const [one, other] = [write('a'), write('b')].map(
      (text) => (JSON.parse(text) as { serialNumber: string }).serialNumber,
    );
    assert.match(one!, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.notEqual(one, other);
  });

  test('names a package by its address, its licence and the hash that the registry has of it', () => {
    const { components } = JSON.parse(write('a')) as { components: Record<string, unknown>[] };

    assert.deepEqual(
      [components[0]!['purl'], components[0]!['licenses'], components[0]!['hashes']],
      ['pkg:npm/%40lit/a@2.0.0', [{ expression: 'MPL-2.0 OR Apache-2.0' }], [{ alg: 'SHA-512', content: '000000' }]],
    );
  });
});
