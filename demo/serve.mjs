import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, resolve, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { makeDemoKeys } from './demo-keys.mjs';
import { makeDemoConfig } from './demo-config.mjs';
import { providerPage } from './provider-page.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Addresses and the only folders and files behind them. */
const FILES = {
  '/': 'demo/index.html',
  '/zephr.js': 'dist/zephr.js',
};
const FOLDERS = {
  '/assets/': 'demo/assets',
  '/chunks/': 'dist/chunks',
};

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** As strict as a page can be: no inline script or style, nothing from elsewhere, no strings that become markup. */
const HEADERS = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join('; '),
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
};

/** @typedef {{ url: string, close: () => Promise<void> }} DemoServer */
/** @typedef {{ status: number, type: string, body: string | Buffer, headers?: Record<string, string> }} Answer */

/**
 * The file that an address stands for.
 *
 * @param {string} path - The address' path, still percent-encoded.
 * @returns {string | null} `null` for an address with no file, and for one that climbs out of its folder.
 */
function fileOf(path) {
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
 * @param {string} path
 * @returns {Promise<Answer>}
 */
async function answerWithFile(path) {
  const file = fileOf(path);
  const type = file && TYPES[extname(file)];
  const body = type ? await readFile(file).catch(() => null) : null;
  if (body === null) return { status: 404, type: 'text/plain; charset=utf-8', body: 'There is nothing here.\n' };
  return { status: 200, type, body };
}

/**
 * Serves the demo on this machine only.
 *
 * @param {{ port?: number, latency?: number }} [options] - Port 0, the default, takes any free one. `latency` is how long
 *   each answer waits, in milliseconds: it shows what a page does on a slow line.
 * @returns {Promise<DemoServer>}
 * @throws {Error} With code `EADDRINUSE` when the port is taken.
 */
export async function serveDemo({ port = 0, latency = 0 } = {}) {
  const keys = await makeDemoKeys();
  const documents = {
    '/zephr.json': JSON.stringify(makeDemoConfig(keys.publicKeyPem), null, 2),
    // For the token bench alone. A real private key never leaves the identity provider.
    '/demo-key.json': JSON.stringify(keys.demoOnlyPrivateJwk, null, 2),
  };

  /** @returns {Promise<Answer>} */
  async function answer(method, path) {
    const page = providerPage(path);
    const allowed = page === null ? ['GET', 'HEAD'] : ['GET', 'HEAD', 'POST'];
    if (!allowed.includes(method)) {
      const headers = { Allow: allowed.join(', ') };
      return { status: 405, type: 'text/plain; charset=utf-8', body: 'This address can only be read.\n', headers };
    }
    if (page !== null) return { status: 200, type: TYPES['.html'], body: page };
    if (Object.hasOwn(documents, path)) return { status: 200, type: TYPES['.json'], body: documents[path] };
    return answerWithFile(path);
  }

  const server = createServer(async (request, response) => {
    // What a form sends is let go unread: no account is made here.
    request.resume();
    try {
      if (latency > 0) await sleep(latency);
      const path = request.url.split(/[?#]/, 1)[0];
      const { status, type, body, headers } = await answer(request.method, path);
      response.writeHead(status, {
        ...HEADERS,
        ...headers,
        'Content-Type': type,
        'Content-Length': Buffer.byteLength(body),
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    } catch {
      response.writeHead(500, HEADERS).end();
    }
  });

  await new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', done);
  });

  return {
    url: `http://localhost:${server.address().port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
