import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { EndpointOptions } from '../../../../src/endpoint/create-endpoint.js';
import { MAX_VERIFICATIONS_OVER_LIMIT_PER_S } from '../../../../src/endpoint/limits.js';
import { ReaderLimit } from '../../../../src/endpoint/protect/reader-limit.js';
import { Refusal } from '../../../../src/endpoint/refusal.js';
import { aSecretToken, anEndpoint, post, send, type TestEndpoint } from '../../../support/an-endpoint.js';

const PROXY = { address: '192.0.2.1' };
const VERIFY = '/zephr/verify';

interface Limited extends TestEndpoint {
  /** Sends a request from the proxy, and gives its status. */
  readonly ask: (body: object, path?: string) => Promise<number>;
}

/** An endpoint that allows two requests in a second, all from one proxy that it does not know. */
function aLimitedEndpoint(options: Partial<EndpointOptions> = {}): Limited {
  const made = anEndpoint({ rateLimit: { limit: 2, windowMs: 1000 }, ...options });
  return { ...made, ask: async (body, path = VERIFY) => (await post(made.endpoint, path, body, {}, PROXY)).status };
}

const forged = (index: number): object => ({ token: aSecretToken({ sub: 'reader-1' }, { secret: `other ${index}` }) });
const of = (sub: string): object => ({ token: aSecretToken({ sub }) });

suite('a client that is over its limit', () => {
  test('by forged tokens leaves readers with a valid one their own limit', async () => {
    const { ask } = aLimitedEndpoint();
    const junk = [];
    for (let index = 0; index < 20; index++) junk.push(await ask(forged(index)));

    assert.deepEqual(junk.slice(0, 4), [200, 200, 429, 429]);
    assert.deepEqual(
      [await ask(of('a')), await ask(of('b')), await ask(of('b')), await ask(of('b')), await ask(of('c'))],
      [200, 200, 200, 429, 200],
    );
    assert.equal(await ask(of('d'), '/zephr/decide'), 200);
    assert.equal(await ask({ ...of('d') }, '/zephr/usage'), 200);
  });

  test('is refused without a valid token, on every route', async () => {
    const { ask, endpoint } = aLimitedEndpoint();
    await ask({});
    await ask({});

    assert.equal(await ask({}), 429);
    assert.equal(await ask({ features: [] }, '/zephr/decide'), 429);
    assert.equal(await ask({ reader: 'a'.repeat(16) }, '/zephr/usage'), 429);
    assert.equal(await ask({ gift: 'x', path: '/', session: 's', ...of('a') }, '/zephr/gift'), 429);
    assert.equal((await post(endpoint, VERIFY, '{', {}, PROXY)).status, 429);
    assert.equal((await send(endpoint, '/zephr/facts', {}, PROXY)).status, 429);
  });

  test('is not asked of the user store', async () => {
    let asked = 0;
    const users = { find: () => (asked++, null) };
    const { endpoint } = anEndpoint({
      rateLimit: { limit: 2, windowMs: 1000 },
      jwt: { userStore: { foreignKeySystem: 'crm' } },
      users,
    });
    for (let index = 0; index < 5; index++) await post(endpoint, VERIFY, of('a'), {}, PROXY);

    assert.equal(asked, 2);
  });

  test('gets no further by many candidates of which one is valid', async () => {
    const { ask, endpoint } = aLimitedEndpoint();
    await ask({});
    await ask({});
    const cookie = Array.from({ length: 9 }, (_, index) => `blaize_jwt=${aSecretToken({ sub: 'a', index })}`).join(';');

    assert.equal((await post(endpoint, VERIFY, {}, { cookie }, PROXY)).status, 429);
  });
});

