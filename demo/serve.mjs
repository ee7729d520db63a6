import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import { makeBlocksConfig, TIDES } from './blocks-config.mjs';
import { makeAppConfig } from './app-config.mjs';
import { makeDemoConfig } from './demo-config.mjs';
import { findFile, TYPES } from './find-file.mjs';
import { makeKeyPair } from './make-key-pair.mjs';
import { makeMeteredConfig } from './metered-config.mjs';
import { openPreviews } from './open-previews.mjs';
import { isProviderPage, providerPage } from './provider-page.mjs';
import { renderConsolePage } from './render-console-page.mjs';
import { renderBlocksPage } from './render-blocks-page.mjs';
import { galleryConfig, renderGalleryPage } from './render-gallery-page.mjs';
import { isAppPage, renderAppPage } from './render-app-page.mjs';
import { isMeteredPage, renderMetered, SECTION_CONFIG } from './render-metered.mjs';
import { CONFIGS, PATHS, renderPage } from './render-page.mjs';
import { renderSealedPage, SEALED_CONFIG, SEALED_PAGE } from './render-sealed.mjs';
import { renderZonesPage } from './render-zones-page.mjs';
import { makeSealedConfig } from './sealed-config.mjs';
import { ALL, readSettings, toJwt } from './settings.mjs';
import { signToken } from './sign-as-provider.mjs';
import { SECRET, startEndpoint } from './start-endpoint.mjs';
import { makeZonesConfig } from './zones-config.mjs';

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

/** The reader whose account the form of a wall makes. */
const NEW_READER = { sub: 'new-reader' };

/** Empties the endpoint's counts; for the button of the metered section. */
const START_OVER = '/metered/start-over';

/**
 * A running demo. `setEndpoint` makes its endpoint behave otherwise, and `note` says in a line what is other than
 * usual.
 *
 * @typedef {object} DemoServer
 * @property {string} url
 * @property {string | undefined} note
 * @property {(state: import('./start-endpoint.mjs').EndpointState) => void} setEndpoint
 * @property {() => Promise<void>} close
 */
/** @typedef {{ status?: number, type: string, body: string | Buffer, headers?: Record<string, string> }} Answer */

/** @returns {Answer} */
function plain(status, text, headers) {
  return { status, type: 'text/plain; charset=utf-8', body: `${text}\n`, headers };
}

/** @returns {Answer} */
function json(value) {
  return { type: TYPES['.json'], body: JSON.stringify(value, null, 2) };
}

/** @returns {Answer} */
function html(body) {
  return { type: TYPES['.html'], body };
}

/** Whether the request has a token. If so, the page comes with "Sign out". */
function hasToken(cookies = '') {
  return cookies.split('; ').some((cookie) => /^blaize_jwt=./.test(cookie));
}

/** Whether a page of the demo asks, by an address of this machine: the address of the console ends with its key. */
function isOwn({ host = '', 'sec-fetch-site': site = 'none' }) {
  return /^(?:localhost|127\.0\.0\.1):\d+$/.test(host) && (site === 'none' || site === 'same-origin');
}

/**
 * Answers what belongs to the tutorial in the console: the page beside it, its config, and the way to the console.
 *
 * @param {Awaited<ReturnType<typeof import('./open-console.mjs').openConsole>> | null} opened
 * @param {import('node:http').IncomingHttpHeaders} headers
 * @returns {Promise<Answer | null>} `null` for another path.
 */
async function answerTutorial(path, opened, headers) {
  if (path !== '/tutorial' && !path.startsWith('/tutorial/')) return null;
  if (opened === null) return plain(404, 'The console runs with the demo that "npm start" starts.');
  if (path === '/tutorial') return html(await renderConsolePage());
  if (path === '/tutorial/zephr.json') return { type: TYPES['.json'], body: await opened.readConfig() };
  if (path !== '/tutorial/console') return plain(404, 'There is nothing here.');
  if (!isOwn(headers)) return plain(403, 'Only pages of the demo lead to the console.');
  return { ...plain(303, 'The console'), headers: { Location: opened.address } };
}

/**
 * The answers of the newspaper's own site: everything but the endpoint.
 *
 * @param {Awaited<ReturnType<typeof startEndpoint>>} endpoint
 * @param {Parameters<typeof answerTutorial>[1]} opened
 * @param {{ kid: string, key: string }[]} sealKeys
 * @returns {Promise<(request: import('node:http').IncomingMessage) => Promise<Answer>>}
 */
