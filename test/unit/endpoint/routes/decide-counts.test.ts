/** Decisions of `POST /zephr/decide` by the counts of the endpoint's own store, and what they count there. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createGifts } from '../../../../src/endpoint/gifts/create-gifts.js';
import { createMemoryUsageStore } from '../../../../src/endpoint/usage/create-memory-usage-store.js';
import type { UsageStore } from '../../../../src/endpoint/store.js';
import { aConfig } from '../../../support/a-config.js';
import { aSecretToken, anEndpoint, JWT, post, SECRET, type Answered } from '../../../support/an-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';

const READER = 'browser-0123456789';
const wall = { id: 'wall', content: 'hide' };
const stories = { type: 'trial', tracker: 'stories', limit: 3, yes: 'show', no: wall };
const when = (node: object): object => ({ rules: { anonymous: { ...node, yes: 'show', no: wall } } });
const config = aConfig({
  jwt: JWT,
  products: { gold: { claimValue: 'gold', features: ['articles', 'videos'] } },
  features: {
    articles: { rules: { anonymous: stories, registered: { ...stories, limit: 5 } } },
    videos: { rules: { anonymous: { ...stories, tracker: 'videos', limit: 1, counts: 'page-view' } } },
    films: { rules: { anonymous: { type: 'time-trial', tracker: 'films', duration: 1, unit: 'days', yes: 'show', no: wall } } },
    either: { rules: { anonymous: { ...stories, limit: 1, no: { ...stories, tracker: 'rest', limit: 1 } } } },
    endless: { rules: { anonymous: { ...stories, tracker: 'endless', limit: 5000 } } },
    fromSearch: when({ type: 'referrer', condition: 'contains', value: 'search.example' }),
    tagged: when({ type: 'meta-tag', name: 'section', condition: 'equals', value: 'sport' }),
    near: when({ type: 'country', condition: 'equals', value: 'BE' }),
    given: when({ type: 'gift' }),
    telephone: when({ type: 'device', is: 'mobile' }),
    queried: when({ type: 'query-param', key: 'from', condition: 'equals', value: 'mail' }),
  },
}); // prettier-ignore

type Ask = (body: object, headers?: Record<string, string>) => Promise<Answered>;

/** An endpoint that counts in a store. */
function aMeter(store: Partial<UsageStore> = createMemoryUsageStore(() => NOON), options: object = {}): Ask {
  const bound = Object.fromEntries(
    (['spend', 'readUsage', 'carry'] as const).map((name) => [name, store[name]?.bind(store)]),
  ) as unknown as UsageStore;
  const { endpoint } = anEndpoint({ config, store: { claimGift: () => true, ...bound }, rateLimit: false, ...options });
  return (body, headers) => post(endpoint, '/zephr/decide', body, headers);
}
const story = (n: number | string, more: object = {}): object => ({
  features: ['articles'],
  path: `/story/${n}`,
  ...more,
});
const token = aSecretToken({ sub: 'reader-1' });
const remainingOf = ({ body }: Answered): number => body.decisions.articles.trials.stories.remaining;

