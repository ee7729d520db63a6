/** Promotion codes: `POST /zephr/promo`, and the node `promo` at the endpoint. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createMemoryStore } from '../../../../src/endpoint/create-memory-store.js';
import type { Endpoint } from '../../../../src/endpoint/endpoint-function.js';
import { createPromoCheck } from '../../../../src/endpoint/promotions/create-promo-check.js';
import { aConfig } from '../../../support/a-config.js';
import { aSecretToken, anEndpoint, JWT, post, type Answered } from '../../../support/an-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';

const DAY = 86_400_000;
const dateOf = (at: number): string => new Date(at).toISOString();
const PROMOTIONS = {
  spring: { title: 'Spring', codes: ['SPRING-26', 'Frühling'], limit: 2, until: dateOf(NOON + DAY) },
  one: { codes: ['ONE-1', 'ONE-2'], limit: 1, from: dateOf(NOON - DAY), until: dateOf(NOON + DAY) },
  over: { codes: ['OVER'], limit: 9, until: dateOf(NOON) },
  later: { codes: ['LATER'], limit: 9, from: dateOf(NOON + 1), until: dateOf(NOON + DAY) },
};
const NOTHING = { promotion: null };
const SPRING = { promotion: 'spring' };

type Give = (code: string, session: string, token?: string) => Promise<Answered>;
/** An endpoint with promotions, each of whose requests is of another client. */
function aShop(options: object = {}): { readonly give: Give; readonly endpoint: Endpoint } {
  const { endpoint } = anEndpoint({ promotions: PROMOTIONS, rateLimit: false, ...options });
  let clients = 0;
  const give: Give = (code, session, token) => {
    const client = { address: `10.0.${clients >> 8}.${clients++ & 255}` };
    return post(endpoint, '/zephr/promo', { code, session, ...(token && { token }) }, {}, client);
  };
  return { give, endpoint };
}

suite('a promotion code', () => {
  test('counts for as many readers as it is for, and once for each', async () => {
    const { give } = aShop();
    const sessions = ['a', 'a', 'b', 'c', 'a', 'b', 'c'];
    const answers = [];
    for (const session of sessions) answers.push((await give('SPRING-26', session)).body);

    assert.deepEqual(answers, [SPRING, SPRING, SPRING, NOTHING, SPRING, SPRING, NOTHING]);
  });
  test('is counted apart from other codes of the promotion', async () => {
    const { give } = aShop();
    const answers = [];
    for (const [code, session] of [['ONE-1', 'a'], ['ONE-1', 'b'], ['ONE-2', 'b']] as const) answers.push((await give(code, session)).body.promotion); // prettier-ignore

    assert.deepEqual(answers, ['one', null, 'one']);
  });
  for (const code of ['spring-26', '  SPRING-26\n', 'FRÜHLING', 'frühling'])
    test(`counts as "${code.trim()}" too`, async () => assert.deepEqual((await aShop().give(code, 'a')).body, SPRING));
  for (const code of ['', 'SPRING', 'SPRING-26 ', 'SPRING-2', 'spring', '__proto__', 'OVER', 'LATER', 'x'.repeat(9000)].filter((text) => text !== 'SPRING-26 '))
    test(`is not "${code.slice(0, 20)}", and nothing says why`, async () => {
      const { status, body } = await aShop().give(code, 'a');

      assert.deepEqual([status, body], [200, NOTHING]);
    }); // prettier-ignore
  test('does not count where the endpoint has no promotions', async () =>
    assert.deepEqual((await aShop({ promotions: undefined }).give('SPRING-26', 'a')).body, NOTHING));

  test('is one reader’s on all devices, by the id of the token', async () => {
    const { give } = aShop();
    const token = aSecretToken({ sub: 'reader-1' });
    const answers = [];
    for (const session of ['a', 'b', 'c']) answers.push((await give('ONE-1', session, token)).body.promotion);
    const other = await give('ONE-1', 'd', aSecretToken({ sub: 'reader-2' }));

    assert.deepEqual([answers, other.body], [['one', 'one', 'one'], NOTHING]);
  });
  test('stays with the session of a reader who signs in, and is not counted again', async () => {
    const { give } = aShop();
    const before = await give('SPRING-26', 'a');
    const after = await give('SPRING-26', 'a', aSecretToken({ sub: 'reader-1' }));
    const others = [await give('SPRING-26', 'b'), await give('SPRING-26', 'c')];

    assert.deepEqual([before, after, ...others].map(({ body }) => body.promotion), ['spring', 'spring', 'spring', null]); // prettier-ignore
  });
  test('counts for more readers than one key of a store holds, and for no more', async () => {
    let [granted, refused] = [0, 0];
    const promotions = { big: { codes: ['BIG-CODE'], limit: 1002, until: dateOf(NOON + DAY) } };
    const check = createPromoCheck(promotions, { store: createMemoryStore(() => NOON), now: () => NOON });
    for (let i = 0; i < 1004; i++) {
      const found = await check({ code: 'BIG-CODE', session: `s${i}` }, { account: null, client: `c${i}` });
      if (found.promotion === 'big') granted++;
      else refused++;
    }

    assert.deepEqual([granted, refused], [1002, 2]);
  });
  test('is kept as a hash, and so is the reader', async () => {
    const texts: string[] = [];
    const memory = createMemoryStore(() => NOON);
    const store = {
      ...memory,
      spend: (...args: Parameters<typeof memory.spend>) => {
        texts.push(JSON.stringify(args));
        return memory.spend(...args);
      },
    };
    await aShop({ store }).give('SPRING-26', 'a-session', aSecretToken({ sub: 'reader-1' }));

    assert.ok(texts.length > 0);
    assert.doesNotMatch(texts.join('').toLowerCase(), /spring|a-session|reader-1/);
  });
  test('is asked of the store alike, whether it exists, is over or is used up', async () => {
    let calls = 0;
    const memory = createMemoryStore(() => NOON);
    const store = { ...memory, spend: (...args: Parameters<typeof memory.spend>) => (calls++, memory.spend(...args)) };
    const { give } = aShop({ store });
    await give('ONE-1', 'first');
    const counts = [];
    for (const code of ['ONE-1', 'OVER', 'LATER', 'UNKNOWN']) {
      calls = 0;
      await give(code, 'second');
      counts.push(calls);
    }

    assert.deepEqual(counts, [1, 1, 1, 1]);
  });
});

