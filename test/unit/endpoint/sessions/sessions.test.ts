/** Browsers that read at once with one account: `POST /zephr/sessions`, and the node `active-sessions` at the endpoint. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createMemoryStore } from '../../../../src/endpoint/create-memory-store.js';
import { SESSION_LIFETIME_MS } from '../../../../src/endpoint/limits.js';
import { BEAT_INTERVAL_MS } from '../../../../src/page/sessions/limits.js';
import { aConfig } from '../../../support/a-config.js';
import { aSeal, SEAL_KEY } from '../../../support/a-seal.js';
import { aSecretToken, anEndpoint, JWT, post, type Answered } from '../../../support/an-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';
import { aSessionId } from '../../../support/session-store-suite.js';

const limited = (fields: object): object => ({
  rules: { anonymous: { type: 'active-sessions', ...fields, yes: 'show', no: { id: 'devices', content: 'hide' } } },
});
const config = aConfig({
  jwt: { ...JWT, userStore: { foreignKeySystem: 'crm' } },
  products: {},
  outcomes: {},
  features: {
    newest: limited({ limit: 2 }),
    oldest: limited({ limit: 2, givesWay: 'newest' }),
    // Takes an exit of its own where the endpoint knows no place.
    unknown: limited({ limit: 2, unknown: { id: 'unknown', content: 'hide' } }),
  },
});
const ADA = aSecretToken({ sub: 'ada' });
const BOB = aSecretToken({ sub: 'bob' });

type Ask = (body: object) => Promise<Answered>;
/** An endpoint, and a clock that the test sets. */
function anOffice(options: Parameters<typeof anEndpoint>[0] = {}): {
  readonly beat: (session: string | number, token?: string | null, more?: object) => Promise<unknown>;
  readonly decide: (body: object) => Promise<Readonly<Record<string, string>>>;
  readonly keys: Ask;
  readonly log: ReturnType<typeof anEndpoint>['log'];
  readonly clock: { now: number };
} {
  const clock = { now: NOON };
  const { endpoint, log } = anEndpoint({
    ...{ config, rateLimit: false, sealKeys: [SEAL_KEY], now: () => clock.now },
    ...options,
  });
  return {
    clock,
    log,
    beat: async (session, token = ADA, more = {}) => {
      const { status, body } = await post(endpoint, '/zephr/sessions', {
        session: aSessionId(session),
        token,
        ...more,
      });
      const found = body.sessions as { place: number; of: number } | false | null | undefined;
      return found ? `${found.place} of ${found.of}` : (found ?? (found === null ? null : status));
    },
    decide: async (body) => {
      const { decisions = {} } = (await post(endpoint, '/zephr/decide', body)).body;
      return Object.fromEntries(
        Object.entries(decisions as Record<string, { outcomeId: string }>).map(([name, { outcomeId }]) => [
          name,
          outcomeId,
        ]),
      );
    },
    keys: (body) => post(endpoint, '/zephr/keys', body),
  };
}

suite('the browsers of a reader', () => {
  test('have places in the order in which they began to read, apart from those of other readers', async () => {
    const { beat } = anOffice();

    assert.deepEqual(
      [await beat('a'), await beat('b'), await beat('a'), await beat('c', BOB), await beat('c')],
      ['1 of 1', '2 of 2', '1 of 2', '1 of 1', '3 of 3'],
    );
  });

  test('stay active between two signs of life, also when one is lost, and no longer', async () => {
    const { beat, clock } = anOffice();
    await beat('a');
    clock.now += 2 * BEAT_INTERVAL_MS;
    const held = await beat('b');
    clock.now = NOON + SESSION_LIFETIME_MS;

    assert.deepEqual([held, await beat('b')], ['2 of 2', '1 of 1']);
  });

  test('are named by the same reader in each of their tokens', async () => {
    const { beat } = anOffice();
    await beat('a');

    assert.equal(await beat('b', aSecretToken({ sub: 'ada', prod: 'gold', iat: 1 })), '2 of 2');
  });

  test('can say goodbye', async () => {
    const { beat } = anOffice();
    await beat('a');
    await beat('b');
    const goodbye = await beat('a', ADA, { ends: true });

    assert.deepEqual([goodbye, await beat('b')], [null, '1 of 1']);
  });

  for (const [says, token] of [
    ['no token', null],
    ['a forged token', aSecretToken({ sub: 'ada' }).replace(/.{6}$/, 'AAAAAA')],
    ['an expired token', aSecretToken({ sub: 'ada', exp: NOON / 1000 - 3600 })],
    ['a token without an id', aSecretToken({ sub: undefined })],
  ] as const) {
    test(`are not counted with ${says}`, async () => {
      const { beat } = anOffice();

      assert.deepEqual(
        [await beat('a', token), await beat('a', token, { ends: true }), await beat('b')],
        [null, null, '1 of 1'],
      );
    });
  }

  test('are 50 at most, whatever ids one of them makes up', async () => {
    const store = createMemoryStore(() => NOON);
    const { beat } = anOffice({ store });
    await beat('first');
    const answers = new Set<unknown>();
    for (let n = 0; n < 300; n++) answers.add(await beat(n));

    assert.deepEqual([answers.size, answers.has(false), await beat('first')], [50, true, '1 of 50']);
  });

  test('are not kept where no rule asks for them', async () => {
    const store = createMemoryStore(() => NOON);
    const { beat } = anOffice({ store, config: aConfig({ jwt: JWT }) });
    await beat('a');

    assert.deepEqual([await beat('b'), store.forgetSessions!('user::ada')], [null, false]);
  });

  test('are kept in the memory of the process beside a store without methods for them', async () => {
    const { beat } = anOffice({ store: { claimGift: () => true } });
    await beat('a');

    assert.equal(await beat('b'), '2 of 2');
  });

  test('are unknown while the store fails, and the log says so', async () => {
    const fail = (): never => {
      throw new Error('down');
    };
    const { beat, decide, log } = anOffice({
      store: { ...createMemoryStore(() => NOON), keepSession: fail, endSession: fail },
    });

    assert.deepEqual([await beat('a'), await decide({ token: ADA, session: aSessionId('a') })], [503, {}]);
    assert.ok(log.some(({ event }) => event === 'usage-store-failed'));
  });
});

