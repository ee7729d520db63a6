import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, resolve, sep } from 'node:path';
import { withoutHash } from '../../scripts/chunk-hash.mjs';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** The answer of one path: a page's HTML, or a function that writes the response. */
export type Route = string | ((request: IncomingMessage, response: ServerResponse) => void | Promise<void>);

/** A server on loopback for one test. `await using` closes it at the end of the block. */
export interface TestServer extends AsyncDisposable {
  /** Such as `http://127.0.0.1:43121`, without a slash at the end. */
  readonly origin: string;
  /** Adds a path or replaces it. */
  route(path: string, route: Route): void;
  close(): Promise<void>;
}

/**
 * Serves a folder and some paths of a test's own on a free port of the loopback interface.
 *
 * @param options.folder - Its files are served where no route answers; without it there are routes only.
 * @param options.routes - By path, without the query and without the hash in the names of chunks: HTML, or a function that answers.
 */
export async function serve(options: { folder?: string; routes?: Record<string, Route> } = {}): Promise<TestServer> {
  const routes = new Map(Object.entries(options.routes ?? {}));
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(String(error));
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const route = routes.get(withoutHash(path));
    if (typeof route === 'function') return route(request, response);
    if (typeof route === 'string') {
      response.writeHead(200, { 'content-type': TYPES['.html'], 'cache-control': 'no-store' }).end(route);
      return;
    }
    const file = options.folder === undefined ? null : await findFile(options.folder, path);
    if (!file) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
      return;
    }
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    // As a delivery network does: modules of another origin load under CORS only.
    response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store', 'access-control-allow-origin': '*' });
    createReadStream(file).pipe(response);
  }

  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((done, fail) => {
      if (!server.listening) return done();
      server.close((error) => (error ? fail(error) : done()));
      // A browser keeps its connections open, and a server waits for each of them.
      server.closeAllConnections();
    });
  return {
    origin: `http://127.0.0.1:${port}`,
    route: (path, route) => void routes.set(path, route),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Finds the file of a path under `folder`; `null` for a missing file and for a path out of the folder. */
async function findFile(folder: string, path: string): Promise<string | null> {
  const file = resolve(folder, `.${path.endsWith('/') ? `${path}index.html` : path}`);
  if (!file.startsWith(resolve(folder) + sep)) return null;
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? file : null;
}
