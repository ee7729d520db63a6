import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withoutHash } from '../../scripts/chunk-hash.mjs';
import type { Route } from './serve.js';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

let built: Promise<Record<string, Route>> | null = null;

/**
 * Reads a script of dist/.
 *
 * @param name - As in the manifest, without the hash of the build: `chunks/walls.js`.
 */
export async function readBuilt(name: string): Promise<Buffer> {
  return readFile(join(dist, await builtPath(name)));
}

/** The path of a script below dist/, with the hash of the build: `chunks/walls-1f0c2ab4.js`. */
export async function builtPath(name: string): Promise<string> {
  const parts = JSON.parse(await readFile(join(dist, 'parts.json'), 'utf8')) as Record<string, { path: string }>;
  return parts[name]?.path ?? name;
}

/** The scripts of dist/, open to other origins, as a publisher's static host would serve them. Chunks are found with and without the hash of the build. */
export function builtFiles(): Promise<Record<string, Route>> {
  return (built ??= readdir(dist, { recursive: true, withFileTypes: true }).then(async (entries) => {
    const paths = entries
      .filter((entry) => entry.isFile() && /\.m?js$/.test(entry.name))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    const routes = paths.map(async (path): Promise<[string, Route]> => {
      const code = await readFile(path);
      const headers = { 'content-type': 'text/javascript; charset=utf-8', 'access-control-allow-origin': '*' };
      return [
        `/${withoutHash(relative(dist, path).split(sep).join('/'))}`,
        (_request, response) => void response.writeHead(200, headers).end(code),
      ];
    });
    return Object.fromEntries(await Promise.all(routes));
  }));
}
