/** A `<base>` that leads to another origin, which markup without any script can inject: no address follows it. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import {
  aPage,
  aToken,
  configWithJwt,
  exampleConfig,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  WALLED,
  type PageVisit,
} from '../support/bare-page.js';
import { serve, type Route, type TestServer } from '../support/serve.js';

const { visit } = useBrowser();

/** A server of another origin that answers every path as a site would, and notes what it was sent. */
let elsewhere: TestServer;
const received: string[] = [];

before(async () => {
  elsewhere = await serve();
  const answer = (path: string, body: unknown): void =>
    elsewhere.route(path, (request, response) => {
      received.push(`${request.method} ${path}`);
      response.writeHead(request.method === 'OPTIONS' ? 204 : 200, {
        'access-control-allow-origin': request.headers.origin ?? '*',
        'access-control-allow-credentials': 'true',
        'access-control-allow-headers': 'content-type, accept',
        'content-type': 'application/json',
      });
      response.end(request.method === 'OPTIONS' ? '' : JSON.stringify(body));
    });
  answer('/zephr.json', { version: 1, features: { articles: {}, videos: {} } });
  answer('/zephr/verify', { ok: true, claims: { sub: 'somebody else', prod: 'gold' }, user: null });
  answer('/zephr/facts', { country: 'XX' });
  answer('/jwks.json', { keys: [] });
  answer('/register', {});
  answer('/block.html', {});
  answer('/analytics', {});
});

after(() => elsewhere.close());

/** The page's own endpoint: it believes no token. */
const refuse: Route = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ ok: false, reason: 'signature' }));
};

/** The script tag, with the whole address of the script. */
const WHOLE = `<script>
  document.write('<script src="' + location.origin + '/zephr.js" data-config="/zephr.json"><' + '/script>');
</script>`;

/** Where the foreign base is in the document. */
const PLACES: Readonly<Record<string, (base: string, body: string) => string>> = {
  // A script without a whole address would come from elsewhere itself.
  'before the script': (base, body) => aPage(body, base + WHOLE),
  'behind the script': (base, body) => aPage(body, SCRIPT + base),
  'in the body': (base, body) => aPage(`<div>${base}</div>${body}`),
  'at the end of the body': (base, body) => aPage(`${body}<div>${base}</div>`),
  'behind an element named baseURI': (base, body) => aPage(`<img name="baseURI">${base}${body}`),
};

/** Takes what another server received since it was asked last. */
const takeReceived = (): string[] => received.splice(0).filter((line) => !line.includes('.mjs'));

const aBase = (): string => `<base href="${elsewhere.origin}/">`;

for (const [says, aDocument] of Object.entries(PLACES)) {
  suite(`a foreign <base> ${says}`, () => {
    test('leaves the config and the reader as they are', async () => {
      takeReceived();
      await using reader = await visit({
        html: aDocument(aBase(), place('articles')),
        config: configWithJwt({ verifyEndpoint: '/zephr/verify' }),
        token: aToken(),
        routes: { '/zephr/verify': refuse },
      });

      assert.deepEqual(
        [await reader.token(), await reader.shows('articles'), takeReceived()],
        ['invalid: signature', WALLED, []],
      );
    });

    test('leaves the key set as it is', async () => {
      takeReceived();
      await using reader = await visit({
        html: aDocument(aBase(), place('articles')),
        config: configWithJwt({ jwksUrl: '/jwks.json' }),
        token: aToken({}),
        routes: { '/jwks.json': (_request, response) => void response.writeHead(503).end() },
      });

      assert.deepEqual([await reader.shows('articles'), takeReceived()], [WALLED, []]);
    });

    test('leaves form and links of a wall as they are', async () => {
      takeReceived();
      await using reader = await visit({
        html: aDocument(aBase(), place('articles')),
        config: configWithLinks(),
        routes: { '/register': (_request, response) => void response.writeHead(204).end() },
      });
      const own = reader.server.origin;
      const sent = reader.page.waitForRequest((request) => request.method() === 'POST');
      await register(reader);
      await sent;

      assert.deepEqual(
        [await addressesOf(reader), reader.requests.some(({ path }) => path === '/register'), takeReceived()],
        [[`${own}/register`, `${own}/login?to=${encodeURIComponent(`${own}/`)}`, `${own}/terms`], true, []],
      );
    });
  });
}

suite('a foreign <base> that comes late', TOGETHER, () => {
  test('leads no later request away', async () => {
    takeReceived();
    await using reader = await visit({
      html: aPage(place('articles')),
      config: configWithJwt({ verifyEndpoint: '/zephr/verify' }),
      token: aToken(),
      routes: { '/zephr/verify': refuse },
    });
    await reader.page.evaluate(async (base) => {
      document.body.insertAdjacentHTML('afterbegin', base);
      await window.Zephr.refresh();
    }, aBase());

    assert.deepEqual([await reader.token(), takeReceived()], ['invalid: signature', []]);
  });

  test('leads no form away that the browser sends itself', async () => {
    takeReceived();
    await using reader = await visit({
      html: aPage(place('articles')),
      config: configWithLinks({ submit: 'form' }),
      routes: { '/register': '<!doctype html><title>Registered</title>' },
    });
    await reader.page.evaluate((base) => void document.body.insertAdjacentHTML('afterbegin', base), aBase());
    await Promise.all([reader.page.waitForNavigation(), register(reader)]);

    assert.deepEqual([reader.page.url(), takeReceived()], [`${reader.server.origin}/register`, []]);
  });
});

suite('a <base> of the page itself', TOGETHER, () => {
  test('counts for addresses that are relative', async () => {
    await using reader = await visit({
      html: aPage(
        place('articles'),
        '<base href="/section/"><script src="/zephr.js" data-config="zephr.json"></script>',
      ),
      config: null,
      routes: {
        '/section/zephr.json': (_request, response) =>
          void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(exampleConfig())),
      },
    });

    assert.equal(await reader.shows('articles'), WALLED);
  });
});

/** The example, whose registration wall has a link of each kind. */
function configWithLinks(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return exampleConfig({
    components: {
      register: {
        type: 'registration-wall',
        action: '/register',
        fields: [{ name: 'terms', type: 'consent', label: 'Terms', href: '/terms' }],
        signIn: { href: '/login', returnParameter: 'to' },
        ...changes,
      },
      subscribe: { type: 'paywall' },
      hello: { type: 'custom-block' },
    },
  });
}

/** The addresses to which the wall's form and links lead. */
function addressesOf(reader: PageVisit): Promise<string[]> {
  return reader.page.$eval('zephr-registration-wall', (wall) => {
    const root = wall.shadowRoot!;
    const links = [...root.querySelectorAll<HTMLAnchorElement>('a')].map((link) => link.href).sort();
    return [root.querySelector('form')!.action, ...links];
  });
}

/** Fills in the wall's form and submits it. */
function register(reader: PageVisit): Promise<void> {
  return reader.page.$eval('zephr-registration-wall', (wall) => {
    const root = wall.shadowRoot!;
    root.querySelector<HTMLInputElement>('[type=checkbox]')!.checked = true;
    // A form that the browser sends itself ends this page.
    setTimeout(() => root.querySelector<HTMLElement>('[type=submit]')!.click());
  });
}