suite('a decision by the browsers of a reader', () => {
  test('lets the newest in, or the oldest', async () => {
    const { beat, decide } = anOffice();
    for (const name of ['a', 'b', 'c']) await beat(name);
    const all = [];
    for (const name of ['a', 'b', 'c']) all.push(await decide({ token: ADA, session: aSessionId(name) }));

    assert.deepEqual(all, [
      { newest: 'devices', oldest: 'show', unknown: 'devices' },
      { newest: 'show', oldest: 'show', unknown: 'show' },
      { newest: 'show', oldest: 'devices', unknown: 'show' },
    ]);
  });

  test('counts the browser that it is for', async () => {
    const { beat, decide } = anOffice();
    await decide({ token: ADA, session: aSessionId('a') });

    assert.equal(await beat('b'), '2 of 2');
  });

  for (const [says, body] of [
    ['without a token', { session: aSessionId('a') }],
    ['without the id of a browser', { token: ADA }],
    ['of an anonymous reader who says otherwise', { facts: { 'active-sessions': { place: 1, of: 1 } } }],
    ['of a reader whose page says otherwise', { token: ADA, facts: { 'active-sessions': { place: 1, of: 1 } } }],
  ] as const) {
    test(`${says} knows no place`, async () => {
      assert.equal((await anOffice().decide(body))['unknown'], 'unknown');
    });
  }

  test('does not believe the place that a page gives', async () => {
    const { beat, decide } = anOffice();
    for (const name of ['a', 'b', 'c']) await beat(name);
    const facts = { 'active-sessions': { place: 1, of: 1 } };

    assert.equal((await decide({ token: ADA, session: aSessionId('a'), facts }))['newest'], 'devices');
  });

  test('refuses a browser for which there is no place, whichever gives way', async () => {
    const { beat, decide } = anOffice();
    for (let n = 0; n < 50; n++) await beat(n);

    assert.deepEqual(await decide({ token: ADA, session: aSessionId('new') }), {
      newest: 'devices',
      oldest: 'devices',
      unknown: 'devices',
    });
  });
});

suite('a key', () => {
  const ask = async (keys: Ask, session: string | undefined, token: string | null): Promise<unknown> => {
    const seal = (await aSeal('<p>Text</p>', { feature: 'newest', path: '/story' })).split('.').slice(0, 2).join('.');
    const { body } = await keys({ seals: [seal], ...(token && { token }), ...(session && { session }) });
    return body.seals[0].k ? 'key' : (body.decisions.newest?.outcomeId ?? body.seals[0].reason);
  };

  test('is given to the browsers within the limit, and refused to the one that gives way', async () => {
    const { keys } = anOffice();
    const answers = [];
    for (const name of ['a', 'b', 'c', 'a', 'b']) answers.push(await ask(keys, aSessionId(name), ADA));

    assert.deepEqual(answers, ['key', 'key', 'key', 'devices', 'key']);
  });

  test('is given to no reader without an account, and to none without the id of the browser', async () => {
    const { keys } = anOffice();

    assert.deepEqual([await ask(keys, aSessionId('a'), null), await ask(keys, undefined, ADA)], ['devices', 'devices']);
  });
});
