import { readFile } from 'node:fs/promises';
import { extname, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Addresses and the only folders and files behind them. */
const FILES = {
  '/components.mjs': 'dist/components.mjs',
  '/readers.csv': 'demo/readers.csv',
  '/zephr.js': 'dist/zephr.js',
};
const FOLDERS = {
  '/assets/': 'demo/assets',
  '/chunks/': 'dist/chunks',
};

/** By the end of a file's name. */
export const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/plain; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/**
 * Finds the path of the file at an address.
 *
 * @param {string} path - The address' path, still percent-encoded.
 * @returns {string | null} `null` for an address with no file, and for one that climbs out of its folder.
 */
function pathOf(path) {
  if (Object.hasOwn(FILES, path)) return resolve(ROOT, FILES[path]);
  const prefix = Object.keys(FOLDERS).find((start) => path.startsWith(start));
  if (!prefix) return null;

  let name;
  try {
    name = decodeURIComponent(path.slice(prefix.length));
  } catch {
    return null;
  }
  if (name.includes('\0') || name.includes('\\')) return null;

  const folder = resolve(ROOT, FOLDERS[prefix]);
  const file = resolve(folder, name);
  return file.startsWith(folder + sep) ? file : null;
}

/**
 * Reads the file at an address.
 *
 * @param {string} path - The address' path, still percent-encoded.
 * @returns {Promise<{ type: string, body: Buffer } | null>} `null` without a file.
 */
export async function findFile(path) {
  const file = pathOf(path);
  const type = file && TYPES[extname(file)];
  const body = type ? await readFile(file).catch(() => null) : null;
  return body && { type, body };
}
