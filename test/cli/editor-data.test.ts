import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { readElements } from '../../scripts/read-elements.mjs';
import { readBuilt } from '../support/built-files.js';

interface Named {
  readonly name: string;
  readonly description?: string;
}
interface HtmlData {
  readonly version: number;
  readonly tags: readonly (Named & {
    readonly attributes: readonly (Named & { readonly values?: readonly Named[] })[];
  })[];
}
interface WebTypes {
  readonly name: string;
  readonly version: string;
  readonly contributions: {
    readonly html: {
      readonly elements: readonly (Named & {
        readonly attributes: readonly (Named & { readonly value: { readonly type: string } })[];
        readonly slots: readonly Named[];
        readonly js: { readonly events: readonly Named[] };
        readonly css: { readonly properties: readonly Named[]; readonly parts: readonly Named[] };
      })[];
    };
  };
}

const readJson = async <Shape>(name: string): Promise<Shape> => JSON.parse(String(await readBuilt(name))) as Shape;
const names = (rows: readonly Named[]): string[] => rows.map(({ name }) => name).sort();

suite('the data for editors', () => {
  test('are where package.json says', async () => {
    const info = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
      'web-types': string;
      name: string;
      version: string;
      exports: Record<string, string>;
    };
    const webTypes = await readJson<WebTypes>(info['web-types'].replace('./dist/', ''));

    assert.deepEqual([webTypes.name, webTypes.version], [info.name, info.version]);
    assert.equal(info.exports['./web-types.json'], info['web-types']);
    assert.equal((await readJson<HtmlData>('vscode.html-custom-data.json')).version, 1.1);
  });

  test('have the elements that the package registers', async () => {
    const script = String(await readBuilt('components.mjs'));
    const registered = [...script.matchAll(/customElements\.define\(["'](zephr-[\w-]+)["']/g)].map(([, tag]) => tag!);

    assert.equal(registered.length, 5);
    assert.deepEqual(names((await readJson<HtmlData>('vscode.html-custom-data.json')).tags), registered.sort());
    assert.deepEqual(
      names((await readJson<WebTypes>('web-types.json')).contributions.html.elements),
      registered.sort(),
    );
  });

  test('have everything that the manifest says of them', async () => {
    const elements = readElements(await readJson('custom-elements.json'));
    const { tags } = await readJson<HtmlData>('vscode.html-custom-data.json');
    const { contributions } = await readJson<WebTypes>('web-types.json');

    for (const { tag, attributes, slots, events, parts, properties } of elements) {
      const inCode = tags.find(({ name }) => name === tag)!;
      const inWebTypes = contributions.html.elements.find(({ name }) => name === tag)!;
      assert.deepEqual(names(inCode.attributes), names(attributes));
      for (const { name } of [...parts, ...properties]) assert.ok(inCode.description!.includes(`\`${name}\``), name);
      assert.deepEqual(
        [
          inWebTypes.attributes,
          inWebTypes.slots,
          inWebTypes.js.events,
          inWebTypes.css.parts,
          inWebTypes.css.properties,
        ].map(names),
        [attributes, slots, events, parts, properties].map(names),
      );
    }
  });

  test('say what a feature element takes', async () => {
    const { tags } = await readJson<HtmlData>('vscode.html-custom-data.json');
    const { attributes } = tags.find(({ name }) => name === 'zephr-feature')!;
    const { contributions } = await readJson<WebTypes>('web-types.json');
    const feature = contributions.html.elements.find(({ name }) => name === 'zephr-feature')!;

    assert.deepEqual(attributes.find(({ name }) => name === 'data-fallback')!.values, [
      { name: 'show' },
      { name: 'hide' },
    ]);
    assert.equal(attributes.find(({ name }) => name === 'feature')!.description, 'Id of the feature in the config.');
    assert.equal(feature.attributes.find(({ name }) => name === 'keep-nodes')!.value.type, 'boolean');
    assert.deepEqual(names(feature.slots), ['', '<component-id>']);
  });
});