suite('requests with a valid token', () => {
  test('do not use up the limit of their client', async () => {
    const { ask } = aLimitedEndpoint();
    for (const reader of ['a', 'b', 'c', 'd']) assert.equal(await ask(of(reader)), 200);

    assert.deepEqual([await ask({}), await ask({}), await ask({})], [200, 200, 429]);
  });

  test('count together for one reader, whichever token and client they come with', async () => {
    const { endpoint } = aLimitedEndpoint();
    const statuses = [];
    for (const index of [1, 2, 3]) {
      const token = aSecretToken({ sub: 'a', index });
      statuses.push((await post(endpoint, VERIFY, { token }, {}, { address: `192.0.2.${index}` })).status);
    }

    assert.deepEqual(statuses, [200, 200, 429]);
  });

  test('count for their token where it names no reader', async () => {
    const { ask } = aLimitedEndpoint();
    const [one, other] = [1, 2].map((index) => ({ token: aSecretToken({ index }) })) as [object, object];

    assert.deepEqual([await ask(one), await ask(one), await ask(one), await ask(other)], [200, 200, 429, 200]);
  });
});

test('verifications for clients over their limit are bounded, and tokens that were valid go on', () => {
  let now = 0;
  const refusal = new Refusal(429, 'rate-limited', '');
  const limit = new ReaderLimit({ limit: 10, windowMs: 60_000, now: () => now, createRefusal: () => refusal });
  limit.openFor(() => {}).afterVerifying('a', 'known token');
  const gate = limit.openFor(null, () => refusal);
  let allowed = 0;
  for (let index = 0; index < 2 * MAX_VERIFICATIONS_OVER_LIMIT_PER_S; index++)
    if (gate.beforeVerifying([`forged ${index}`]) === null) allowed++;

  assert.equal(allowed, MAX_VERIFICATIONS_OVER_LIMIT_PER_S);
  assert.equal(gate.beforeVerifying(['known token']), null);
  now = 1000;
  assert.equal(gate.beforeVerifying(['new token']), null);
});

suite('the log warns', () => {
  const warnings = ({ log }: TestEndpoint): string[] =>
    log.filter(({ level }) => level === 'warn').map(({ event }) => event);

  test('once a window when a client is refused', async () => {
    let now = 0;
    const made = aLimitedEndpoint({ now: () => now });
    for (let index = 0; index < 6; index++) await made.ask({});
    assert.deepEqual(warnings(made), ['rate-limited']);
    now = 1000;
    for (let index = 0; index < 6; index++) await made.ask({});

    assert.deepEqual(warnings(made), ['rate-limited', 'rate-limited']);
  });

  for (const header of ['X-Forwarded-For', 'Forwarded', 'CF-Connecting-IP', 'X-Real-IP'])
    test(`once when ${header} comes and nothing says who the client is`, async () => {
      const made = anEndpoint();
      for (let index = 0; index < 3; index++) await send(made.endpoint, '/zephr/facts', { headers: { [header]: 'x' } });

      assert.deepEqual(warnings(made), ['client-key-missing']);
      const { pointer, message } = made.log.find(({ level }) => level === 'warn')!;
      assert.equal(pointer, '/clientKey');
      assert.match(message!, /--client-header/);
    });

  test('of no header where a client key is set, or no limit', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.1' };
    for (const options of [{ clientKey: () => 'a' }, { rateLimit: false } as const]) {
      const made = anEndpoint(options);
      await send(made.endpoint, '/zephr/facts', { headers });

      assert.deepEqual(warnings(made), []);
    }
  });
});

suite('a client key', () => {
  const statuses = async (keys: readonly string[]): Promise<number[]> => {
    const { endpoint } = anEndpoint({
      rateLimit: { limit: 2, windowMs: 1000 },
      clientKey: ({ headers }) => headers.get('x-real-ip')!,
    });
    const found = [];
    for (const key of keys)
      found.push((await send(endpoint, '/zephr/facts', { headers: { 'x-real-ip': key } })).status);
    return found;
  };

  test('that is an address counts by network of IPv6', async () => {
    assert.deepEqual(await statuses(['2001:db8::1', '[2001:db8::2]:80', '2001:DB8::3']), [200, 200, 429]);
  });
  test('that is an address counts without its port', async () => {
    assert.deepEqual(
      await statuses(['8.8.8.8:1000', '8.8.8.8:1001', '::ffff:8.8.8.8', '8.8.4.4']),
      [200, 200, 429, 200],
    );
  });
  test('that is a list counts by its last item', async () => {
    assert.deepEqual(await statuses(['1.1.1.1, 8.8.8.8', '1.1.1.2, 8.8.8.8', '1.1.1.3, 8.8.8.8']), [200, 200, 429]);
  });
});