suite('POST /zephr/decide, by what is counted', () => {
  test('says what remains of a trial that a reader has used on another device', async () => {
    const ask = aMeter();
    for (const n of [1, 2, 3, 4, 5])
      assert.equal((await ask(story(n, { token, spend: true }))).body.decisions.articles.access, true);
    const sixth = await ask(story(6, { token }));
    const again = await ask(story(2, { token }));

    assert.deepEqual([sixth.body.decisions.articles.access, remainingOf(sixth)], [false, 0]);
    assert.deepEqual([again.body.decisions.articles.access, remainingOf(again)], [true, 0]);
  });

  test('counts nothing without "spend"', async () => {
    const ask = aMeter();
    for (const n of [1, 2, 3, 4]) assert.equal(remainingOf(await ask(story(n, { token }))), 4);
  });

  test('counts an anonymous reader by "reader", and no two readers together', async () => {
    const ask = aMeter();
    const accesses = [];
    for (const n of [1, 2, 3, 4])
      accesses.push((await ask(story(n, { reader: READER, spend: true }))).body.decisions.articles.access);

    assert.deepEqual(accesses, [true, true, true, false]);
    assert.equal(remainingOf(await ask(story(1, { reader: `${READER}-2`, spend: true }))), 2);
    assert.equal(remainingOf(await ask(story(1))), 2);
  });

  test('counts a reader with a token as themselves, whatever the browser', async () => {
    const ask = aMeter();
    await ask(story(1, { token, reader: READER, spend: true }));

    assert.equal(remainingOf(await ask(story(2, { token }))), 3);
    assert.equal(remainingOf(await ask(story(2, { reader: READER }))), 2);
  });

  test('one article is one, by its name or its path', async () => {
    const ask = aMeter();
    await ask({ features: ['articles'], url: 'https://news.example/story?page=1', token, spend: true });
    await ask({ features: ['articles'], path: '/story/', token, spend: true });
    assert.equal(remainingOf(await ask({ features: ['articles'], path: '/%73tory', token, spend: true })), 4);
    await ask({ features: ['articles'], path: '/other', item: '/story', token, spend: true });

    assert.equal(remainingOf(await ask(story('new', { token }))), 3);
  });

  test('several features of one tracker cost one article together', async () => {
    const ask = aMeter();
    const { body } = await ask({ features: ['articles', 'either'], path: '/a', reader: READER, spend: true });

    assert.deepEqual([body.decisions.articles.access, body.decisions.either.access], [true, true]);
    assert.equal(remainingOf(await ask(story(2, { reader: READER }))), 1);
  });

  test('a trial of page views counts each, and a second look of the same request none', async () => {
    const ask = aMeter();
    const look = async (): Promise<boolean> =>
      (await ask({ features: ['videos'], path: '/v', reader: READER, spend: true })).body.decisions.videos.access;

    assert.deepEqual([await look(), await look()], [true, false]);
  });

  test('a time trial begins with the first decision that counts', async () => {
    let now = NOON;
    const ask = aMeter(
      createMemoryUsageStore(() => now),
      { now: () => now },
    );
    const look = async (more: object = {}): Promise<boolean> =>
      (await ask({ features: ['films'], reader: READER, ...more })).body.decisions.films.access;

    assert.equal(await look(), true);
    now += 40 * 3_600_000;
    assert.equal(await look({ spend: true }), true);
    now += 23 * 3_600_000;
    assert.equal(await look({ spend: true }), true);
    now += 2 * 3_600_000;
    assert.equal(await look(), false);
  });

  test('a trial that ends sends the reader on to the next, which is counted too', async () => {
    const ask = aMeter();
    const accesses = [];
    for (const n of [1, 2, 3]) {
      const { body } = await ask({ features: ['either'], path: `/${n}`, reader: READER, spend: true });
      accesses.push(body.decisions.either.access);
    }

    assert.deepEqual(accesses, [true, true, false]);
  });

  for (const [says, body, status] of [
    ['a reader whom nothing identifies', story(1), 401],
    ['a forged token alone', story(1, { token: `${token}A` }), 401],
    ['a customer, who costs nothing', story(1, { token: aSecretToken({ prod: 'gold' }) }), 200],
    ['a feature without a trial', { features: ['near'] }, 200],
    ['no feature', { features: [] }, 200],
  ] as const)
    test(`with "spend": ${says}: ${status}`, async () => {
      const { status: given, body: answer, headers } = await aMeter()({ ...body, spend: true });

      assert.equal(given, status);
      if (status !== 401) return;
      assert.equal(answer.error.code, 'reader-missing');
      assert.equal(headers.get('www-authenticate'), 'Bearer');
    });

  test('an operator who forbids anonymous usage has no trial for anonymous readers here', async () => {
    const ask = aMeter(undefined, { anonymousUsage: false });

    assert.equal((await ask(story(1, { reader: READER, spend: true }))).status, 401);
  });
});

