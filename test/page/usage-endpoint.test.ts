import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aUsageEndpoint, type UsageEndpoint } from '../support/a-usage-endpoint.js';
import { aToken, inMinutes, TOGETHER, useBrowser, type PageVisit, type VisitWish } from '../support/bare-page.js';
import {
  aSite,
  aSiteWithEndpoint,
  aTrial,
  configWithTrial,
  itemsIn,
  read,
  remaining,
  storedIn,
} from '../support/counting-pages.js';
import { signToken } from '../support/sign-token.js';

const { visit } = useBrowser();

const SHOWN = 'shown';
const WALLED = 'walled registration-wall';

/** A reader's token, as the endpoint signs it. */
const tokenOf = (sub: string): string =>
  signToken({ alg: 'HS256', secret: 'secret', claims: { sub, exp: inMinutes(60) } });
const ADA = tokenOf('ada@example.com');

/** The account of a reader in what is stored: the one that is not the anonymous one. */
const accountIn = async (reader: PageVisit): Promise<string> =>
  Object.keys((await storedIn(reader.page))?.accounts ?? {}).find((key) => key !== '')!;

const settle = (ms = 400): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Waits until the endpoint has counted so much. */
async function counted(usage: UsageEndpoint, sub: string, count: number): Promise<readonly string[]> {
  for (let wait = 0; wait < 60 && (usage.counted(sub)['stories']?.length ?? 0) < count; wait++) await settle(50);
  return usage.counted(sub)['stories'] ?? [];
}

const signIn = (reader: PageVisit, token: string | null): Promise<void> =>
  reader.page.evaluate((jwt) => window.Zephr.setToken(jwt), token);

suite('signing in, with no endpoint', TOGETHER, () => {
  const config = configWithTrial({}, {});
  const both = {
    ...config,
    features: { articles: { rules: { anonymous: aTrial({ limit: 10 }), registered: aTrial({ limit: 15 }) } } },
  };

  test('carries over what was read before: of fifteen, five are gone', async () => {
    await using reader = await visit(aSite({ config: both }));
    for (const path of ['/2', '/3', '/4', '/5']) await read(reader, path);
    const before = await remaining(reader);
    await reader.setCookies([{ name: 'blaize_jwt', value: aToken() }]);
    await reader.page.reload({ waitUntil: 'domcontentloaded' });
    await reader.settled();
    const same = await remaining(reader);
    await read(reader, '/6');

    assert.deepEqual([before, same, await remaining(reader)], [5, 10, 9]);
  });

  test('keeps readers of one browser apart, and none of their ids', async () => {
    await using reader = await visit(aSite({ config: both, token: aToken() }));
    await read(reader, '/2');
    await signIn(reader, aToken({ sub: 'other-reader' }));
    const other = await remaining(reader);
    const text = JSON.stringify(await storedIn(reader.page));

    assert.equal(other, 14);
    assert.match(Object.keys((await storedIn(reader.page))!.accounts).join(), /^[0-9a-f]{16},[0-9a-f]{16}$/);
    assert.doesNotMatch(text, /1234567890|other-reader/);
  });

  test('off again leaves the reader with the views of their anonymous ledger', async () => {
    await using reader = await visit(aSite({ config: both }));
    await signIn(reader, aToken());
    const registered = await remaining(reader);
    await read(reader, '/2');

    assert.deepEqual([registered, await remaining(reader)], [14, 8]);
  });
});

