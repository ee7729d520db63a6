import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { TrackedView, UsageStore } from '../../../../src/endpoint/store.js';
import { EndpointError } from '../../../../src/endpoint/endpoint-error.js';
import { aConfig } from '../../../support/a-config.js';
import { aSecretToken, anEndpoint, JWT, post, type Answered, type TestEndpoint } from '../../../support/an-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';
import { signToken } from '../../../support/sign-token.js';

const DAY = 86_400_000;
const READER = 'browser-0123456789';
const trial = { type: 'trial', tracker: 'stories', limit: 3, yes: 'show', no: 'teaser' };
const config = aConfig({
  jwt: { ...JWT, userStore: { foreignKeySystem: 'crm' } },
  features: {
    articles: { rules: { anonymous: trial, registered: { ...trial, limit: 5 } } },
    videos: {
      rules: {
        anonymous: { ...trial, tracker: undefined, limit: 1 },
        customer: { type: 'time-trial', tracker: 'films', duration: 1, unit: 'days', yes: 'show', no: 'teaser' },
      },
    },
  },
});
const sound = JSON.parse(JSON.stringify(config)) as Record<string, unknown>;

function aMetered(
  options: Parameters<typeof anEndpoint>[0] = {},
): TestEndpoint & { ask: (body: unknown) => Promise<Answered> } {
  const made = anEndpoint({ config: sound, anonymousUsage: true, ...options });
  return { ...made, ask: (body) => post(made.endpoint, '/zephr/usage', body) };
}

const view = (item: string, changes: Partial<TrackedView> = {}): TrackedView => ({
  id: `id-${item}`,
  tracker: 'stories',
  item,
  at: NOON,
  ...changes,
});
const views = (...items: readonly string[]): TrackedView[] => items.map((item) => view(item));
const itemsOf = ({ body }: Answered, tracker = 'stories'): string[] =>
  ((body.trackers[tracker] ?? []) as TrackedView[]).map(({ item }) => item);

