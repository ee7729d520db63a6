import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  aPage,
  aToken,
  exampleConfig,
  inMinutes,
  place,
  TOGETHER,
  useBrowser,
  type PageVisit,
  type VisitWish,
} from '../support/bare-page.js';
import type { Route } from '../support/serve.js';

const { visit } = useBrowser();

const GOLD = aToken({ prod: 'gold' });
const HTML = aPage(place('articles'));
/** Whole seconds from now. */
const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
const configWith = (jwt: object): Record<string, unknown> => {
  const example = exampleConfig();
  return { ...example, jwt: { ...(example['jwt'] as object), ...jwt } };
};

const kept = async (reader: PageVisit, chunk = 'live'): Promise<void> => {
  await reader.page.waitForFunction(
    (name) => performance.getEntriesByType('resource').some((entry) => entry.name.includes(`/${name}-`)),
    { timeout: 5000 },
    chunk,
  );
  await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
};
const shown = (page: PageVisit['page'], state: 'shown' | 'walled', timeout = 5000): Promise<unknown> =>
  page.waitForSelector(`zephr-feature[state=${state}]`, { timeout });
const open = (wish: VisitWish): Promise<PageVisit> => visit({ html: HTML, ...wish });

suite('the cookie', TOGETHER, () => {
  for (const [says, before, then] of [
    ['at once where the browser reports changes of cookies', '', ''],
    ['when the reader comes back, elsewhere', 'delete window.cookieStore', `dispatchEvent(new Event('focus'))`],
    [
      'when the tab is seen again, elsewhere',
      'delete window.cookieStore',
      `document.dispatchEvent(new Event('visibilitychange'))`,
    ],
  ] as const) {
    test(`of a login or logout in another tab counts here ${says}`, async () => {
      await using reader = await open({ before });
      await kept(reader);
      const tab = await reader.context.newPage();
      await tab.goto(reader.server.origin);
      await tab.evaluate((token) => (document.cookie = `blaize_jwt=${token}; path=/`), GOLD);
      await reader.page.bringToFront();
      await reader.page.evaluate(then);
      await shown(reader.page, 'shown');
      await tab.evaluate(() => (document.cookie = 'blaize_jwt=; path=/; max-age=0'));
      await reader.page.evaluate(then);
      await shown(reader.page, 'walled');
    });
  }

  test('counts here a moment later where it takes its time to get here from another tab', async () => {
    await using reader = await open({
      before: `delete window.cookieStore;
        const { get, set } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
        window.hasArrived = true;
        Object.defineProperty(Document.prototype, 'cookie', { set, get() { return hasArrived ? get.call(this) : ''; } });`,
    });
    await kept(reader);
    await reader.page.evaluate((token) => {
      document.cookie = `blaize_jwt=${token}; path=/`;
      Object.assign(window, { hasArrived: false });
      window.dispatchEvent(new Event('focus'));
      setTimeout(() => Object.assign(window, { hasArrived: true }), 100);
    }, GOLD);

    await shown(reader.page, 'shown');
  });

  test('of another name changes nothing', async () => {
    await using reader = await open({ token: GOLD });
    await kept(reader);
    await reader.forget();
    await reader.page.evaluate(() => {
      document.cookie = 'theme=dark; path=/';
      window.dispatchEvent(new Event('focus'));
    });
    await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 700)));

    assert.deepEqual(await reader.events(''), []);
  });

  test('that only the endpoint sees is asked about when the reader comes back', async () => {
    let asked = 0;
    const verify: Route = (_request, response) => {
      asked++;
      const answer =
        asked > 1 ? { ok: true, claims: { sub: '1', prod: 'gold' }, user: null } : { ok: false, reason: 'absent' };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    };
    await using reader = await open({
      config: configWith({ publicKey: undefined, verifyEndpoint: '/zephr/verify', credentials: true }),
      routes: { '/zephr/verify': verify },
    });
    await kept(reader);
    const before = await reader.shows('articles');
    await reader.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await shown(reader.page, 'shown');

    assert.equal(before, 'walled registration-wall');
  });
});

