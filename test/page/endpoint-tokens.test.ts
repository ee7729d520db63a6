/** Tokens that the endpoint verifies for a page. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  configWithFeatures,
  configWithJwt,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  type PageVisit,
  WALLED,
} from '../support/bare-page.js';
import { mountEndpoint } from '../support/mount-endpoint.js';
import { signToken } from '../support/sign-token.js';
import { GOLD, aSecretToken, withEndpoint } from '../support/endpoint-page.js';

const { visit } = useBrowser();
const visitWithEndpoint = withEndpoint(visit);

/** Names of the chunks that a page has asked for, but those that it asks for before it knows of an endpoint, or always. */
const chunksOf = ({ requests }: PageVisit): string[] =>
  [...new Set(requests.flatMap(({ path }) => /^\/chunks\/(.*)\.js$/.exec(path)?.[1] ?? []))]
    .filter((name) => name !== 'live' && name !== 'verify')
    .sort();

suite('a token signed with the shared secret', TOGETHER, () => {
  test('makes a customer, and the page loads no keys and no walls for it', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD });

    assert.deepEqual(
      [await reader.token(), await reader.shows('articles'), await reader.shows('videos'), chunksOf(reader)],
      ['valid', 'shown', 'shown', ['ask']],
    );
  });

  test('is posted once for a page of many features, and never in an address', async () => {
    await using reader = await visitWithEndpoint({
      token: GOLD,
      html: aPage(Array.from({ length: 30 }, (_, index) => place(index % 2 ? 'articles' : 'videos')).join('')),
    });

    assert.deepEqual(
      reader.endpoint.asked.map(({ route, body, cookies }) => [route, body, cookies]),
      [['verify', { token: GOLD }, undefined]],
    );
    assert.ok(reader.requests.every(({ path, referer = '' }) => !`${path}${referer}`.includes(GOLD.slice(0, 20))));
  });

  test('of another secret leaves the reader anonymous', async () => {
    const forged = signToken({ alg: 'HS256', secret: 'guess', claims: { sub: '1', prod: 'gold' } });
    await using reader = await visitWithEndpoint({ token: forged });

    assert.deepEqual([await reader.token(), await reader.shows('articles')], ['invalid: signature', WALLED]);
  });

  test('that has expired leaves the reader anonymous, with the reason', async () => {
    await using reader = await visitWithEndpoint({ token: aSecretToken({ prod: 'gold', exp: 1_600_000_000 }) });

    assert.deepEqual([await reader.token(), await reader.shows('articles')], ['expired: expired', WALLED]);
  });

  test('is not asked about in a page without a token', async () => {
    await using reader = await visitWithEndpoint();

    assert.deepEqual([await reader.token(), reader.endpoint.asked.length, chunksOf(reader)], ['none', 0, ['walls']]);
  });

  test('brings the record of the user store to rules and to walls', async () => {
    const city = { type: 'user-attribute', attribute: 'city', condition: 'equals', value: 'Ulm' };
    const hello = { content: 'hide', components: ['hello'] };
    const config = configWithFeatures(
      { articles: alwaysDoes({ ...city, yes: hello, no: 'show' }) },
      {
        jwt: {
          verifyEndpoint: '/zephr/verify',
          userMapping: { foreignUserIdProperty: 'sub' },
          userStore: { foreignKeySystem: 'crm' },
        },
        components: { hello: { type: 'custom-block', html: '<p>Hello {{user.name}} of {{user.city}}</p>' } },
      },
    );
    await using reader = await visitWithEndpoint({
      config,
      html: aPage(place('articles')),
      token: GOLD,
      users: { 'crm 1234567890': { city: 'Ulm', name: 'reader of the store' } },
    });
    const { foreignKeySystem, user } = await reader.identity();

    assert.deepEqual([foreignKeySystem, user], ['crm', { city: 'Ulm', name: 'reader of the store' }]);
    assert.match(
      await reader.page.$eval('zephr-custom-block', (block) => (block as HTMLElement).innerText),
      /Hello reader of the store of Ulm/,
    );
  });

  test('of a reader without a record makes them registered', async () => {
    await using reader = await visitWithEndpoint({
      token: aSecretToken({}),
      jwt: { userStore: { foreignKeySystem: 'crm' } },
    });

    assert.deepEqual([(await reader.identity()).user, await reader.shows('articles')], [null, 'walled paywall']);
  });
});

suite('a cookie that scripts cannot read', TOGETHER, () => {
  const httpOnly = (token: string): { name: string; value: string; httpOnly: boolean } => ({
    name: 'blaize_jwt',
    value: token,
    httpOnly: true,
  });

  test('makes a customer with credentials', async () => {
    await using reader = await visitWithEndpoint({ cookies: [httpOnly(GOLD)], jwt: { credentials: true } });

    assert.deepEqual(
      [await reader.token(), await reader.shows('articles'), reader.endpoint.asked[0]?.body],
      ['valid', 'shown', {}],
    );
  });

  test('leaves the reader anonymous without it', async () => {
    await using reader = await visitWithEndpoint({ cookies: [httpOnly(GOLD)] });

    assert.deepEqual([await reader.token(), reader.endpoint.asked.length], ['none', 0]);
  });

  test('is found after a login that the page did by itself', async () => {
    await using reader = await visitWithEndpoint({ jwt: { credentials: true } });
    const before = await reader.token();
    await reader.setCookies([httpOnly(GOLD)]);
    await reader.page.evaluate(() => window.Zephr.refresh());

    assert.deepEqual([before, await reader.token(), await reader.shows('articles')], ['none', 'valid', 'shown']);
  });
});

suite('an endpoint of another origin', TOGETHER, () => {
  for (const [says, allowed, credentials] of [
    ['answers a page that it names', true, false],
    ['answers a page that it names, cookies and all', true, true],
    ['is out of reach for a page that it does not name', false, false],
  ] as const) {
    test(says, async () => {
      const elsewhere = await visit({ settle: false, html: aPage('', '') });
      try {
        const config = configWithJwt({ verifyEndpoint: `${elsewhere.server.origin}/zephr/verify`, credentials });
        await using reader = await visit({ config, settle: false, html: aPage(place('articles'), '') });
        const endpoint = mountEndpoint({ config, allowedOrigins: allowed ? [reader.server.origin] : [] });
        for (const [path, route] of Object.entries(endpoint.routes)) elsewhere.server.route(path, route);
        await reader.page.evaluate((token) => void (document.cookie = `blaize_jwt=${token}`), GOLD);
        reader.server.route('/', (_request, response) => {
          response.writeHead(200, { 'content-type': 'text/html' }).end(aPage(place('articles'), SCRIPT));
        });
        await reader.page.reload({ waitUntil: 'domcontentloaded' });
        await reader.settled();

        assert.equal(await reader.token(), allowed ? 'valid' : 'unreachable: network');
      } finally {
        await elsewhere[Symbol.asyncDispose]();
      }
    });
  }
});