suite('POST /zephr/usage', () => {
  test('counts the views of an anonymous reader, and returns all of them', async () => {
    const { ask } = aMetered();
    const { status, body } = await ask({ reader: READER, spend: views('/a', '/b') });

    assert.equal(status, 200);
    assert.deepEqual(body, {
      trackers: { stories: [{ id: 'id-/a', item: '/a', at: NOON }, { id: 'id-/b', item: '/b', at: NOON }] },
      refused: [],
    });
    assert.deepEqual((await ask({ reader: READER })).body, body);
    assert.deepEqual((await ask({ reader: `${READER}-else` })).body, { trackers: {}, refused: [] });
  }); // prettier-ignore

  test('refuses what is over the limits of the config, and trackers that it does not name', async () => {
    const { ask } = aMetered();
    const answer = await ask({
      reader: READER,
      spend: [
        ...views('/1', '/2', '/3', '/4', '/5', '/6'),
        view('/a', { tracker: 'videos/anonymous' }),
        view('/b', { tracker: 'videos/anonymous' }),
        view('/c', { tracker: 'none' }),
        view('/d', { tracker: 'articles/anonymous' }),
      ],
    });

    // Some rule lets in five of its stories.
    assert.deepEqual(answer.body.refused, ['id-/6', 'id-/b', 'id-/c', 'id-/d']);
    assert.deepEqual(itemsOf(answer), ['/1', '/2', '/3', '/4', '/5']);
  });

  test('lets a time trial begin once', async () => {
    const { ask } = aMetered();
    const begin = (id: string): TrackedView => view('', { id, tracker: 'time:films' });

    assert.deepEqual((await ask({ reader: READER, spend: [begin('one')] })).body.refused, []);
    const { body } = await ask({ reader: READER, spend: [begin('two'), begin('one')] });
    assert.deepEqual(body, { trackers: { 'time:films': [{ id: 'one', item: '', at: NOON }] }, refused: ['two'] });
  });

  test('counts a reader by the mapped id, on every device', async () => {
    const { ask } = aMetered();
    await ask({ token: aSecretToken({ sub: 'reader-1' }), reader: READER, spend: views('/desk') });
    const answer = await ask({ token: aSecretToken({ sub: 'reader-1', iat: 7 }), spend: views('/phone') });

    assert.deepEqual(itemsOf(answer), ['/desk', '/phone']);
    assert.deepEqual(itemsOf(await ask({ token: aSecretToken({ sub: 'reader-2' }) })), []);
    assert.deepEqual(itemsOf(await ask({ reader: READER })), []);
  });

  test('takes the token from the cookie as the other routes do', async () => {
    const { ask, endpoint } = aMetered();
    const token = aSecretToken({ sub: 'reader-1' });
    await post(endpoint, '/zephr/usage', { spend: views('/a') }, { cookie: `blaize_jwt=${token}` });

    assert.deepEqual(itemsOf(await ask({ token })), ['/a']);
  });

  test('carries over what was counted before signing in, once, and only when it is asked to', async () => {
    const { ask } = aMetered();
    const token = aSecretToken({ sub: 'reader-1' });
    await ask({ reader: READER, spend: views('/1', '/2', '/3') });

    assert.deepEqual(itemsOf(await ask({ token, reader: READER, carry: false })), []);
    assert.deepEqual(itemsOf(await ask({ token, reader: READER, carry: true })), ['/1', '/2', '/3']);
    // The registered trial has five: earlier views count in it before the new ones.
    const answer = await ask({ token, reader: READER, carry: true, spend: views('/4', '/5', '/6') });
    assert.deepEqual([itemsOf(answer), answer.body.refused], [['/1', '/2', '/3', '/4', '/5'], ['id-/6']]);
    assert.deepEqual(itemsOf(await ask({ reader: READER, carry: true })), ['/1', '/2', '/3']);
  });

  for (const [says, token] of [
    ['expired', aSecretToken({ sub: 'reader-1', exp: 1 })],
    ['forged', signToken({ alg: 'HS256', secret: 'forged', claims: { sub: 'reader-1' } })],
    ['without the mapped claim', aSecretToken({ name: 'A' })],
  ] as const) {
    test(`counts a reader by their browser where their token is ${says}`, async () => {
      const { ask } = aMetered();
      await ask({ token, reader: READER, spend: views('/a') });

      assert.deepEqual(itemsOf(await ask({ reader: READER })), ['/a']);
      const { status, body, headers } = await ask({ token, spend: views('/a') });
      assert.deepEqual([status, body.error.code], [401, 'reader-missing']);
      assert.equal(headers.get('www-authenticate'), 'Bearer');
    });

    test(`answers a question that counts nothing with no counts where the token is ${says}`, async () => {
      const { status, body } = await aMetered().ask({ token });

      assert.deepEqual([status, body], [200, { trackers: null, refused: [] }]);
    });
  }

  test('never takes one kind of reader for the other, whatever they are called', async () => {
    const { ask } = aMetered();
    await ask({ token: aSecretToken({ sub: READER }), spend: views('/a') });
    await ask({ token: aSecretToken({ sub: `crm:${READER}` }), spend: views('/b') });

    assert.deepEqual(itemsOf(await ask({ reader: READER })), []);
  });

  for (const [says, at, counted] of [
    ['to come', NOON + 1, NOON],
    ['years to come', NOON + 9000 * DAY, NOON],
    ['31 days ago', NOON - 31 * DAY, NOON - 31 * DAY],
    ['longer ago', NOON - 31 * DAY - 1, NOON],
    ['of 1970', 0, NOON],
    ['before', -1e300, NOON],
    ['between two milliseconds', NOON - 0.5, NOON - 1],
  ] as const) {
    test(`counts a moment ${says} as ${counted === NOON ? 'now' : 'it is'}`, async () => {
      const { body } = await aMetered().ask({ reader: READER, spend: [view('/a', { at })] });

      assert.equal(body.trackers.stories[0].at, counted);
    });
  }

  test('says neither yes nor no where the store cannot be asked', async () => {
    const broken = (name: keyof UsageStore): UsageStore => ({
      spend: async () => ({ refused: [] }),
      readUsage: async () => ({}),
      carry: async () => {},
      [name]: () => Promise.reject(new RangeError(`${READER} /secret-story`)),
    });
    for (const name of ['spend', 'readUsage', 'carry'] as const) {
      const { ask, log } = aMetered({ store: { claimGift: () => true, ...broken(name) } });
      const { status, body } = await ask({
        token: aSecretToken(),
        reader: READER,
        carry: true,
        spend: views('/secret-story'),
      });

      assert.deepEqual([status, body.error.code], [503, 'store-unavailable']);
      assert.ok(log.some(({ event, error }) => event === 'usage-store-failed' && error === 'RangeError'));
      assert.doesNotMatch(JSON.stringify(log), /browser-|secret-story|reader-1/);
    }
  });

  test('keeps count in memory beside a store of gifts alone, and takes no store with half of what it needs', async () => {
    const { ask } = aMetered({ store: { claimGift: () => true } });
    await ask({ reader: READER, spend: views('/a') });

    assert.deepEqual(itemsOf(await ask({ reader: READER })), ['/a']);
    const half = { claimGift: () => true, spend: () => ({ refused: [] }) };
    assert.throws(() => aMetered({ store: half }), (error) => {
      assert.ok(error instanceof EndpointError);
      assert.equal(error.pointer, '/store');
      return true;
    });
  }); // prettier-ignore

  test('logs who was recognized and no more', async () => {
    const { ask, log } = aMetered();
    await ask({
      token: aSecretToken({ sub: 'reader-77' }),
      reader: READER,
      spend: views('/secret-story'),
      carry: true,
    });
    await ask({ reader: READER, spend: views('/secret-story') });
    await ask({ spend: views('/secret-story') });
    await ask({});

    assert.deepEqual(
      log.map(({ route, status, outcome }) => [route, status, outcome].join(' ')),
      ['/zephr/usage 200 valid', '/zephr/usage 200 none', '/zephr/usage 401 reader-missing', '/zephr/usage 200 none'],
    );
    assert.doesNotMatch(JSON.stringify(log), /reader-77|browser-|secret-story|stories|id-/);
  });
});