suite('a token that ends', TOGETHER, () => {
  for (const [says, jwt, tolerance] of [
    ['at its second', {}, 0],
    ['when the tolerance is over', { clockTolerance: 1 }, 1],
  ] as const) {
    test(`takes the content away ${says}`, async () => {
      const exp = inSeconds(4);
      await using reader = await open({ config: configWith(jwt), token: aToken({ prod: 'gold', exp }) });
      await kept(reader);
      const before = await reader.shows('articles');
      const at = await reader.page.evaluate(
        () =>
          new Promise<number>((done) =>
            window.Zephr.on('zephr-identity', ({ detail }) => detail.token.status === 'expired' && done(Date.now())),
          ),
      );
      await shown(reader.page, 'walled');
      const late = at - (exp + tolerance) * 1000;

      assert.equal(before, 'shown');
      assert.ok(late >= 0 && late < 900, `${late} ms late`);
    });
  }

  for (const [says, then] of [
    ['is seen again', `document.dispatchEvent(new Event('visibilitychange'))`],
    ['has the focus', `dispatchEvent(new Event('focus'))`],
    ['goes on', ''],
  ] as const) {
    test(`while the device sleeps takes the content away when the page ${says}`, async () => {
      await using reader = await open({
        token: aToken({ prod: 'gold', exp: inMinutes(60) }),
        before: 'window.ahead = 0; const now = Date.now; Date.now = () => now() + ahead;',
      });
      await kept(reader);
      await reader.page.evaluate(`ahead = 7_200_000; ${then}`);
      await shown(reader.page, 'walled', then ? 2000 : 8000);

      assert.equal(await reader.token(), 'expired: expired');
    });
  }

  test('in a hundred years takes nothing away', async () => {
    await using reader = await open({ token: aToken({ prod: 'gold', exp: inMinutes(52_560_000) }) });
    await kept(reader);
    await reader.forget();
    await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 300)));

    assert.deepEqual([await reader.shows('articles'), await reader.events('')], ['shown', []]);
  });
});

