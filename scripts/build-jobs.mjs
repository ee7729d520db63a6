/** The jobs that a build consists of. They run side by side, in processes (scripts/build-worker.mjs). */
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findSources, toPath } from './build-cache.mjs';
import { findChunkNames } from './chunk-hash.mjs';
import { builtFiles, doors, sharedTypes } from './chunks.mjs';
import { findHeldPackages } from './held-packages.mjs';
import { weigh } from './weigh.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * One job. It is plain data, and part of the key by which its result is kept.
 *
 * @typedef {{ id: string, kind: 'code' | 'types' | 'elements' | 'schema' | 'assets', row?: import('./chunks.mjs').BuiltFile,
 *   rows?: readonly { source: string, types?: string }[], sources?: readonly string[] }} Job
 */

/**
 * Every job of a build, the longest first.
 *
 * @returns {Promise<Job[]>}
 */
export async function listJobs() {
  // Neither words about a file nor its limit change how it is built.
  const apart = { holds: undefined, loads: undefined, limit: undefined, isFixed: undefined };
  const code = builtFiles.map((row) => ({ id: row.file, kind: 'code', row: { ...row, ...apart } }));
  const long = ({ row }) =>
    ['zephr.js', 'walls.js'].some((name) => row.file.endsWith(name)) || doors.some(({ file }) => file === row.file);
  return [
    { id: 'types', kind: 'types', rows: [...sharedTypes, ...doors].map(({ source, types }) => ({ source, types })) },
    ...code.filter(({ id }) => id === 'cli.mjs'),
    ...code.filter((job) => job.id !== 'cli.mjs' && long(job)),
    ...code.filter((job) => !long(job)),
    // A new element is a new file.
    { id: 'custom-elements.json', kind: 'elements', sources: await listComponents() },
    { id: 'zephr.schema.json', kind: 'schema' },
    { id: 'zephr.readers.schema.json', kind: 'schema' },
    { id: 'console/app.css', kind: 'assets' },
  ];
}

async function listComponents() {
  const entries = await readdir(resolve(root, 'components'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => toPath(root, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

const kinds = {
  code: bundleCode,
  types: bundleTypes,
  elements: describeElements,
  schema: writeSchema,
  assets: writeAssets,
};

/**
 * Runs a job.
 *
 * @param {Job} job
 * @returns {Promise<import('./build-cache.mjs').Result>}
 */
export function runJob(job) {
  return kinds[job.kind](job);
}

/** Bundles one file of code. */
async function bundleCode({ row }) {
  const [{ codeOf }, { rollup }] = await Promise.all([import('../rollup.config.mjs'), import('rollup')]);
  const options = codeOf(row);
  const bundled = await rollup(options);
  const { output } = await bundled.generate(options.output);
  await bundled.close();
  const folder = dirname(row.file);
  const files = output.map(({ fileName, code, source }) => [
    join(folder, fileName).split('\\').join('/'),
    code ?? source,
  ]);
  const [{ code, modules }] = output;
  return {
    // Modules that plugins make have no file.
    inputs: bundled.watchFiles.filter((path) => !path.startsWith('\0')).map((path) => toPath(root, path)),
    files: Object.fromEntries(files),
    asks: findChunkNames(code).map((name) => `chunks/${name}`),
    packages: findHeldPackages(modules),
    size: weigh(code),
  };
}

/** Bundles the public types of all doors, and those that they share. */
async function bundleTypes({ rows }) {
  const [{ typesOf }, { rollup }] = await Promise.all([import('../rollup.config.mjs'), import('rollup')]);
  const typed = rows.filter(({ types }) => types);
  const files = {};
  for (const row of typed) {
    const options = typesOf(row);
    const bundled = await rollup(options);
    const { output } = await bundled.generate(options.output);
    await bundled.close();
    files[row.types] = output[0].code;
  }
  return {
    inputs: await findSources(
      root,
      typed.map(({ source }) => source),
    ),
    files,
  };
}

/** Writes the manifest of the elements, and what editors read of it. */
async function describeElements({ id, sources }) {
  const { analyzeElements } = await import('./analyze-elements.mjs');
  const { writeHtmlData, writeWebTypes } = await import('./write-editor-data.mjs');
  const manifest = await analyzeElements();
  const info = JSON.parse(await readFile(resolve(root, 'package.json'), 'utf8'));
  const files = {
    [id]: `${JSON.stringify(manifest)}\n`,
    'vscode.html-custom-data.json': writeHtmlData(manifest),
    'web-types.json': writeWebTypes(manifest, info),
  };
  return { inputs: sources, files };
}

/** Writes the schema that editors complete and check a config by, or a file of test readers. */
async function writeSchema({ id }) {
  const { tsImport } = await import('tsx/esm/api');
  const source = 'src/schema/write-json-schema.ts';
  const { writeJsonSchema, writeReadersSchema } = await tsImport(`../${source}`, import.meta.url);
  const schema = id === 'zephr.schema.json' ? writeJsonSchema() : writeReadersSchema();
  const text = `${JSON.stringify(schema)}\n`;
  return { inputs: await findSources(root, [source]), files: { [id]: text } };
}

/** Bundles the style sheet of the console, and copies its page and its icons. */
async function writeAssets() {
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    entryPoints: [resolve(root, 'console/app.css')],
    absWorkingDir: root,
    bundle: true,
    minify: true,
    metafile: true,
    write: false,
    legalComments: 'none',
  });
  const copied = ['index.html', 'icons.svg'];
  const texts = await Promise.all(copied.map((name) => readFile(resolve(root, 'console', name), 'utf8')));
  return {
    inputs: [...Object.keys(metafile.inputs), ...copied.map((name) => `console/${name}`)],
    files: {
      'console/app.css': outputFiles[0].text,
      ...Object.fromEntries(copied.map((name, index) => [`console/${name}`, texts[index]])),
    },
  };
}
