/**
 * Builds dist/: the doors, the chunks and the types (scripts/chunks.mjs, rollup.config.mjs), the map for `zephr bundle`, the
 * manifest of the elements and the schema of the config. Then it prints what each file weighs. Jobs run side by side, and the
 * results of those whose inputs are unchanged are taken from a cache. The build never empties dist/ first, so a page that is
 * open on it keeps working. At the end it removes files that no longer belong there.
 *
 *   node scripts/build.mjs              builds what has changed
 *   node scripts/build.mjs --no-cache   builds everything
 */
import { fork } from 'node:child_process';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBuildCache, hashOf, toPath } from './build-cache.mjs';
import { listJobs } from './build-jobs.mjs';
import { putHash, withoutHash } from './chunk-hash.mjs';
import { chunks } from './chunks.mjs';
import { NOTICES, readHeldPackage } from './held-packages.mjs';
import { mapPart } from './map-part.mjs';
import { readNamesOfPackages, readOwnSources, shortenNames } from './private-names.mjs';
import { writeNotices } from './write-notices.mjs';
import { writeSbom } from './write-sbom.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = resolve(root, 'dist');

/** Each process loads the compilers first, and more than these would have little to do afterwards. */
const MAX_PROCESSES = 4;

/** Files on which every job depends. */
const TOOLS = [
  ...['rollup.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json', 'node_modules/.package-lock.json'],
  ...[
    'analyze-elements',
    'as-module',
    'build-cache',
    'build-jobs',
    'chunk-hash',
    'compile-templates',
    'custom-elements.config',
    'held-packages',
    'lean-jose',
    'lean-lit',
    'lean-literals',
    'private-names',
    'read-elements',
    'weigh',
    'visit-syntax',
    'write-editor-data',
  ].map((name) => `scripts/${name}.mjs`),
];

/** Hashes everything on which the result of each job depends, besides the job and the files that it reads. */
async function hashTools() {
  const texts = await Promise.all(TOOLS.map((path) => readFile(resolve(root, path), 'utf8').catch(() => null)));
  const names = shortenNames(readOwnSources(root), readNamesOfPackages(root));
  const imports = chunks.map(({ source, file }) => [source, file]);
  return hashOf(process.version, texts, [...names], imports);
}

/**
 * Runs jobs in processes side by side. In threads the native parts of the compilers crash when a thread ends.
 *
 * @param {readonly import('./build-jobs.mjs').Job[]} jobs - Started in this order.
 * @param {(job: import('./build-jobs.mjs').Job, result: import('./build-cache.mjs').Result) => Promise<void>} done
 */
async function runSideBySide(jobs, done) {
  const open = [...jobs];
  const work = async () => {
    if (open.length === 0) return;
    const worker = fork(new URL('build-worker.mjs', import.meta.url));
    try {
      for (let job = open.shift(); job; job = open.shift()) {
        const { result, error } = await ask(worker, job);
        if (error) throw new Error(error);
        await done(job, result);
      }
    } finally {
      // One failure ends the whole build.
      open.length = 0;
      if (worker.connected) worker.disconnect();
    }
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), MAX_PROCESSES) }, work));
}

/** Has a worker run a job. */
function ask(worker, job) {
  return new Promise((answer, fail) => {
    const onExit = (code, signal) => fail(new Error(`${job.id}: the process ended with ${signal ?? `code ${code}`}.`));
    worker.once('exit', onExit);
    worker.once('message', (message) => {
      worker.off('exit', onExit);
      answer(message);
    });
    worker.send(job);
  });
}

/** Gives the results of all jobs by their ids. */
async function runJobs(useCache) {
  const [jobs, tools] = await Promise.all([listJobs(), hashTools()]);
  const cache = createBuildCache(root, tools);
  const results = new Map();
  if (useCache) {
    await Promise.all(
      jobs.map(async (job) => {
        const kept = await cache.read(job);
        if (kept) results.set(job.id, kept);
      }),
    );
  }
  await runSideBySide(
    jobs.filter(({ id }) => !results.has(id)),
    async (job, result) => {
      results.set(job.id, result);
      await cache.write(job, result);
    },
  );
  return new Map(jobs.map(({ id }) => [id, results.get(id)]));
}

