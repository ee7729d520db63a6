/** The files that `npm publish` would send: which ones, how large, and what they import. */
import assert from 'node:assert/strict';
import { readFile, readdir, stat } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join, sep } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import ts from 'typescript';
import { builtFiles, consoleFiles, doors, sharedTypes } from '../../scripts/chunks.mjs';
import { builtPath } from '../support/built-files.js';
import { packPackage, type PackedPackage } from '../support/packed-package.js';

/** The weight of all files together. Those of the console are a quarter of it, and so are source maps. */
const MAX_UNPACKED_BYTES = 8_000_000;

/** Files beside the code and its types. */
const OTHERS = [
  ...['LICENSE', 'README.md', 'package.json'],
  ...['THIRD-PARTY-NOTICES.txt', 'chunks/THIRD-PARTY-NOTICES.txt', 'sbom.json', 'parts.json'].map(inDist),
  ...['zephr.schema.json', 'zephr.readers.schema.json'].map(inDist),
  ...['custom-elements.json', 'web-types.json', 'vscode.html-custom-data.json'].map(inDist),
  ...['console/index.html', 'console/app.css', 'console/icons.svg'].map(inDist),
  ...['attributes', 'jsx', 'preact', 'solid', 'svelte', 'vue'].map((name) => `types/${name}.d.ts`),
];

function inDist(name: string): string {
  return `dist/${name}`;
}

/** The code of a build, with the maps of what pages load as it is, and the types of the doors. */
async function listBuilt(): Promise<string[]> {
  const code = await Promise.all(builtFiles.map(({ file }) => builtPath(file)));
  const maps = code.filter((path) => path.endsWith('.js')).map((path) => `${path}.map`);
  const types = [...doors, ...sharedTypes].flatMap((row) => ('types' in row && row.types ? [row.types] : []));
  return [...code, ...maps, ...types].map(inDist);
}

let packed: PackedPackage;
let files: readonly string[];
before(async () => {
  packed = await packPackage();
  const entries = await readdir(packed.folder, { recursive: true, withFileTypes: true });
  files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(packed.folder.length + 1))
    .map((path) => path.split(sep).join('/'))
    .sort();
});
after(() => packed[Symbol.asyncDispose]());

const read = (path: string): Promise<string> => readFile(join(packed.folder, path), 'utf8');

interface PackageInfo {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}
const readInfo = async (): Promise<PackageInfo> => JSON.parse(await read('package.json')) as PackageInfo;

/** The package of a bare specifier: `@lit/context/x.js` is of `@lit/context`. */
const toPackage = (specifier: string): string => /^(@[^/]+\/)?[^/]+/.exec(specifier)![0];

/** Specifiers that scripts import and do not find in the package, as `file: specifier`. Fails where a file is missing. */
async function readImports(scripts: readonly string[]): Promise<(readonly [file: string, specifier: string])[]> {
  const { metafile } = await build({
    // Numbered, as files that differ only in their extensions would be written to one place.
    entryPoints: Object.fromEntries(scripts.map((path, index) => [`${index}`, join(packed.folder, path)])),
    ...{ absWorkingDir: packed.folder, outdir: 'out', bundle: true, write: false, metafile: true },
    ...{ format: 'esm', platform: 'node', packages: 'external', logLevel: 'silent' },
  });
  return Object.entries(metafile.inputs).flatMap(([file, { imports }]) =>
    imports.filter(({ external }) => external).map(({ path }) => [file, path] as const),
  );
}

suite('the package that npm publishes', () => {
  test('has the built files, their types and notices, and nothing else', async () => {
    assert.deepEqual(files, [...OTHERS, ...(await listBuilt())].sort());
  });

  test(`has no more than ${MAX_UNPACKED_BYTES / 1e6} MB`, async () => {
    const sizes = await Promise.all(files.map(async (path) => (await stat(join(packed.folder, path))).size));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);

    assert.ok(bytes <= MAX_UNPACKED_BYTES, `${bytes} B`);
  });

  test('has each file that package.json names', async () => {
    const { exports } = await readInfo();
    const targets = Object.values(exports).flatMap((target) =>
      typeof target === 'string' ? [target] : Object.values(target),
    );

    assert.deepEqual(
      targets.filter((target) => !files.includes(target.slice(2))),
      [],
    );
  });

  test('has scripts that import its own files, peer dependencies and modules of Node', async () => {
    const { dependencies = {}, peerDependencies } = await readInfo();
    const known = [...Object.keys(dependencies), ...Object.keys(peerDependencies), ...builtinModules];
    const imports = await readImports(files.filter((path) => /\.m?js$/.test(path)));
    const packages = imports.map(([file, specifier]) => [file, toPackage(specifier.replace(/^node:/, ''))] as const);

    assert.ok(
      packages.some(([, name]) => name === 'lit'),
      'finds the imports',
    );
    assert.deepEqual(
      packages.filter(([, name]) => !known.includes(name)),
      [],
    );
  });

  test('has no file for pages, servers or commands that leads to one of the console', async () => {
    const others = files.filter((path) => /\.m?js$|parts\.json$/.test(path) && !path.startsWith('dist/console/'));
    const names = consoleFiles.map(({ file }) => file);
    assert.ok(names.length > 3);
    const leads = await Promise.all(
      others.map(async (path) => {
        const text = await read(path);
        return names.filter((name) => text.includes(name)).map((name) => `${path}: ${name}`);
      }),
    );

    assert.deepEqual(leads.flat(), []);
  });

  test('has types that import its own files and peer dependencies', async () => {
    const { dependencies = {}, peerDependencies } = await readInfo();
    const known = [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
    const wrong: string[] = [];
    for (const path of files.filter((file) => file.endsWith('.d.ts'))) {
      const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(await read(path));
      for (const { fileName } of [...importedFiles, ...typeReferenceDirectives]) {
        const isOwn = fileName.startsWith('.');
        const target = join(path, '..', fileName.replace(/\.js$/, '.d.ts'));
        const isKnown = isOwn ? files.includes(target) : known.includes(toPackage(fileName));
        if (!isKnown) wrong.push(`${path}: ${fileName}`);
      }
    }

    assert.deepEqual(wrong, []);
  });

  test('gives away no path of the machine that built it', async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const texts = await Promise.all(files.map(async (path) => [path, await read(path)] as const));

    assert.deepEqual(
      texts.filter(([, text]) => text.includes(root)).map(([path]) => path),
      [],
    );
  });
});
