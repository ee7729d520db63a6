import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Route } from './serve.js';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

let built: Promise<Record<string, Route>> | null = null;

/** The scripts of dist/, open to other origins, as a publisher's static host would serve them. */
export function builtFiles(): Promise<Record<string, Route>> {
  return (built ??= readdir(dist, { recursive: true, withFileTypes: true }).then(async (entries) => {
    const paths = entries
      .filter((entry) => entry.isFile() && /\.m?js$/.test(entry.name))
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    const routes = paths.map(async (path): Promise<[string, Route]> => {
      const code = await readFile(path);
      const headers = { 'content-type': 'text/javascript; charset=utf-8', 'access-control-allow-origin': '*' };
      return [
        `/${relative(dist, path).split(sep).join('/')}`,
        (_request, response) => void response.writeHead(200, headers).end(code),
      ];
    });
    return Object.fromEntries(await Promise.all(routes));
  }));
}
