/** Keys of sealed content: the acceptance cases of the route, one by one. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createGifts } from '../../../../src/endpoint/gifts/create-gifts.js';
import { encodeBase64url } from '../../../../src/lib/base64url.js';
import { parseSeal } from '../../../../src/seal/envelope.js';
import { openContent } from '../../../../src/seal/open-content.js';
import { aConfig } from '../../../support/a-config.js';
import { aSeal, changePart, octetsOf, SEAL_KEY } from '../../../support/a-seal.js';
import { aSecretToken, anEndpoint, JWT, post, SECRET, send, type Answered, type TestEndpoint } from '../../../support/an-endpoint.js'; // prettier-ignore
import { NOON } from '../../../support/judge-cases.js';
import { signToken } from '../../../support/sign-token.js';

const DAY = 86_400_000;
const wall = { id: 'wall', content: 'hide' };
const when = (node: object): object => ({ rules: { anonymous: { ...node, yes: 'show', no: wall } } });
const trial = { type: 'trial', tracker: 'stories', limit: 3, yes: 'show', no: wall };
const config = aConfig({
  jwt: { ...JWT, userStore: { foreignKeySystem: 'crm' } },
  requires: ['none-of-these'],
  products: { gold: { claimValue: 'gold', features: ['articles', 'archive'] } },
  features: {
    articles: { rules: { anonymous: wall, registered: trial, customer: 'show' } },
    archive: { rules: { anonymous: wall, registered: wall, customer: 'show' } },
    metered: { rules: { anonymous: trial } },
    looked: { rules: { anonymous: { ...trial, tracker: 'looks', counts: 'page-view', limit: 2 } } },
    given: when({ type: 'gift' }),
    byCookie: when({ type: 'cookie', name: 'plan', condition: 'is-not-empty' }),
    byData: when({ type: 'custom-data', property: 'free', condition: 'equals', value: true }),
    byQuery: when({ type: 'query-param', key: 'free', condition: 'is-not-empty' }),
    byReferrer: when({ type: 'referrer', condition: 'is-not-empty' }),
    bySection: when({ type: 'meta-tag', name: 'section', condition: 'equals', value: 'free' }),
    byPath: when({ type: 'url-path', condition: 'starts-with', value: '/free/' }),
    byCountry: when({ type: 'country', condition: 'equals', value: 'BE' }),
    byStore: when({ type: 'user-attribute', attribute: 'plan', condition: 'equals', value: 'gold' }),
    broken: { fallback: 'show', rules: { anonymous: { type: 'none-of-these', yes: 'show' } } },
  },
}); // prettier-ignore

const question = async (...given: Parameters<typeof aSeal>): Promise<string> =>
  (await aSeal(...given)).split('.').slice(0, 2).join('.');
const sealOf = (feature: string, path = '/story', part = 0): Promise<string> =>
  question('<p>Text</p>', { feature, path, part });

interface Keys extends TestEndpoint {
  readonly ask: (body: object, headers?: Record<string, string>) => Promise<Answered>;
}
function withKeys(options: Parameters<typeof anEndpoint>[0] = {}): Keys {
  const made = anEndpoint({ config, sealKeys: [SEAL_KEY], rateLimit: false, ...options });
  return { ...made, ask: (body, headers) => post(made.endpoint, '/zephr/keys', body, headers) };
}
const gold = aSecretToken({ sub: 'reader-1', prod: 'gold' });
const reader = aSecretToken({ sub: 'reader-1' });
const reasonsOf = ({ body }: Answered): string[] =>
  body.seals.map((answer: { k?: string; reason?: string }) => answer.reason ?? `key of ${answer.k!.length}`);
const KEY = 'key of 43';

suite('POST /zephr/keys', () => {
  test('gives a customer the key that opens the seal, and no decision', async () => {
    const seal = await aSeal('<p>Behind the wall</p>');
    const { ask } = withKeys();
    const { status, body, headers } = await ask({ token: gold, seals: [seal.split('.').slice(0, 2).join('.')] });
    const { k, until } = body.seals[0];

    assert.deepEqual([status, body.decisions, Object.keys(body)], [200, {}, ['seals', 'decisions']]);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(until, NOON + DAY);
    assert.equal(await openContent(parseSeal(seal)!, octetsOf(k)), '<p>Behind the wall</p>');
  });

  test('a key is to be forgotten when the token ends', async () => {
    const exp = NOON / 1000 + 60;
    const { body } = await withKeys().ask({
      token: aSecretToken({ sub: '1', prod: 'gold', exp }),
      seals: [await sealOf('articles')],
    });

    assert.equal(body.seals[0].until, exp * 1000);
  });

  for (const [says, token] of [
    ['anonymous', null],
    ['without the product', reader],
    ['with an expired token', aSecretToken({ sub: '1', prod: 'gold', exp: NOON / 1000 - 3600 })],
    ['with a forged token', signToken({ alg: 'HS256', secret: 'forged', claims: { sub: '1', prod: 'gold' } })],
    ['with a token that one character was changed in', `${gold.slice(0, -1)}${gold.endsWith('A') ? 'B' : 'A'}`],
  ] as const)
    test(`a reader ${says} gets the endpoint’s decision and no key`, async () => {
      const answer = await withKeys().ask({ token, seals: [await sealOf('archive')] });

      assert.deepEqual(reasonsOf(answer), ['no-access']);
      assert.equal(answer.body.decisions.archive.outcomeId, 'wall');
      assert.equal(answer.body.decisions.archive.access, false);
    });

  test('decides by its own clock', async () => {
    let now = NOON;
    const { ask } = withKeys({ now: () => now });
    const token = aSecretToken({ sub: '1', prod: 'gold', exp: NOON / 1000 + 60 });
    const seals = [await sealOf('archive')];
    assert.deepEqual(reasonsOf(await ask({ token, seals })), [KEY]);
    now += 366 * DAY;

    assert.deepEqual(reasonsOf(await ask({ token, seals, now: NOON, at: NOON })), ['no-access']);
  });

  test('asks the user store each time', async () => {
    let plan = 'gold';
    const { ask } = withKeys({ users: { find: () => ({ plan }) } });
    const body = { token: reader, seals: [await sealOf('byStore')] };
    assert.deepEqual(reasonsOf(await ask(body)), [KEY]);
    plan = 'none';

    assert.deepEqual(reasonsOf(await ask(body)), ['no-access']);
  });

  test('a retired key opens, and a removed one is unknown', async () => {
    const next = { kid: '2', key: encodeBase64url(new Uint8Array(32).fill(7)) };
    const body = { token: gold, seals: [await sealOf('articles'), await question('x', { kid: '1.2026-12' })] };

    assert.deepEqual(reasonsOf(await withKeys({ sealKeys: [next, SEAL_KEY] }).ask(body)), [KEY, KEY]);
    assert.deepEqual(reasonsOf(await withKeys({ sealKeys: [next] }).ask(body)), ['key-unknown', 'key-unknown']);
    const otherOctets = withKeys({ sealKeys: [{ ...next, kid: '1' }] });
    assert.deepEqual(reasonsOf(await otherOctets.ask(body)), ['seal-invalid', 'seal-invalid']);
  });

  test('answers each seal in order; parts of one feature and page together', async () => {
    const [one, two, three] = [0, 1, 2].map((part) => sealOf('archive', '/story', part));
    const seals = [
      await sealOf('byPath', '/paid/story'),
      ...(await Promise.all([one!, two!, three!])),
      'no seal',
      await sealOf('nothing'),
      await sealOf('byPath', '/free/story'),
    ];
    const answer = await withKeys().ask({ token: gold, seals });

    assert.deepEqual(reasonsOf(answer), ['no-access', KEY, KEY, KEY, 'seal-invalid', 'feature-unknown', KEY]);
    assert.deepEqual(Object.keys(answer.body.decisions), ['byPath']);
  });

  for (const [feature, body, headers] of [
    ['byCookie', { cookies: { plan: 'gold' } }, { cookie: 'plan=gold' }],
    ['byData', { customData: { free: true } }, {}],
    ['byQuery', { url: 'https://news.example/story?free=1', path: '/story?free=1' }, {}],
    ['byReferrer', { referrer: 'https://a.example/' }, { referer: 'https://a.example/' }],
    ['bySection', { meta: { section: 'free' } }, {}],
    ['byPath', { url: '/free/story', path: '/free/story' }, {}],
    ['byCountry', { facts: { country: 'BE' } }, {}],
    ['given', { facts: { gift: true } }, {}],
  ] as const)
    test(`a page’s word gives no key: ${feature}`, async () => {
      const answer = await withKeys().ask({ ...body, seals: [await sealOf(feature)] }, headers);

      assert.deepEqual(reasonsOf(answer), ['no-access']);
    });

  test('decides by the path and the facts of the header, and by the CDN’s place', async () => {
    const facts = { meta: { section: 'free' }, customData: { free: true } };
    const seals = [
      await question('x', { feature: 'bySection', facts }),
      await question('x', { feature: 'byData', facts }),
      await sealOf('byCountry'),
    ];

    assert.deepEqual(reasonsOf(await withKeys().ask({ seals }, { 'cf-ipcountry': 'BE' })), [KEY, KEY, KEY]);
  });

  test('a header that was changed is neither decided on nor counted', async () => {
    const forged = async (from: object, to: object): Promise<string> => {
      const [header = '', key] = (await question('x', from)).split('.');
      const fields = JSON.parse(Buffer.from(header, 'base64url').toString());
      Object.assign(fields.zephr, to);
      return `${Buffer.from(JSON.stringify(fields)).toString('base64url')}.${key}`;
    };
    const { ask } = withKeys({
      store: {
        claimGift: () => assert.fail(),
        spend: () => assert.fail(),
        readUsage: () => assert.fail(),
        carry: () => {},
      },
    });
    const gift = { gift: await createGifts({ secret: SECRET }).mint('/story', 60, NOON), session: 's' };
    const seals = [
      await forged({ feature: 'archive' }, { feature: 'metered' }),
      await forged({ feature: 'byPath', path: '/paid/a' }, { path: '/free/a' }),
      await forged({ feature: 'given', path: '/else' }, { path: '/story' }),
      changePart(await sealOf('byPath', '/free/a'), 1),
      changePart(await sealOf('byPath', '/free/a'), 0, 40),
      '', '.', 'a.b.c', `${'x'.repeat(9000)}.x`,
    ]; // prettier-ignore
    const { body } = await ask({ token: reader, gift, seals });

    for (const [index, { reason }] of body.seals.entries()) assert.equal(reason, 'seal-invalid', String(index));
    assert.deepEqual(body.decisions, {});
  });

  test('a fallback that shows content gives no key', async () => {
    const answer = await withKeys().ask({ seals: [await sealOf('broken')] });

    assert.deepEqual(reasonsOf(answer), ['fault']);
  });

  test('a gift opens its own path, for the session that asked first', async () => {
    const claims = new Map<string, string>();
    const { ask } = withKeys({
      store: { claimGift: (id, session) => claims.set(id, claims.get(id) ?? session).get(id) === session },
    });
    const gift = await createGifts({ secret: SECRET }).mint('/story', 60, NOON);
    const seals = [await sealOf('given'), await sealOf('given', '/else')];
    const asked = async (session: string): Promise<string[]> =>
      reasonsOf(await ask({ gift: { gift, session }, seals }));

    assert.deepEqual(await asked('one'), [KEY, 'no-access']);
    assert.deepEqual(await asked('one'), [KEY, 'no-access']);
    assert.deepEqual(await asked('two'), ['no-access', 'no-access']);
  });
});

suite('POST /zephr/keys, of a trial', () => {
  test('gives as many articles as it has, and those again', async () => {
    const { ask } = withKeys();
    const look = async (n: number): Promise<Answered> => ask({ token: reader, seals: [await sealOf('articles', `/${n}`)] });
    const answers = [];
    for (const n of [1, 2, 3, 4, 2]) answers.push(await look(n));

    assert.deepEqual(answers.flatMap(reasonsOf), [KEY, KEY, KEY, 'no-access', KEY]);
    assert.equal(answers[3]!.body.decisions.articles.outcomeId, 'wall');
    assert.deepEqual(answers[0]!.body.trackers.stories.map(({ item }: { item: string }) => item), ['/1']);
  }); // prettier-ignore

  test('counts several articles of one request one after the other, and parts of one once', async () => {
    const seals = await Promise.all([1, 1, 2, 3, 4, 3].map((n, part) => sealOf('articles', `/${n}`, part)));

    assert.deepEqual(reasonsOf(await withKeys().ask({ token: reader, seals })), [KEY, KEY, KEY, KEY, 'no-access', KEY]);
  });

  test('counts a page view once, however often its request is repeated', async () => {
    const { ask } = withKeys();
    const look = async (view: string | undefined, path = '/a'): Promise<string[]> =>
      reasonsOf(await ask({ token: reader, view, seals: [await sealOf('looked', path)] }));
    assert.deepEqual(await look('view-1'), [KEY]);
    assert.deepEqual(await look('view-1'), [KEY]);
    // Another article under the same id is another page view.
    assert.deepEqual(await look('view-1', '/b'), [KEY]);

    assert.deepEqual([await look('view-2'), await look(undefined)], [['no-access'], ['no-access']]);
    assert.deepEqual(await look('view-1'), [KEY]);
  });

  test('counts what the page has reported with the request once', async () => {
    const { ask } = withKeys();
    const spend = (id: string, item: string): object[] => [{ id, tracker: 'looks', item, at: NOON }];
    const look = async (id: string, item: string, path: string): Promise<string[]> =>
      reasonsOf(await ask({ token: reader, spend: spend(id, item), seals: [await sealOf('looked', path)] }));
    assert.deepEqual(await look('id-1', '/a', '/a'), [KEY]);
    // The id of an old view of another article pays for nothing.
    assert.deepEqual(await look('id-1', '/b', '/b'), [KEY]);

    assert.deepEqual(await look('id-1', '/c', '/c'), ['no-access']);
  });

  test('counts by "reader", and refuses a reader whom nothing identifies', async () => {
    const { ask } = withKeys();
    const look = async (n: number, who: object): Promise<Answered> => ask({ ...who, seals: [await sealOf('metered', `/${n}`)] });
    const nobody = await look(1, {});
    assert.deepEqual([reasonsOf(nobody), nobody.body.decisions.metered.outcomeId], [['no-access'], 'wall']);
    const answers = [];
    for (const n of [1, 2, 3, 4]) answers.push(...reasonsOf(await look(n, { reader: 'browser-0123456789' })));

    assert.deepEqual(answers, [KEY, KEY, KEY, 'no-access']);
  }); // prettier-ignore

  test('costs nothing where another rule gives access, and no store is asked', async () => {
    const fail = (): never => assert.fail('the store is asked');
    const { ask } = withKeys({ store: { claimGift: fail, spend: fail, readUsage: fail, carry: fail } });

    assert.deepEqual(reasonsOf(await ask({ token: gold, seals: [await sealOf('articles')] })), [KEY]);
  });

  test('is not given while the store fails: 503', async () => {
    const fail = (): never => assert.fail('the store is down');
    const { ask } = withKeys({ store: { claimGift: fail, spend: fail, readUsage: fail, carry: fail } });
    const { status, body, headers } = await ask({ token: reader, seals: [await sealOf('articles')] });

    assert.deepEqual([status, body.error.code, headers.get('retry-after')], [503, 'store-unavailable', '1']);
  });
});

suite('POST /zephr/keys refuses', () => {
  for (const [says, body, status, code] of [
    ['no list', {}, 400, 'field-invalid'],
    ['a list of numbers', { seals: [1] }, 400, 'field-invalid'],
    ['33 seals', { seals: Array.from({ length: 33 }, () => 'a.b') }, 400, 'field-invalid'],
    ['20 kB', { seals: ['x'.repeat(20_000)] }, 413, 'body-too-large'],
    ['a gift that is a text', { seals: [], gift: 'x' }, 400, 'field-invalid'],
    ['a view with a dot', { seals: [], view: 'a.b' }, 400, 'field-invalid'],
    ['a short reader', { seals: [], reader: 'x' }, 400, 'field-invalid'],
    ['spends of another form', { seals: [], spend: [1] }, 400, 'field-invalid'],
  ] as const)
    test(`${says}: ${status}`, async () => {
      const answer = await withKeys().ask(body);

      assert.deepEqual([answer.status, answer.body.error.code], [status, code]);
    });

  test('32 seals and none are answered', async () => {
    const { ask } = withKeys();
    const many = await ask({ seals: Array.from({ length: 32 }, () => 'a.b') });

    assert.deepEqual([many.status, many.body.seals.length, (await ask({ seals: [] })).body.seals], [200, 32, []]);
  });

  test('GET: 405; another type: 415; without sealKeys: 404; a foreign origin gets no CORS', async () => {
    const { endpoint, ask } = withKeys();
    const got = await send(endpoint, '/zephr/keys');
    const typed = await post(endpoint, '/zephr/keys', '{}', { 'content-type': 'text/plain' });
    const without = await post(anEndpoint({ config }).endpoint, '/zephr/keys', { seals: [] });
    const foreign = await ask({ seals: [] }, { origin: 'https://other.example' });

    assert.deepEqual([got.status, typed.status, without.status], [405, 415, 404]);
    assert.equal(foreign.headers.get('access-control-allow-origin'), null);
  });

  test('more keys than "maxKeys" to one reader; seals without a key do not count', async () => {
    let now = NOON;
    const { ask } = withKeys({ maxKeys: { limit: 3, windowMs: 60_000 }, now: () => now });
    const look = (token: string, ...seals: string[]): Promise<Answered> => ask({ token, seals });
    const [a, b] = [await sealOf('archive', '/a'), await sealOf('archive', '/b')];
    await look(reader, a, b, a);
    assert.deepEqual(reasonsOf(await look(gold, a, b)), [KEY, KEY]);
    const refused = await look(gold, a, b);
    assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '60']);
    assert.deepEqual(reasonsOf(await look(gold, b)), [KEY]);
    assert.equal((await look(gold, a)).status, 429);
    now += 60_000;

    assert.equal((await look(gold, a)).status, 200);
  });

  for (const sealKeys of [
    [],
    'key',
    {},
    [SEAL_KEY, SEAL_KEY],
    [{ kid: 'a.b', key: SEAL_KEY.key }],
    [{ kid: '1', key: 'short' }],
    [{ kid: '1', key: `${SEAL_KEY.key.slice(0, -1)}9` }],
    [{ key: SEAL_KEY.key }],
  ] as const)
    // prettier-ignore
    test(`the sealing keys ${JSON.stringify(sealKeys).slice(0, 40)} at the start, without quoting them`, () => {
      assert.throws(
        () => withKeys({ sealKeys: sealKeys as never }),
        (error: Error & { code?: string; pointer?: string }) =>
          error.code === 'option-invalid' && error.pointer === '/sealKeys' && !error.message.includes(SEAL_KEY.key.slice(0, 20)),
      );
    });

  test('and logs route, status, outcome and the number of seals, and nothing of them', async () => {
    const { ask, log } = withKeys();
    const seal = await sealOf('archive');
    const { body } = await ask({ token: gold, seals: [seal, 'a.b'] });
    const { route, status, outcome, seals } = log.at(-1)!;

    assert.deepEqual({ route, status, outcome, seals }, { route: '/zephr/keys', status: 200, outcome: 'valid', seals: 2 });
    for (const text of [gold, seal, body.seals[0].k, SEAL_KEY.key, 'reader-1']) assert.ok(!JSON.stringify(log).includes(text));
  }); // prettier-ignore
});