async function makeSite(endpoint, opened, sealKeys) {
  const { publicKey, privateKey } = await makeKeyPair();
  const privateJwk = await crypto.subtle.exportKey('jwk', privateKey);
  const previews = await openPreviews();
  const frontPage = (jwt) => ({ ...makeDemoConfig(jwt), preview: { publicKey: previews.publicKey } });
  const sealedConfig = makeSealedConfig({ ...endpoint.addressFor(ALL), ...toJwt(ALL) });
  // The same file for every reader: the endpoint alone tells them apart.
  const sealedPage = await renderSealedPage(sealedConfig, sealKeys);

  /**
   * @type {Record<string, (settings: import('./settings.mjs').Setting[], query: URLSearchParams) => Answer |
   * Promise<Answer>>}
   */
  const routes = {
    [PATHS['shared-secret']]: async (settings) => html(await renderPage('shared-secret', settings)),
    [PATHS['public-key']]: async (settings) => html(await renderPage('public-key', settings)),
    [CONFIGS['shared-secret']]: (settings) => json(frontPage({ ...endpoint.addressFor(settings), ...toJwt(settings) })),
    [CONFIGS['public-key']]: (settings) =>
      json(
        frontPage({
          publicKey,
          algorithms: ['ES256'],
          // A record comes from an endpoint, and this page has none.
          ...toJwt(settings.filter((name) => name !== 'userStore')),
        }),
      ),
    // The section has all of the tutorial's settings on, whatever a visitor has switched.
    [SECTION_CONFIG]: () => json(makeMeteredConfig({ ...endpoint.addressFor(ALL), ...toJwt(ALL) })),
    [SEALED_PAGE]: () => html(sealedPage),
    [SEALED_CONFIG]: () => json(sealedConfig),
    '/zones': async (_settings, query) => html(await renderZonesPage(query.get('show'))),
    '/zones.json': () => json(makeZonesConfig(makeDemoConfig({}).components)),
    '/gallery': (_settings, query) => {
      const page = renderGalleryPage(query);
      return page === null ? plain(404, 'There is no specimen of that name.') : html(page);
    },
    '/gallery.json': (_settings, query) => json(galleryConfig(query.get('lang'))),
    '/blocks': () => html(renderBlocksPage()),
    '/blocks.json': () => json(makeBlocksConfig(makeDemoConfig({}).components)),
    '/blocks/tides.html': () => html(TIDES),
    '/app.json': () => json(makeAppConfig(makeDemoConfig({}).components)),
    // For the token bench alone. A real private key never leaves the identity provider.
    '/demo-key.json': () => json(privateJwk),
  };

  return async ({ url, method, headers }) => {
    const { cookie, referer } = headers;
    const [path, query] = url.split(/[?#]/);
    if (path === START_OVER) {
      if (method !== 'POST') return plain(405, 'This address takes POST.', { Allow: 'POST' });
      endpoint.startOver();
      return plain(200, 'Nothing is counted any more.');
    }
    const isProviders = isProviderPage(path);
    const allowed = isProviders ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD'];
    if (!allowed.includes(method)) return plain(405, 'This address can only be read.', { Allow: allowed.join(', ') });
    if (path === '/register' && method === 'POST') {
      const isKeyPage = URL.canParse(referer ?? '') && new URL(referer).pathname === PATHS['public-key'];
      const token = await signToken(NEW_READER, isKeyPage ? privateKey : SECRET);
      const cookieOfReader = `blaize_jwt=${token}; Path=/; SameSite=Lax`;
      return { ...html(providerPage(path, referer, true)), headers: { 'Set-Cookie': cookieOfReader } };
    }
    if (isProviders) return html(providerPage(path, referer));
    const tutorial = await answerTutorial(path, opened, headers);
    if (tutorial) return tutorial;
    if (path === '/preview') {
      if (!isOwn(headers)) return plain(403, 'Previews are made for pages of the demo.');
      const { body } = await routes[CONFIGS['shared-secret']](readSettings(cookie));
      const link = await previews.makeLink(body, `http://${headers.host}`);
      return { ...plain(303, 'The preview'), headers: { Location: link } };
    }
    if (isAppPage(path)) return html(await renderAppPage());
    if (isMeteredPage(path)) return html(await renderMetered(path, hasToken(cookie)));
    if (Object.hasOwn(routes, path)) return routes[path](readSettings(cookie), new URLSearchParams(query));
    return (await findFile(path)) ?? plain(404, 'There is nothing here.');
  };
}

/**
 * Serves the demo on this machine only: the newspaper, and the endpoint beside it.
 *
 * @param {{ port?: number, latency?: number, opened?: Parameters<typeof answerTutorial>[1] }} [options] - Port 0, the default, takes any free one. `latency` is how long
 *   each answer waits, in milliseconds: it shows what a page does on a slow line. `opened` is the console of the
 *   tutorial; without it there is none.
 * @returns {Promise<DemoServer>}
 * @throws {Error} With code `EADDRINUSE` when the port is taken.
 */
export async function serveDemo({ port = 0, latency = 0, opened = null } = {}) {
  // A real key stays for as long as there are pages that it sealed.
  const sealKeys = [{ kid: '1', key: randomBytes(32).toString('base64url') }];
  const endpoint = await startEndpoint(sealKeys);
  const answer = await makeSite(endpoint, opened, sealKeys);

  const server = createServer(async (request, response) => {
    try {
      if (latency > 0) await sleep(latency);
      if (endpoint.takes(request)) return await endpoint.answer(request, response);
      // The body of a form is not read: no account is made here.
      request.resume();
      const { status = 200, type, body, headers } = await answer(request);
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

  try {
    await new Promise((done, failed) => {
      server.once('error', failed);
      server.listen(port, '127.0.0.1', done);
    });
  } catch (error) {
    await endpoint.close();
    throw error;
  }

  return {
    url: `http://localhost:${server.address().port}`,
    note: endpoint.note,
    setEndpoint: endpoint.become,
    async close() {
      await new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
      await endpoint.close();
    },
  };
}