suite('a reader with an endpoint', TOGETHER, () => {
  const open = async (usage: UsageEndpoint, wish: VisitWish = {}, jwt: object = {}): Promise<PageVisit> =>
    visit(aSiteWithEndpoint(usage, { token: ADA, ...wish }, jwt));

  test('has views on another device counted in the first decision', async () => {
    const usage = aUsageEndpoint({ stories: 3 });
    usage.count('ada@example.com', 'stories', ['/7', '/8', '/9']);
    await using reader = await open(usage);
    const decisions = await reader.events<{ outcomeId: string }>('zephr-decision');

    assert.deepEqual(
      decisions.map(({ detail }) => detail.outcomeId),
      ['used-up'],
    );
    assert.equal(await reader.shows('articles'), WALLED);
    assert.equal(await read(reader, '/8'), SHOWN);
  });

  test('has views on this device counted there, once, with the token in the body only', async () => {
    const usage = aUsageEndpoint({ stories: 3 });
    await using reader = await open(usage);
    await read(reader, '/2');
    await read(reader, '/1');
    await counted(usage, 'ada@example.com', 2);
    await settle();

    assert.deepEqual(usage.counted('ada@example.com'), { stories: ['/1', '/2'] });
    // A page that is left before it has its answer leaves the view to the next one, which sends it again under the same id.
    assert.equal(new Set(usage.asked.flatMap(({ spend = [] }) => spend.map(({ id }) => id))).size, 2);
    assert.ok(usage.asked.every(({ token }) => token === ADA));
    assert.ok(reader.requests.every(({ path, referer = '' }) => !`${path}${referer}`.includes(ADA.slice(0, 20))));
  });

  test('has a token that site code gave counted as well', async () => {
    const usage = aUsageEndpoint({ stories: 3 });
    usage.count('bob', 'stories', ['/7', '/8', '/9']);
    await using reader = await visit(aSiteWithEndpoint(usage));
    await signIn(reader, tokenOf('bob'));
    await reader.page.waitForSelector('zephr-feature[state="walled"]');

    assert.deepEqual(usage.counted('bob'), { stories: ['/7', '/8', '/9'] });
    assert.deepEqual([await itemsIn(reader.page, 'stories', await accountIn(reader))], [['/7', '/8', '/9']]);
  });

  test('has views from before signing in carried over, once', async () => {
    const usage = aUsageEndpoint({ stories: 3 });
    await using reader = await visit(aSiteWithEndpoint(usage));
    await read(reader, '/2');
    await signIn(reader, ADA);
    await counted(usage, 'ada@example.com', 2);
    const { reader: id } = (await storedIn(reader.page))!;
    await reader.setCookies([{ name: 'blaize_jwt', value: ADA }]);
    await read(reader, '/3');
    await counted(usage, 'ada@example.com', 3);
    await settle();

    assert.deepEqual(usage.counted('ada@example.com'), { stories: ['/1', '/2', '/3'] });
    assert.deepEqual(
      usage.asked.filter(({ carry }) => carry).map((asked) => [asked.reader, asked.carry]),
      [[id, true]],
    );
    assert.equal(await read(reader, '/4'), WALLED);
  });

  test('goes on where it does not answer in time, and is decided again when it does', async () => {
    const usage = aUsageEndpoint({ stories: 3 });
    usage.count('ada@example.com', 'stories', ['/7', '/8', '/9']);
    usage.fate = 2500;
    await using reader = await open(usage);
    const early = await reader.shows('articles');
    await reader.page.waitForSelector('zephr-feature[state="walled"]', { timeout: 8000 });

    assert.deepEqual([early, await reader.shows('articles')], [SHOWN, WALLED]);
    await settle(3000);
    assert.deepEqual(usage.counted('ada@example.com'), { stories: ['/7', '/8', '/9'] });
    assert.deepEqual(await itemsIn(reader.page, 'stories', await accountIn(reader)), ['/7', '/8', '/9']);
  });

  test('is never kept waiting by one that is down, and their views are sent when it is back', async () => {
    const usage = aUsageEndpoint({ stories: 3 });
    usage.fate = 'down';
    await using reader = await open(usage);
    const shows = [await reader.shows('articles'), await read(reader, '/2')];
    await settle();
    const { queue } = (await storedIn(reader.page))!.accounts[await accountIn(reader)]!;
    usage.fate = 0;
    shows.push(await read(reader, '/3'));
    await counted(usage, 'ada@example.com', 3);
    await settle();

    assert.deepEqual([shows, queue?.length], [[SHOWN, SHOWN, SHOWN], 2]);
    assert.deepEqual(usage.counted('ada@example.com'), { stories: ['/1', '/2', '/3'] });
    assert.equal((await storedIn(reader.page))!.accounts[await accountIn(reader)]!.queue, undefined);
    assert.deepEqual([await read(reader, '/4'), await reader.faults()], [WALLED, []]);
  });

  test('has it sent as soon as the browser is online again', async () => {
    const usage = aUsageEndpoint({ stories: 3 });
    usage.fate = { status: 503 };
    await using reader = await open(usage);
    await settle();
    usage.fate = 0;
    await reader.page.evaluate(() => dispatchEvent(new Event('online')));

    assert.deepEqual(await counted(usage, 'ada@example.com', 1), ['/1']);
  });

  test('loses what was refused, and the page that showed it is decided again', async () => {
    const usage = aUsageEndpoint({ stories: 3 });
    usage.fate = 'down';
    await using reader = await open(usage);
    const shown = await reader.shows('articles');
    usage.count('ada@example.com', 'stories', ['/7', '/8', '/9']);
    usage.fate = 0;
    await reader.page.evaluate(() => dispatchEvent(new Event('online')));
    await reader.page.waitForSelector('zephr-feature[state="walled"]');
    await settle();
    const account = (await storedIn(reader.page))!.accounts[await accountIn(reader)]!;

    assert.deepEqual([shown, account.seen['stories']?.map((entry) => entry[1])], [SHOWN, ['/7', '/8', '/9']]);
    assert.deepEqual([account.refused?.length, account.queue], [1, undefined]);
    assert.equal(await read(reader, '/1'), WALLED);
  });

  test('is counted here where it knows nothing of the tracker, and does not ask again and again', async () => {
    const usage = aUsageEndpoint({});
    await using reader = await open(usage);
    await settle(800);
    const asked = usage.asked.length;
    await read(reader, '/2');
    await settle(800);

    assert.deepEqual([await reader.shows('articles'), await remaining(reader)], [SHOWN, 1]);
    assert.ok(asked <= 3 && usage.asked.length <= 6, `${usage.asked.length}`);
  });

  for (const status of [400, 401, 404, 413]) {
    test(`is counted here where it answers with ${status}, and asked no more on this page`, async () => {
      const usage = aUsageEndpoint({ stories: 3 });
      usage.fate = { status };
      await using reader = await open(usage);
      await settle(600);

      assert.deepEqual([await reader.shows('articles'), await remaining(reader)], [SHOWN, 2]);
      assert.ok(usage.asked.length <= 2, `${usage.asked.length}`);
    });
  }

  test('does not ask the endpoint while anonymous', async () => {
    const usage = aUsageEndpoint({ stories: 3 });
    await using reader = await visit(aSiteWithEndpoint(usage));
    await read(reader, '/2');
    await settle();

    assert.deepEqual(usage.asked, []);
  });

  test('is known by their cookie where the page cannot read the token', async () => {
    const usage = aUsageEndpoint({ stories: 3 });
    const cookies: (string | undefined)[] = [];
    const { route } = usage;
    const config = configWithTrial();
    await using reader = await visit(
      aSiteWithEndpoint(
        usage,
        {
          config,
          cookies: [{ name: 'blaize_jwt', value: ADA, httpOnly: true }],
          routes: {
            '/zephr/usage': (request, response) => {
              cookies.push(request.headers.cookie);
              return (route as (...args: unknown[]) => void)(request, response);
            },
          },
        },
        { credentials: true },
      ),
    );
    await settle();

    assert.equal((await reader.identity()).foreignUserId, 'ada@example.com');
    assert.ok(cookies.length > 0 && cookies.every((cookie) => cookie?.includes(ADA)));
    assert.ok(usage.asked.every((asked) => !('token' in asked)));
  });

  test('sends many counted views in several requests, each small enough', async () => {
    const usage = aUsageEndpoint({ stories: 500 });
    const seen = Array.from({ length: 300 }, (_, i) => [`id-${i}`, `/story/${'x'.repeat(100)}-${i}`, i + 1]);
    const stored = JSON.stringify({
      version: 1,
      reader: 'a-reader-of-a-test',
      latest: 1,
      accounts: { '': { seen: { stories: seen } } },
    });
    await using reader = await open(usage, {
      config: configWithTrial({ limit: 500 }),
      before: `localStorage['zephr-usage'] ??= ${JSON.stringify(stored)}`,
    });
    await counted(usage, 'ada@example.com', 301);

    assert.equal(usage.counted('ada@example.com')['stories']?.length, 301);
    assert.ok(usage.asked.every((asked) => JSON.stringify(asked).length < 10_000));
    assert.equal(await remaining(reader), 199);
  });
});
