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
  type VisitWish,
} from '../support/bare-page.js';
import { createGifts } from '../../src/endpoint/gifts/create-gifts.js';
import { mountEndpoint, type Fate, type MountedEndpoint } from '../support/mount-endpoint.js';
import { aKeyPair, signToken } from '../support/sign-token.js';

const { visit } = useBrowser();

const signing = aKeyPair('P-256', 'endpoint');
const signingKey = signing.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
const WALLED = 'walled registration-wall';

/** A token of the tutorial: signed with the shared secret. */
const aSecretToken = (claims: Readonly<Record<string, unknown>> = { prod: 'gold' }): string =>
  signToken({ alg: 'HS256', secret: 'secret', claims: { sub: '1234567890', ...claims } });
const GOLD = aSecretToken();

interface Wish extends VisitWish {
  readonly jwt?: Readonly<Record<string, unknown>>;
  readonly fate?: (count: number) => Fate;
  readonly users?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Opens a page whose tokens an endpoint of the same origin verifies. */
async function visitWithEndpoint({ jwt, fate, users, ...wish }: Wish = {}): Promise<
  PageVisit & { readonly endpoint: MountedEndpoint }
> {
  const config = wish.config ?? configWithJwt({ verifyEndpoint: '/zephr/verify', ...jwt });
  const endpoint = mountEndpoint({
    config,
    signingKey,
    users: { find: (system, id) => users?.[`${system} ${id}`] ?? null },
  });
  if (fate) endpoint.fate = fate;
  const reader = await visit({ ...wish, config, routes: { ...endpoint.routes, ...wish.routes } });
  return Object.assign(reader, { endpoint });
}

/** Names of the chunks that a page has asked for, but those that it asks for before it knows of an endpoint, or always. */
const chunksOf = ({ requests }: PageVisit): string[] =>
  [...new Set(requests.flatMap(({ path }) => /^\/chunks\/(.*)\.mjs$/.exec(path)?.[1] ?? []))]
    .filter((name) => name !== 'live' && name !== 'verify')
    .sort();

const kept = (reader: PageVisit): Promise<Record<string, string>> => reader.page.evaluate(() => ({ ...localStorage }));

const waitForState = (reader: PageVisit, state: string): Promise<unknown> =>
  reader.page.waitForSelector(`zephr-feature[feature="articles"][state="${state}"]`, { timeout: 5000 });

suite('a token signed with the shared secret', TOGETHER, () => {
  test('makes a customer, and the page loads no keys and no walls for it', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD });

    assert.deepEqual(
      [await reader.token(), await reader.shows('articles'), await reader.shows('videos'), chunksOf(reader)],
      ['valid', 'shown', 'shown', ['ask']],
    );
  });

  test('is posted once for a page of many features, and stands in no address', async () => {
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

  test('of another secret makes nobody', async () => {
    const forged = signToken({ alg: 'HS256', secret: 'guess', claims: { sub: '1', prod: 'gold' } });
    await using reader = await visitWithEndpoint({ token: forged });

    assert.deepEqual([await reader.token(), await reader.shows('articles')], ['invalid: signature', WALLED]);
  });

  test('that is over makes nobody, and the page knows that it was one', async () => {
    await using reader = await visitWithEndpoint({ token: aSecretToken({ prod: 'gold', exp: 1_600_000_000 }) });

    assert.deepEqual([await reader.token(), await reader.shows('articles')], ['expired: expired', WALLED]);
  });

  test('is not asked about where there is none', async () => {
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

  test('of a reader whom the store does not know makes him registered', async () => {
    await using reader = await visitWithEndpoint({
      token: aSecretToken({}),
      jwt: { userStore: { foreignKeySystem: 'crm' } },
    });

    assert.deepEqual([(await reader.identity()).user, await reader.shows('articles')], [null, 'walled paywall']);
  });
});

suite('the next page view', TOGETHER, () => {
  const jwt = { endpointKey: signing.spki };

  test('decides by the assertion, and asks nobody', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD, jwt });
    await reader.page.reload({ waitUntil: 'domcontentloaded' });
    await reader.settled();

    assert.deepEqual(
      [await reader.token(), await reader.shows('articles'), reader.endpoint.asked.length],
      ['valid', 'shown', 1],
    );
  });

  test('of another reader with the same browser asks for him', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD, jwt });
    await reader.setCookies([{ name: 'blaize_jwt', value: aSecretToken({ sub: 'reader-2' }) }]);
    await reader.page.reload({ waitUntil: 'domcontentloaded' });
    await reader.settled();

    assert.deepEqual(
      // The page before has noticed the other cookie too, and may have asked until it was left.
      [(await reader.identity()).foreignUserId, await reader.shows('articles'), reader.endpoint.asked.length > 1],
      ['reader-2', 'walled paywall', true],
    );
  });

  test('after signing out is an anonymous one', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD, jwt });
    await reader.setCookies([]);
    await reader.page.reload({ waitUntil: 'domcontentloaded' });
    await reader.settled();

    assert.deepEqual([await reader.token(), await reader.shows('articles')], ['none', WALLED]);
  });

  test('without a key of the endpoint asks again, and nothing is stored', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD });
    await reader.page.reload({ waitUntil: 'domcontentloaded' });
    await reader.settled();

    assert.deepEqual([reader.endpoint.asked.length, await kept(reader)], [2, {}]);
  });

  test('keeps nothing but what the endpoint signed', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD, jwt });
    const stored = await kept(reader);

    assert.deepEqual(Object.keys(stored), ['zephr-assertion']);
    assert.equal(stored['zephr-assertion']!.split('.').length, 3);
  });

  const claims = { sub: '1234567890', prod: 'gold' };
  const written: Readonly<Record<string, string>> = {
    'claims of his own': JSON.stringify({ ok: true, claims }),
    'a token of another secret': signToken({ alg: 'HS256', secret: 'guess', claims }),
    'an assertion signed by himself': signToken({
      key: aKeyPair('P-256', 'reader'),
      header: { typ: 'zephr-assertion+jwt' },
      claims: { aud: 'zephr-onpage', exp: 4_000_000_000, claims },
    }),
  };
  for (const [says, text] of Object.entries(written)) {
    test(`of a reader who wrote ${says} into his storage, the endpoint out of reach, is an anonymous one`, async () => {
      await using reader = await visitWithEndpoint({
        token: aSecretToken({}),
        jwt,
        fate: () => ({ status: 503 }),
        before: `localStorage.setItem('zephr-assertion', ${JSON.stringify(text)})`,
      });

      assert.deepEqual([await reader.token(), await reader.shows('articles')], ['unreachable: network', WALLED]);
    });
  }

  test('with blocked storage asks, and goes on as ever', async () => {
    await using reader = await visitWithEndpoint({
      token: GOLD,
      jwt,
      before: `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } })`,
    });

    assert.deepEqual([await reader.token(), await reader.shows('articles')], ['valid', 'shown']);
  });
});

