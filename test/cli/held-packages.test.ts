import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { rollup, type Plugin } from 'rollup';
import { codeOf } from '../../rollup.config.mjs';
import { builtFiles, type BuiltFile } from '../../scripts/chunks.mjs';
import { findHeldPackages, readHeldPackage, NOTICES, POINTER } from '../../scripts/held-packages.mjs';
import { builtPath } from '../support/built-files.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = resolve(root, 'dist');
const read = (path: string): Promise<string> => readFile(join(dist, path), 'utf8');

/** The path of each file below dist/, by names of the manifest. */
const paths = new Map(
  await Promise.all(builtFiles.map(async ({ file }): Promise<[string, string]> => [file, await builtPath(file)])),
);

interface Sbom {
  readonly components: readonly { readonly 'bom-ref': string; readonly type: string; readonly name: string; readonly version?: string; readonly hashes?: readonly { readonly alg: string; readonly content: string }[] }[]; // prettier-ignore
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/** Words of packages that stay in their code however it is minified, with the package that has them. */
const FINGERPRINTS: Readonly<Record<string, RegExp>> = {
  '@lit/reactive-element': /litPropertyMetadata/,
  'lit-html': /lit-noChange/,
  'lit-element': /_\$litElement\$/,
  dompurify: /ALLOWED_URI_REGEXP/,
  mustache: /Unclosed section/,
  'ua-parser-js': /Coc Coc/,
  jose: /JWSSignatureVerificationFailed|ERR_JW[ST]_|"JWKSInvalid"/,
  hono: /routes?Index|HonoRequest|\bgetPath\b/,
  commander: /commander\.helpDisplayed/,
  zod: /invalid_union/,
};

/** Packages whose code a file holds, found by bundling its source once more, without what only makes it smaller. */
async function bundleAgain(row: BuiltFile): Promise<string[]> {
  const options = codeOf(row);
  const plugins = (options.plugins as Plugin[]).filter(
    ({ name }) => !['minify-for-pages', 'minify-for-the-console', 'lean-lines', 'names-of-packages'].includes(name),
  );
  const bundled = await rollup({ ...options, plugins });
  const { output } = await bundled.generate({ format: row.format ?? 'es', inlineDynamicImports: true });
  await bundled.close();
  return findHeldPackages(output[0].modules);
}

suite('the packages that published files hold', () => {
  let sbom: Sbom;
  /** By names of the manifest. */
  const held = new Map<string, readonly string[]>();
  before(async () => {
    sbom = JSON.parse(await read('sbom.json')) as Sbom;
    for (const row of builtFiles) held.set(row.file, await bundleAgain(row));
  });

  const componentOf = (ref: string): Sbom['components'][number] =>
    sbom.components.find((component) => component['bom-ref'] === ref)!;

  test('are those that the bill of materials lists for each file', async () => {
    for (const { file } of builtFiles) {
      const { dependsOn } = sbom.dependencies.find(({ ref }) => ref === `dist/${paths.get(file)!}`)!;
      const names = dependsOn!.map((ref) => componentOf(ref).name);

      assert.deepEqual(names.sort(), held.get(file), file);
    }
  });

  test('are found by what is written in the files, too', async () => {
    const met = new Set<string>();
    for (const { file } of builtFiles) {
      const text = await read(paths.get(file)!);
      const code = text.slice(text.lastIndexOf('*/', 40_000) + 2);
      const found = Object.keys(FINGERPRINTS).filter((name) => FINGERPRINTS[name]!.test(code));

      for (const name of found) met.add(name);
      assert.deepEqual(
        found.filter((name) => !held.get(file)!.includes(name)),
        [],
        file,
      );
    }
    assert.deepEqual([...met].sort(), Object.keys(FINGERPRINTS).sort());
  });

  test('have their versions, and each file its hash, in the bill of materials', async () => {
    const files = sbom.components.filter(({ type }) => type === 'file');
    for (const { name, hashes } of files) {
      const text = await readFile(join(root, name));
      assert.deepEqual(hashes, [{ alg: 'SHA-256', content: createHash('sha256').update(text).digest('hex') }], name);
    }
    for (const { name, version } of sbom.components.filter(({ type }) => type === 'library'))
      assert.equal(version, readHeldPackage(root, name).version, name);
    const scripts = (await readdir(dist, { recursive: true })).filter((path) => /\.m?js$/.test(path));
    assert.deepEqual(files.map(({ name }) => name).sort(), scripts.map((path) => `dist/${path}`).sort());
  });

  test('have their licences, word by word, in the notices beside each file that holds them', async () => {
    const [all, chunks] = await Promise.all([read(NOTICES), read(`chunks/${NOTICES}`)]);
    const isNamed = (notices: string, path: string, name: string): boolean => {
      const { version, text } = readHeldPackage(root, name);
      const part = notices
        .split(`\n${'='.repeat(80)}\n`)
        .find((one) => one.slice(0, one.indexOf('\n')).split(', ').includes(`${name} ${version}`));
      const files = /^In: (.*)$/m.exec(part ?? '')?.[1]?.split(', ') ?? [];
      return part!.includes(text.trim().replace(/\r\n/g, '\n')) && files.includes(path);
    };
    for (const { file } of builtFiles) {
      const path = paths.get(file)!;
      for (const name of held.get(file)!) {
        assert.ok(isNamed(all, path, name), `${file}: ${name}`);
        if (path.startsWith('chunks/'))
          assert.ok(isNamed(chunks, path.slice('chunks/'.length), name), `${file}: ${name}`);
      }
    }
  });

  test('are on the page on the supply chain, with their licences', async () => {
    const page = await readFile(join(root, 'docs/security/supply-chain.md'), 'utf8');
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    const packages = sbom.components
      .filter(({ type }) => type === 'library')
      .map(({ name }) => readHeldPackage(root, name));
    for (const { name, license } of packages) {
      const row = rows.find((line) => line.split('|')[1]!.includes(`\`${name}\``));
      assert.equal(row?.split('|')[2]!.trim(), license.replace(/[()]/g, '').replace('OR', 'or'), name);
      for (const { file, platform = 'browser' } of builtFiles) {
        const cell = platform === 'browser' ? 3 : 4;
        if (held.get(file)!.includes(name))
          assert.ok(row.split('|')[cell]!.includes(file.split('/').at(-1)!), `${name}: ${file}`);
      }
    }
    assert.equal(rows.flatMap((line) => [...line.split('|')[1]!.matchAll(/`/g)]).length / 2, packages.length);
  });

  for (const { file, platform = 'browser' } of builtFiles) {
    test(`are named at the beginning of ${file}`, async () => {
      const text = await read(paths.get(file)!);
      const names = held.get(file)!;

      if (platform === 'browser') {
        // A comment for browsers may come first.
        const isPointed = text.replace(/^\/\/#.*\n/, '').startsWith(POINTER);
        assert.equal(isPointed, names.length > 0);
      } else {
        for (const name of names) assert.ok(text.includes(`${name}\n\n${readHeldPackage(root, name).text}`), name);
      }
    });
  }
});