suite('guesses', () => {
  const client = { address: '192.0.2.1' };
  const guess = (endpoint: Endpoint, code: string, from: unknown = client): Promise<Answered> =>
    post(endpoint, '/zephr/promo', { code, session: 'a' }, {}, from);

  test('are limited for a client, and then its right codes are not looked at either', async () => {
    const { endpoint } = aShop();
    for (let i = 0; i < 10; i++) assert.equal((await guess(endpoint, `GUESS-${i}`)).status, 200);
    const [wrong, right] = [await guess(endpoint, 'GUESS'), await guess(endpoint, 'SPRING-26')];

    assert.deepEqual([wrong.status, wrong.headers.get('retry-after')], [429, '600']);
    assert.deepEqual([right.status, right.body], [wrong.status, wrong.body]);
    assert.deepEqual((await guess(endpoint, 'SPRING-26', { address: '192.0.2.2' })).body, SPRING);
  });
  test('sent all at once are no way around the limit', async () => {
    const { endpoint } = aShop();
    const all = await Promise.all(Array.from({ length: 40 }, (_, i) => guess(endpoint, `GUESS-${i}`)));

    assert.equal(all.filter(({ status }) => status === 200).length, 10);
  });
  test('do not include codes that count', async () => {
    const { endpoint } = aShop();
    const answers = [];
    for (let i = 0; i < 20; i++) answers.push((await guess(endpoint, 'SPRING-26')).status);

    assert.deepEqual(new Set(answers), new Set([200]));
  });
  test('come through neither decisions nor keys', async () => {
    const { endpoint } = aShop({ config: SHOP });
    const decide = async (code: string): Promise<unknown> =>
      (await post(endpoint, '/zephr/decide', { features: ['articles'], promo: { code, session: 'a' } }, {}, client)).body
        .decisions.articles.outcomeId; // prettier-ignore
    assert.equal(await decide('SPRING-26'), 'cheap');
    for (let i = 0; i < 11; i++) assert.equal(await decide(`GUESS-${i}`), 'dear');
    assert.equal(await decide('SPRING-26'), 'dear');
  });
});

const SHOP = aConfig({
  jwt: JWT,
  products: {},
  outcomes: {},
  components: { subscribe: { type: 'paywall', offers: ['yearly'] } },
  offers: { yearly: { title: 'Yearly' }, half: { title: 'Half' } },
  features: {
    articles: {
      rules: {
        anonymous: {
          type: 'promo',
          promotion: 'spring',
          yes: { id: 'cheap', content: 'hide', components: ['subscribe'], offers: ['half'] },
          no: { id: 'dear', content: 'hide', components: ['subscribe'] },
        },
      },
    },
  },
});

suite('a decision of the endpoint', () => {
  const decide = async (body: object): Promise<unknown> =>
    (await post(aShop({ config: SHOP }).endpoint, '/zephr/decide', { features: ['articles'], ...body })).body.decisions
      .articles.outcomeId;

  test('switches offers by a code', async () =>
    assert.equal(await decide({ promo: { code: 'SPRING-26', session: 'a' } }), 'cheap'));
  test('switches none by a code of another promotion', async () =>
    assert.equal(await decide({ promo: { code: 'ONE-1', session: 'a' } }), 'dear'));
  test('believes no fact about it, and no code in the address', async () =>
    assert.equal(await decide({ facts: { promo: 'spring' }, url: '/a?promo=SPRING-26' }), 'dear'));
});

suite('promotions that are refused when the endpoint starts', () => {
  const good = { codes: ['CODE'], limit: 1, until: '2030-01-01' };
  for (const [says, promotions, pointer] of [
    ['a list', [], ''],
    ['one without codes', { a: { ...good, codes: undefined } }, '/a/codes'],
    ['one of no code', { a: { ...good, codes: [] } }, '/a/codes'],
    ['a code that is too short', { a: { ...good, codes: ['CODE', ' abc '] } }, '/a/codes/1'],
    ['a code that is a number', { a: { ...good, codes: [12345] } }, '/a/codes/0'],
    ['a code twice', { a: good, b: { ...good, codes: ['code'] } }, '/b/codes/0'],
    ['one without a limit', { a: { ...good, limit: undefined } }, '/a/limit'],
    ['a limit of half a reader', { a: { ...good, limit: 0.5 } }, '/a/limit'],
    ['a limit that no store counts to', { a: { ...good, limit: 20_001 } }, '/a/limit'],
    ['one without an end', { a: { ...good, until: undefined } }, '/a/until'],
    ['an end that is not a date', { a: { ...good, until: 'spring' } }, '/a/until'],
    ['an end before the start', { a: { ...good, from: '2030-01-02' } }, '/a/until'],
    ['a start that is not a date', { a: { ...good, from: '2026-02-30' } }, '/a/from'],
  ] as const)
    test(says, () =>
      assert.throws(
        () => anEndpoint({ promotions: promotions as never }),
        (error: { code: string; pointer: string; message: string }) =>
          error.code === 'option-invalid' && error.pointer === `/promotions${pointer}` && !/"?CODE/.test(error.message),
      ),
    ); // prettier-ignore
});