suite('POST /zephr/decide, at once', () => {
  test('gives no more than a trial has, to 20 requests of one reader', async () => {
    const ask = aMeter();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => ask(story(n, { reader: READER, spend: true }))),
    );

    assert.equal(answers.filter(({ body }) => body.decisions.articles.access).length, 3);
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  });

  test('keeps the limit of each trial of a tracker that several share', async () => {
    const counted = createMemoryUsageStore(() => NOON);
    // Both requests read before either counts: another trial of this tracker would have room for both.
    let reading = 0;
    let release = (): void => {};
    const all = new Promise<void>((resolve) => (release = resolve));
    const ask = aMeter({
      spend: counted.spend.bind(counted),
      carry: counted.carry.bind(counted),
      readUsage: async (reader) => {
        const usage = counted.readUsage(reader);
        if (++reading >= 6) release();
        await all;
        return usage;
      },
    }, { anonymousUsage: undefined }); // prettier-ignore
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) => ask(story(n, { token: aSecretToken({ sub: '9' }), spend: true }))),
    );

    assert.equal(answers.filter(({ body }) => body.decisions.articles.access).length, 5);
  });

  test('a store that refuses without end gives no access', async () => {
    const ask = aMeter({
      spend: (_reader, spends) => ({ refused: spends.map(({ id }) => id) }),
      readUsage: () => ({}),
      carry: () => {},
    });
    const { body } = await ask(story(1, { token, spend: true }));
    const endless = await ask({ features: ['endless'], path: '/a', reader: READER, spend: true });

    assert.equal(body.decisions.articles.access, false);
    assert.deepEqual([endless.status, endless.body.error.code], [503, 'store-unavailable']);
  });

  test('a store that fails gives 503 where counts matter, and nothing else waits for it', async () => {
    const fail = (): never => assert.fail('the store is down');
    const ask = aMeter({ spend: fail, readUsage: fail, carry: fail });

    for (const spend of [true, false]) {
      assert.equal((await ask(story(1, { token, spend }))).status, 503);
      const customer = await ask(story(1, { token: aSecretToken({ sub: '1', prod: 'gold' }), spend }));
      assert.equal(customer.body.decisions.articles.access, true);
    }
  });
});

suite('POST /zephr/decide, of what the page has', () => {
  const gifts = createGifts({ secret: SECRET });
  for (const [feature, body, headers, shown] of [
    ['fromSearch', { referrer: 'https://search.example/?q=a' }, {}, true],
    ['fromSearch', {}, { referer: 'https://search.example/' }, false],
    ['tagged', { meta: { section: 'sport' } }, {}, true],
    ['tagged', { meta: { section: 'news' } }, {}, false],
    ['near', { facts: { country: 'BE' } }, {}, true],
    ['near', { facts: { country: 'BE' } }, { 'cf-ipcountry': 'NL' }, true],
    ['near', { facts: { city: 'Ghent' } }, { 'cf-ipcountry': 'BE' }, true],
    [
      'telephone',
      { userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)' },
      { 'user-agent': 'a server' },
      true,
    ],
    [
      'telephone',
      { userAgent: 'curl/8' },
      { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X)' },
      false,
    ],
    ['queried', { url: 'https://news.example/story?from=mail', path: '/story' }, {}, true],
    ['given', { facts: { gift: true } }, {}, true],
    ['given', { facts: { gift: true }, gift: { gift: 'none', session: 's' } }, {}, false],
  ] as const)
    // prettier-ignore
    test(`${feature} is ${shown ? 'shown' : 'walled'} with ${JSON.stringify({ ...body, ...headers }).slice(0, 70)}`, async () => {
      const answer = await aMeter()({ features: [feature], ...body }, headers);

      assert.equal(answer.body.decisions[feature].access, shown);
    });

  test('a gift opens its own path, for the session that has claimed it', async () => {
    const claims = new Map<string, string>();
    const { endpoint } = anEndpoint({
      config,
      store: {
        claimGift: (id: string, session: string) => claims.set(id, claims.get(id) ?? session).get(id) === session,
      },
    });
    const gift = await gifts.mint('/story', 60, NOON);
    const shown = async (path: string | undefined, session: string): Promise<boolean> =>
      (await post(endpoint, '/zephr/decide', { features: ['given'], path, gift: { gift, session } })).body.decisions
        .given.access;

    assert.deepEqual(
      [
        await shown('/else', 'one'),
        await shown(undefined, 'one'),
        await shown('/story', 'two'),
        await shown('/story', 'one'),
      ],
      [false, false, true, false],
    );
    assert.equal(await shown('/%73tory?gift=x', 'two'), true);
  });

  for (const [name, says] of [
    ['cookies', '"cookies" is not taken: rules read the Cookie header of the request.'],
    ['visits', '"visits" is not taken: the members are "token", '],
    ['session-count', '"session-count" is not taken: '],
    ['a "b"', 'A member is not taken: '],
  ] as const)
    test(`refuses the member ${name} by its name`, async () => {
      const { status, body } = await aMeter()({ features: [], [name]: {} });

      assert.deepEqual([status, body.error.code], [400, 'field-invalid']);
      assert.ok(body.error.message.startsWith(says), body.error.message);
    });
});