suite('POST /zephr/usage refuses', () => {
  const one = (changes: object): object => ({ reader: READER, spend: [{ ...view('/a'), ...changes }] });
  const texts = (least: number, most: number): unknown[] => [
    null,
    7,
    ['a'],
    {},
    'x'.repeat(most + 1),
    'a\0',
    'a\uD800',
    ...(least ? [''] : []),
  ];
  const rows: readonly (readonly [field: string, bodies: readonly object[]])[] = [
    ['token', [{ token: 7, reader: READER }]],
    ['reader', ['', 'short', 'x'.repeat(65), 'fifteen-letters', `${READER}:`, `${READER}\n`, 7, {}, [READER]].map((reader) => ({ reader }))],
    ['carry', [1, 'true', {}].map((carry) => ({ reader: READER, carry }))],
    ['spend', [1, {}, 'a', Array.from({ length: 101 }, (_, n) => n)].map((spend) => ({ reader: READER, spend }))],
    ['spend[0]', [null, 1, 'a', []].map((entry) => ({ reader: READER, spend: [entry] }))],
    ['spend[0].id', texts(1, 128).map((id) => one({ id }))],
    ['spend[0].tracker', texts(1, 512).map((tracker) => one({ tracker }))],
    ['spend[0].item', texts(0, 2048).map((item) => one({ item }))],
    ['spend[0].at', [null, '1', {}, true].map((at) => one({ at }))],
  ]; // prettier-ignore
  for (const [field, bodies] of rows) {
    test(`a wrong ${field}, and counts nothing`, async () => {
      const { ask } = aMetered();
      for (const body of bodies) {
        const { status, body: answer } = await ask(body);
        assert.deepEqual([status, answer.error?.code], [400, 'field-invalid'], JSON.stringify(body));
        assert.ok(answer.error.message.startsWith(`"${field}" `), answer.error.message);
      }
      assert.deepEqual((await ask({ reader: READER })).body.trackers, {});
    });
  }

  test('a moment beyond all numbers', async () => {
    const body = JSON.stringify(one({ at: 4711 })).replace('4711', '1e999');

    assert.equal((await aMetered().ask(body)).status, 400);
  });

  test('all of a request where one of its spends is wrong', async () => {
    const { ask } = aMetered();
    assert.equal((await ask({ reader: READER, spend: [view('/a'), { ...view('/b'), at: 'x' }] })).status, 400);

    assert.deepEqual(itemsOf(await ask({ reader: READER })), []);
  });

  test('no name for what it is: of spends as of readers', async () => {
    const { ask } = aMetered();
    const body = `{"reader":"__proto__________","spend":[${JSON.stringify(view('__proto__', { id: 'constructor' }))},{"__proto__":1,"id":"a","tracker":"__proto__","item":"/","at":1}]}`;
    const answer = await ask(body);

    assert.deepEqual(answer.body.refused, ['a']);
    assert.deepEqual(itemsOf(answer), ['__proto__']);
  });

  test('more requests than the limit, as everywhere', async () => {
    const { ask } = aMetered({ rateLimit: { limit: 2, windowMs: 1000 } });

    assert.deepEqual([(await ask({ spend: [] })).status, (await ask({ reader: READER })).status, (await ask({ reader: READER })).status], [401, 200, 429]);
  }); // prettier-ignore

  test('pages of other origins, unless they are listed', async () => {
    const { endpoint } = aMetered({ allowedOrigins: ['https://a.example'] });
    const ask = (origin: string): Promise<Answered> => post(endpoint, '/zephr/usage', { reader: READER }, { origin });

    assert.equal((await ask('https://a.example')).headers.get('access-control-allow-origin'), 'https://a.example');
    assert.equal((await ask('https://b.example')).headers.get('access-control-allow-origin'), null);
  });
});