suite('an endpoint in trouble', TOGETHER, () => {
  test('that fails once is asked a second time, and nobody notices', async () => {
    await using reader = await visitWithEndpoint({
      token: GOLD,
      fate: (count) => (count === 1 ? { status: 502 } : 'answers'),
    });

    assert.deepEqual(
      [await reader.token(), await reader.shows('articles'), await reader.faults()],
      ['valid', 'shown', []],
    );
  });

  test('that is down leaves the reader anonymous and the page working', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD, fate: () => 'breaks' });

    assert.deepEqual(
      [await reader.token(), await reader.shows('articles'), await reader.faults(), reader.endpoint.asked.length],
      ['unreachable: network', WALLED, ['endpoint-unreachable /jwt/verifyEndpoint'], 2],
    );
  });

  test('that answers late takes the wall away by itself', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD, fate: () => ({ after: 2500 }), settle: false });
    await waitForState(reader, 'walled');
    const early = await reader.token();
    await waitForState(reader, 'shown');

    assert.deepEqual([early, await reader.token()], ['unreachable: timeout', 'valid']);
  });

  test('that comes back is asked when the reader comes back to the page', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD, fate: () => ({ status: 500 }) });
    reader.endpoint.fate = () => 'answers';
    const other = await reader.context.newPage();
    await other.bringToFront();
    await reader.page.bringToFront();
    // A browser without a window has no tab in the background.
    await reader.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await waitForState(reader, 'shown');

    assert.equal(await reader.token(), 'valid');
  });

  test('that comes back is asked when the browser is online again', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD, fate: () => 'breaks' });
    reader.endpoint.fate = () => 'answers';
    await reader.page.setOfflineMode(true);
    await reader.page.setOfflineMode(false);
    await waitForState(reader, 'shown');

    assert.equal(await reader.token(), 'valid');
  });

  test('redirects are not followed: the token goes to nobody else', async () => {
    let elsewhere = 0;
    await using reader = await visitWithEndpoint({
      token: GOLD,
      routes: {
        '/zephr/verify': (_request, response) => void response.writeHead(307, { location: '/elsewhere' }).end(),
        '/elsewhere': (_request, response) => {
          elsewhere++;
          response.end('{}');
        },
      },
    });

    assert.deepEqual([await reader.token(), elsewhere], ['unreachable: network', 0]);
  });

  test('whose file does not arrive leaves the token unreachable', async () => {
    await using reader = await visitWithEndpoint({
      token: GOLD,
      routes: { '/chunks/ask.mjs': (_request, response) => void response.writeHead(404).end() },
    });

    assert.deepEqual(
      [await reader.token(), await reader.shows('articles'), await reader.faults()],
      ['unreachable: network', WALLED, ['chunk-unreachable']],
    );
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

  test('makes nobody without', async () => {
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

suite('places and gifts', TOGETHER, () => {
  const SOLD = { id: 'sold', content: 'hide', components: ['register'] };
  const inBelgium = { type: 'country', condition: 'equals', value: 'BE', yes: 'show', no: SOLD };
  const isGift = { type: 'gift', yes: 'show', no: SOLD };
  const config = (step: unknown): Record<string, unknown> =>
    configWithFeatures({ articles: alwaysDoes(step) }, { jwt: { verifyEndpoint: '/zephr/verify' } });
  const html = aPage(place('articles'));

  test('the country comes from the endpoint before the page decides', async () => {
    await using reader = await visitWithEndpoint({
      config: config(inBelgium),
      html,
      routes: { '/zephr/facts': (_request, response) => void response.end('{"country":"BE","city":"Gent"}') },
    });

    assert.deepEqual([await reader.shows('articles'), reader.endpoint.asked.length], ['shown', 0]);
  });

  test('a country that comes late takes the wall away', async () => {
    await using reader = await visitWithEndpoint({
      config: config(inBelgium),
      html,
      settle: false,
      routes: {
        '/zephr/facts': (_request, response) => void setTimeout(() => response.end('{"country":"BE"}'), 2500),
      },
    });
    await waitForState(reader, 'walled');
    await waitForState(reader, 'shown');
  });

  test('what the site’s own code says goes before', async () => {
    await using reader = await visitWithEndpoint({
      config: config(inBelgium),
      html: aPage(place('articles'), `${SCRIPT}<script>Zephr.provideFacts({ country: 'BE' })</script>`),
      routes: { '/zephr/facts': (_request, response) => void response.end('{"country":"FR"}') },
    });

    assert.equal(await reader.shows('articles'), 'shown');
  });

  test('nobody is asked for a place that no rule needs', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD });

    assert.deepEqual(
      reader.endpoint.asked.map(({ route }) => route),
      ['verify'],
    );
  });

  test('an address without a gift is none, and nobody is asked', async () => {
    await using reader = await visitWithEndpoint({ config: config(isGift), html });

    assert.deepEqual([await reader.shows('articles'), reader.endpoint.asked.length], [WALLED, 0]);
  });

  test('a gift opens its page for the first session that comes with it, and for no other', async () => {
    const gift = await createGifts({ signingKey }).mint('/story');
    await using reader = await visitWithEndpoint({ config: config(isGift), html, path: `/story?gift=${gift}` });
    const first = await reader.shows('articles');
    await reader.page.reload({ waitUntil: 'domcontentloaded' });
    await reader.settled();
    const again = await reader.shows('articles');
    const tab = await reader.context.newPage();
    await tab.goto(reader.page.url());
    const other = await tab.evaluate(async () => (await window.Zephr.decide('articles')).outcomeId);

    assert.deepEqual([first, again, other], ['shown', 'shown', 'sold']);
  });

  test('a gift opens no other page', async () => {
    const gift = await createGifts({ signingKey }).mint('/story');
    await using reader = await visitWithEndpoint({ config: config(isGift), html, path: `/other?gift=${gift}` });

    assert.equal(await reader.shows('articles'), WALLED);
  });

  test('a gift that is none opens nothing', async () => {
    await using reader = await visitWithEndpoint({ config: config(isGift), html, path: '/?gift=made-up' });

    assert.deepEqual(
      [await reader.shows('articles'), reader.endpoint.asked.map(({ route }) => route)],
      [WALLED, ['gift']],
    );
  });

  test('a gift and the id of the session reach no server that the endpoint redirects to', async () => {
    let elsewhere = 0;
    await using reader = await visitWithEndpoint({
      config: config(isGift),
      html,
      path: '/?gift=a-gift-token',
      routes: {
        '/zephr/gift': (_request, response) => void response.writeHead(307, { location: '/elsewhere' }).end(),
        '/elsewhere': (_request, response) => {
          elsewhere++;
          response.end('{"valid":true}');
        },
      },
    });

    assert.deepEqual([await reader.shows('articles'), elsewhere], [WALLED, 0]);
  });
});
