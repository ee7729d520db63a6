/**
 * Reports what each built file weighs, and what a change costs.
 *
 *   node scripts/sizes.mjs                 sizes and limits, and which files load which
 *   node scripts/sizes.mjs --base FOLDER   how each file differs from another build of dist/
 *   node scripts/sizes.mjs --check         fails where a file is over its limit or has none; says nothing else
 *   node scripts/sizes.mjs --update        sets the limits in scripts/chunks.mjs to the sizes plus 5 %, but for fixed ones
 */
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { toPath } from './build-cache.mjs';
import { withoutHash } from './chunk-hash.mjs';
import { builtFiles } from './chunks.mjs';
import { weigh } from './weigh.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** How much a file may grow before its limit is raised. */
const AIR = 1.05;

/** The size of each script below a folder, in bytes as brotli 11 leaves it. */
async function readSizes(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /\.m?js$/.test(entry.name))
    .map((entry) => toPath(folder, join(entry.parentPath ?? entry.path, entry.name)));
  const sizes = files.map(async (file) => [withoutHash(file), weigh(await readFile(resolve(folder, file))).brotli]);
  return new Map(await Promise.all(sizes));
}

/** Everything that is wrong with the sizes, one line each. */
function findExcess(sizes) {
  const rows = new Map(builtFiles.map((row) => [row.file, row]));
  const unknown = [...sizes.keys()].filter((file) => !rows.has(file));
  const missing = [...rows.keys()].filter((file) => !sizes.has(file));
  const heavy = builtFiles.filter(({ file, limit }) => sizes.get(file) > limit);
  return [
    ...unknown.map((file) => `dist/${file} has no row in scripts/chunks.mjs.`),
    ...missing.map((file) => `dist/${file} is missing.`),
    ...heavy.map(
      ({ file, limit }) =>
        `dist/${file} has ${count(sizes.get(file))} B and may have ${count(limit)} B (${count(sizes.get(file) - limit)} B too many).`,
    ),
  ];
}

/** Writes the limits into the text of the manifest. Files whose row is made in a loop share the largest limit. */
function updateLimits(text, sizes) {
  const limits = new Map();
  for (const { file, limit, isFixed } of builtFiles) {
    const name = file.replace(/texts-.*\.js$/, 'texts-${language}.js');
    const wanted = isFixed ? limit : Math.ceil(sizes.get(file) * AIR);
    limits.set(name, Math.max(wanted, limits.get(name) ?? 0));
  }
  return text.replace(/(file: ['`]([^'`]+)['`],[^}]*? limit: )\d+/g, (whole, before, name) =>
    limits.has(name) ? before + limits.get(name) : whole,
  );
}

function count(bytes) {
  return bytes.toLocaleString('en');
}

function print(cells) {
  const [name, ...numbers] = cells;
  console.log(name.padEnd(30), ...numbers.map((cell) => String(cell).padStart(9)));
}

function printLimits(sizes) {
  print(['dist/', 'size', 'limit', 'air']);
  for (const { file, limit } of builtFiles) {
    const size = sizes.get(file) ?? 0;
    print([file, count(size), count(limit), `${((1 - size / limit) * 100).toFixed(1)} %`]);
  }
}

function printChange(sizes, before) {
  const files = [...new Set([...before.keys(), ...sizes.keys()])].sort();
  const change = (file) => (sizes.get(file) ?? 0) - (before.get(file) ?? 0);
  print(['dist/', 'before', 'now', 'change']);
  for (const file of files) {
    const sign = change(file) > 0 ? '+' : '';
    print([file, count(before.get(file) ?? 0), count(sizes.get(file) ?? 0), change(file) ? sign + change(file) : '']);
  }
  const isForPages = (file) => /^(zephr\.js|chunks\/.*)$/.test(file);
  console.log(
    `All files for pages: ${count(files.filter(isForPages).reduce((sum, file) => sum + change(file), 0))} B more.`,
  );
}

const { values } = parseArgs({
  options: { base: { type: 'string' }, check: { type: 'boolean' }, update: { type: 'boolean' } },
});
const sizes = await readSizes(resolve(root, 'dist'));
if (values.update) {
  const path = resolve(root, 'scripts/chunks.mjs');
  await writeFile(path, updateLimits(await readFile(path, 'utf8'), sizes));
  console.log(
    'The limits in scripts/chunks.mjs are set. Run "npm run generate" to write them into docs/reference/files.md.',
  );
} else {
  if (values.base !== undefined) printChange(sizes, await readSizes(resolve(values.base)));
  else if (!values.check) printLimits(sizes);
  const excess = findExcess(sizes);
  for (const line of excess) console.error(line);
  process.exitCode = excess.length > 0 ? 1 : 0;
}
