/**
 * Keeps what build jobs made, by the hashes of what they read, in `node_modules/.cache/`. A result is used again only
 * where the tools, the job and every file that it read are the same to the byte.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';

/**
 * The result of a job.
 *
 * @typedef {object} Result
 * @property {readonly string[]} inputs - Files that it read, from the root, with slashes.
 * @property {Readonly<Record<string, string>>} files - Text by path below `dist/`.
 * @property {readonly string[]} [asks] - Files below `dist/` that it imports dynamically.
 * @property {readonly string[]} [packages] - Packages whose code it holds.
 * @property {{ raw: number, gzip: number, brotli: number }} [size]
 */

/** Hashes parts of a key so that no two lists of parts give the same text. */
export function hashOf(...parts) {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}

/**
 * Makes the cache of one build.
 *
 * @param {string} root - Folder of the repository.
 * @param {string} tools - Hash of everything that all jobs depend on: the scripts, the packages, the version of Node.
 * @param {string} [folder] - Where results are kept.
 */
export function createBuildCache(root, tools, folder = resolve(root, 'node_modules/.cache/zephr-build')) {
  const hashes = new Map();
  const hashFile = (path) => {
    if (!hashes.has(path)) {
      const read = readFile(resolve(root, path)).then(
        (content) => createHash('sha256').update(content).digest('base64url'),
        () => null,
      );
      hashes.set(path, read);
    }
    return hashes.get(path);
  };
  const pathOf = (job) => resolve(folder, `${job.id.replace(/[^\w.-]/g, '+')}.json`);
  const keyOf = (job) => hashOf(tools, job);

  return {
    /**
     * Gives the kept result of a job.
     *
     * @returns {Promise<Result | null>} `null` where no result is kept, or an input has changed since.
     */
    async read(job) {
      const text = await readFile(pathOf(job), 'utf8').catch(() => null);
      const kept = text && parse(text);
      if (kept?.key !== keyOf(job)) return null;
      const now = await Promise.all(Object.keys(kept.hashes).map(hashFile));
      return Object.values(kept.hashes).every((hash, index) => hash === now[index]) ? kept.result : null;
    },

    /** Keeps the result of a job that has begun after this cache was made. */
    async write(job, result) {
      const hashes = Object.fromEntries(
        await Promise.all(result.inputs.map(async (path) => [path, await hashFile(path)])),
      );
      const path = pathOf(job);
      await mkdir(dirname(path), { recursive: true });
      // Under another name first: two builds may run at the same time.
      const scratch = `${path}.${randomUUID()}`;
      await writeFile(scratch, JSON.stringify({ key: keyOf(job), hashes, result }));
      await rename(scratch, path);
    },
  };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A path as results write it: from the root, with slashes. */
export function toPath(root, file) {
  return relative(root, file).split(sep).join('/');
}

/**
 * Finds a source and everything that it imports, types included.
 *
 * @param {string} root
 * @param {readonly string[]} entries - From the root.
 * @returns {Promise<string[]>} Paths of our own sources, from the root.
 */
export async function findSources(root, entries) {
  const found = new Set();
  const open = entries.map((entry) => resolve(root, entry));
  while (open.length > 0) {
    const file = open.pop();
    if (found.has(file)) continue;
    found.add(file);
    const text = await readFile(file, 'utf8').catch(() => '');
    for (const [, specifier] of text.matchAll(/\b(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)) {
      open.push(resolve(dirname(file), specifier.replace(/\.js$/, '.ts')));
    }
  }
  return [...found].map((file) => toPath(root, file));
}