/** Writes what the licences of the packages ask for that files hold, and the bill of materials. */
async function describePackages(results, files) {
  const info = JSON.parse(await readFile(resolve(root, 'package.json'), 'utf8'));
  const lock = JSON.parse(await readFile(resolve(root, 'package-lock.json'), 'utf8'));
  const code = Object.entries(files)
    .filter(([path]) => /\.m?js$/.test(path))
    .map(([path, text]) => ({ path, text, packages: results.get(withoutHash(path)).packages }));
  const names = [...new Set(code.flatMap(({ packages }) => packages))].sort();
  const packages = names.map((name) => readHeldPackage(root, name));
  const notices = (folder) => {
    const inside = code.filter(({ path }) => path.startsWith(folder));
    const filesOf = (name) =>
      inside.filter((file) => file.packages.includes(name)).map(({ path }) => path.slice(folder.length));
    return writeNotices(
      packages.filter(({ name }) => filesOf(name).length > 0),
      filesOf,
    );
  };
  const locked = packages.map((held) => ({
    ...held,
    integrity: lock.packages[`node_modules/${held.name}`].integrity,
  }));
  const shipped = code.map((file) => ({ ...file, path: `dist/${file.path}` }));
  return {
    [NOTICES]: notices(''),
    [`chunks/${NOTICES}`]: notices('chunks/'),
    'sbom.json': writeSbom(info, locked, shipped),
  };
}

/** Maps where `zephr bundle` finds in each file for pages what it changes when it joins them. */
function describeParts(files, results) {
  const parts = Object.entries(files)
    .filter(([name]) => /^(zephr\.js|chunks\/[^/]+\.js)$/.test(name))
    .map(([name, text]) => {
      const toFile = (specifier) => `chunks/${withoutHash(specifier.split('/').at(-1))}`;
      const { packages } = results.get(withoutHash(name));
      return [withoutHash(name), { path: name, packages, ...mapPart(text, toFile, name === 'zephr.js') }];
    });
  refuseMissingExports(new Map(parts));
  return JSON.stringify(Object.fromEntries(parts));
}

/** A guest takes modules from its host, which keeps only what its own entry exports. */
function refuseMissingExports(parts) {
  for (const [guest, { takes }] of parts) {
    for (const { file, names } of takes) {
      const missing = Object.keys(names).filter((name) => !Object.hasOwn(parts.get(file).gives, name));
      if (missing.length > 0)
        throw new Error(`${guest} takes ${missing.join(', ')} from ${file}, which does not export it.`);
    }
  }
}

/**
 * Leaves the texts of packages and comments on lines of their own out of a source map, so that an installation stays small. The
 * lines stay where they are.
 */
function leanMap(text) {
  const map = JSON.parse(text);
  const isPackage = (index) => map.sources[index].includes('/node_modules/');
  map.sourcesContent = map.sourcesContent.map((content, index) => (isPackage(index) ? null : emptyComments(content)));
  return JSON.stringify(map);
}

/** Leaves nothing but the line breaks of comments that begin and end a line. */
function emptyComments(code) {
  return code.replace(/^[ \t]*(?:\/\/.*|\/\*\*?[^]*?\*\/[ \t]*)$/gm, (comment) => comment.replace(/[^\n]+/g, ''));
}

/** Removes files of an earlier build that this one did not write. */
async function removeStale(files) {
  for (const entry of await readdir(dist, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath ?? entry.path, entry.name);
    if (entry.isFile() && !Object.hasOwn(files, toPath(dist, path))) await rm(path);
  }
}

/** Prints what each script weighs, in bytes. */
function printSizes(results) {
  const print = (name, ...cells) => console.log(name.padEnd(30), ...cells.map((cell) => String(cell).padStart(8)));
  print('dist/', 'raw', 'gzip', 'brotli');
  for (const [name, { size }] of [...results].sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (size) print(name, size.raw, size.gzip, size.brotli);
  }
}

try {
  const results = await runJobs(!process.argv.includes('--no-cache'));
  const asked = new Set([...results.values()].flatMap(({ asks = [] }) => asks));
  const idle = chunks.filter(({ file }) => !asked.has(file)).map(({ file }) => file);
  if (idle.length > 0) {
    throw new Error(`Nothing loads ${idle.join(', ')}: its source is imported statically, and would be shipped twice.`);
  }
  const files = putHash(Object.assign({}, ...[...results.values()].map((result) => result.files)));
  files['parts.json'] = describeParts(files, results);
  Object.assign(files, await describePackages(results, files));
  for (const [name, text] of Object.entries(files)) {
    const path = resolve(dist, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, name.endsWith('.map') ? leanMap(text) : text);
  }
  await removeStale(files);
  printSizes(results);
} catch (error) {
  console.error(`The build failed.\n${error.message}`);
  process.exitCode = 1;
}