suite('renewal', TOGETHER, () => {
  /** A token that is to be renewed a second or two from now: in the last tenth of its life. */
  const nearlyOver = (claims: object = {}): string =>
    aToken({ prod: 'gold', iat: inSeconds(-52), exp: inSeconds(8), ...claims });
  /** An endpoint that renews, and what it was asked. */
  function aRenewal(answer: (asked: number) => { status?: number; body?: unknown; cookie?: string }) {
    const seen: { method: string; cookie: string }[] = [];
    const route: Route = (request, response) => {
      seen.push({ method: request.method ?? '', cookie: request.headers.cookie ?? '' });
      const { status = 200, body, cookie } = answer(seen.length);
      if (cookie) response.setHeader('set-cookie', cookie);
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(body === undefined ? '' : JSON.stringify(body));
    };
    return { seen, routes: { '/renew': route } };
  }
  const fresh = (): string => aToken({ prod: 'gold', exp: inMinutes(60) });
  const expiresAt = (page: PageVisit['page']): Promise<number | null> =>
    page.evaluate(async () => (await window.Zephr.identity()).token.expiresAt);
  const renewedIn = (page: PageVisit['page']): Promise<unknown> =>
    page.waitForFunction(async () => ((await window.Zephr.identity()).token.expiresAt ?? 0) > Date.now() + 600_000, {
      timeout: 8000,
      polling: 100,
    });

  for (const [says, answer] of [
    ['answers with a token', () => ({ body: { token: fresh() } })],
    ['sets the cookie', () => ({ cookie: `blaize_jwt=${fresh()}; path=/` })],
  ] as const) {
    test(`by an address that ${says} keeps the reader in, asked once for all tabs`, async () => {
      const { seen, routes } = aRenewal(answer);
      await using reader = await open({ config: configWith({ refresh: '/renew' }), token: nearlyOver(), routes });
      const tab = await reader.context.newPage();
      await tab.goto(reader.server.origin);
      await Promise.all([renewedIn(reader.page), renewedIn(tab)]);
      await new Promise((done) => setTimeout(done, 300));

      assert.deepEqual(
        seen.map(({ method, cookie }) => [method, cookie.startsWith('blaize_jwt=')]),
        [['POST', true]],
      );
      assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['shown', []]);
    });
  }

  for (const [says, value] of [
    ['option of start', 'option'],
    ['member of the config', 'member'],
  ] as const) {
    test(`by a function, as ${says}, keeps the reader in`, async () => {
      await using reader = await open({
        html: aPage(place('articles'), '<script src="/zephr.js" data-manual></script>'),
        token: nearlyOver(),
        settle: false,
      });
      await reader.page.evaluate(
        (config, how, token) => {
          const given = config as { jwt: object };
          const options = { refresh: Promise.resolve.bind(Promise, token) };
          return how === 'option'
            ? window.Zephr.start(given as never, options)
            : window.Zephr.start({ ...given, jwt: { ...given.jwt, ...options } } as never);
        },
        exampleConfig(),
        value,
        fresh(),
      );
      await renewedIn(reader.page);
    });
  }

  test('yields to the cookie when that changes: a logout counts', async () => {
    const { routes } = aRenewal(() => ({ body: { token: fresh() } }));
    await using reader = await open({ config: configWith({ refresh: '/renew' }), token: nearlyOver(), routes });
    await renewedIn(reader.page);
    await reader.page.evaluate(() => (document.cookie = 'blaize_jwt=; path=/; max-age=0'));
    await shown(reader.page, 'walled');

    assert.equal(await reader.token(), 'none');
  });

  test('of a token that had ended lets the reader in', async () => {
    const { seen, routes } = aRenewal(() => ({ body: { token: fresh() } }));
    await using reader = await open({
      config: configWith({ refresh: '/renew' }),
      token: aToken({ prod: 'gold', exp: inMinutes(-5) }),
      routes,
    });
    await shown(reader.page, 'shown');

    assert.equal(seen.length, 1);
  });

  test('is left to a session that is over, and asked about once', async () => {
    const { seen, routes } = aRenewal(() => ({ status: 401 }));
    await using reader = await open({
      config: configWith({ refresh: '/renew' }),
      token: aToken({ prod: 'gold', exp: inMinutes(-5) }),
      routes,
    });
    await kept(reader, 'renew');
    await reader.page.evaluate(() => window.Zephr.refresh());
    await new Promise((done) => setTimeout(done, 300));

    assert.deepEqual([seen.length, await reader.faults()], [1, []]);
  });

  test('that fails is reported once, and tried again later', async () => {
    const { seen, routes } = aRenewal((asked) => (asked < 3 ? { status: 503 } : { body: { token: fresh() } }));
    await using reader = await open({ config: configWith({ refresh: '/renew' }), token: nearlyOver(), routes });
    await reader.page.waitForFunction('seen.some((event) => event.type === "zephr-fault")', { timeout: 8000 });
    const first = seen.length;
    await reader.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await new Promise((done) => setTimeout(done, 300));
    await reader.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await renewedIn(reader.page);

    assert.deepEqual([first, seen.length, await reader.faults()], [1, 3, ['endpoint-unreachable /jwt/refresh']]);
  });

  test('that brings a token which ends no later is a failure', async () => {
    const { seen, routes } = aRenewal(() => ({ body: { token: nearlyOver({ exp: inSeconds(5) }) } }));
    await using reader = await open({ config: configWith({ refresh: '/renew' }), token: nearlyOver(), routes });
    await reader.page.waitForFunction('seen.some((event) => event.type === "zephr-fault")', { timeout: 8000 });
    await new Promise((done) => setTimeout(done, 500));

    assert.equal(seen.length, 1);
  });

  for (const [says, refresh, code] of [
    ['an address that is not safe', 'http://news.example/renew', 'url-insecure'],
    ['a number', 5, 'type-wrong'],
  ] as const) {
    test(`by ${says} is refused`, async () => {
      await using reader = await open({ config: configWith({ refresh }), token: GOLD });
      await reader.page.waitForFunction('seen.some((event) => event.type === "zephr-fault")', { timeout: 5000 });

      assert.deepEqual([await reader.faults(), await reader.shows('articles')], [[`${code} /jwt/refresh`], 'shown']);
    });
  }

  test('loads nothing where none is configured', async () => {
    await using reader = await open({ token: GOLD });
    await kept(reader);
    await new Promise((done) => setTimeout(done, 200));

    assert.deepEqual(
      reader.requests.filter(({ path }) => /renew|targets/.test(path)),
      [],
    );
    assert.equal(await expiresAt(reader.page), null);
  });
});
