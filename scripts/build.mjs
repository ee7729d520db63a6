/**
 * Builds dist/: the doors, the lazy chunks and the types (rollup.config.mjs), then the map for
 * `zephr bundle`, the manifest of the elements and the schema of the config, then a table of what each file weighs. It never empties dist/ first, so a page that is open on it keeps working; what no
 * longer belongs there is removed at the end.
 */
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { cli as analyzeElements } from '@custom-elements-manifest/analyzer/cli.js';
import { rollup } from 'rollup';
import { loadConfigFile } from 'rollup/loadConfigFile';
import { tsImport } from 'tsx/esm/api';
import { mapPart } from './map-part.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = resolve(root, 'dist');

/**
 * Runs every build of rollup.config.mjs and gives the paths of the files it wrote.
 *
 * @throws {Error} Where nothing loads one of the chunks: its source is imported statically, and would be shipped twice.
 */
async function bundle() {
  const { options, warnings } = await loadConfigFile(resolve(root, 'rollup.config.mjs'), { silent: true });
  warnings.flush();
  const written = [];
  const loaded = new Set();
  for (const one of options) {
    const bundled = await rollup(one);
    for (const output of one.output) {
      const result = await bundled.write(output);
      for (const { fileName, dynamicImports = [] } of result.output) {
        written.push(resolve(output.file, '..', fileName));
        for (const path of dynamicImports) loaded.add(resolve(output.file, '..', path));
      }
    }
    await bundled.close();
  }
  const idle = written.filter((path) => /chunks.[^/\\]+\.mjs$/.test(path) && !loaded.has(path));
  if (idle.length > 0) throw new Error(`Nothing loads ${idle.map((path) => relative(root, path)).join(', ')}.`);
  return written;
}

/** Writes the manifest that editors and documentation tools read the elements from. */
async function describeElements() {
  const path = resolve(dist, 'custom-elements.json');
  const manifest = await analyzeElements({
    argv: ['analyze', '--config', 'scripts/custom-elements.config.mjs'],
    cwd: root,
    noWrite: true,
  });
  await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`);
  return path;
}

/** Writes the schema that editors complete and check a config by. */
async function describeConfig() {
  const path = resolve(dist, 'zephr.schema.json');
  const { writeJsonSchema } = await tsImport('../src/schema/write-json-schema.ts', import.meta.url);
  await writeFile(path, `${JSON.stringify(writeJsonSchema(), null, 2)}\n`);
  return path;
}

/** Writes where `zephr bundle` finds in each file for pages what it has to change when it joins them. */
async function describeParts(written) {
  const path = resolve(dist, 'parts.json');
  const toName = (file) => relative(dist, file).split(sep).join('/');
  const files = written.filter((file) => /^(zephr\.js|chunks\/[^/]+\.mjs)$/.test(toName(file)));
  const parts = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(file, 'utf8');
      return [toName(file), mapPart(text, (specifier) => toName(resolve(file, '..', specifier)))];
    }),
  );
  await writeFile(path, JSON.stringify(Object.fromEntries(parts)));
  return path;
}

/** Removes files of an earlier build that this one did not write. */
async function removeStale(written) {
  const kept = new Set(written);
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    const path = resolve(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !kept.has(path)) await rm(path);
  }
}

function weigh(name, code) {
  const brotli = brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  return { name, raw: code.length, gzip: gzipSync(code, { level: 9 }).length, brotli: brotli.length };
}

/** Prints what each script weighs, in bytes, and what every page of a site pays whether it has a wall or not. */
async function printSizes(written) {
  const scripts = written.filter((path) => /\.m?js$/.test(path)).sort();
  const rows = await Promise.all(
    scripts.map(async (path) => weigh(relative(dist, path).split(sep).join('/'), await readFile(path))),
  );
  const everyPage = rows.find(({ name }) => name === 'zephr.js');
  if (everyPage) rows.push({ ...everyPage, name: 'every page' });
  const print = (name, ...cells) => console.log(name.padEnd(26), ...cells.map((cell) => String(cell).padStart(8)));
  print('dist/', 'raw', 'gzip', 'brotli');
  for (const { name, raw, gzip, brotli } of rows) print(name, raw, gzip, brotli);
}

try {
  await mkdir(dist, { recursive: true });
  const code = await bundle();
  const written = [...code, await describeParts(code), await describeElements(), await describeConfig()];
  await removeStale(written);
  await printSizes(written);
} catch (error) {
  // Rollup says where and shows the lines; its own stack would only hide that.
  console.error(['The build failed.', error.message, error.id, error.frame].filter(Boolean).join('\n'));
  process.exitCode = 1;
}
