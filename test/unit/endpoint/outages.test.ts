/** How the log and `/zephr/health` tell that a store or a key set cannot be used. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createEndpoint } from '../../../src/endpoint/create-endpoint.js';
import type { LogEntry } from '../../../src/endpoint/create-log.js';
import { describeError } from '../../../src/endpoint/describe-error.js';
import type { EndpointStore } from '../../../src/endpoint/store.js';
import { StoreError } from '../../../src/endpoint/store-error.js';
import { VERSION } from '../../../src/lib/version.js';
import { aConfig } from '../../support/a-config.js';
import { aSecretToken, anEndpoint, JWT, post, send } from '../../support/an-endpoint.js';
import { NOON } from '../../support/judge-cases.js';
import { override } from '../../support/override.js';
import { signToken } from '../../support/sign-token.js';

/** A store of which every method rejects. */
function aBrokenStore(error: () => Error): EndpointStore {
  const fail = (): Promise<never> => Promise.reject(error());
  return { claimGift: fail, spend: fail, readUsage: fail, carry: fail };
}

const isOutage = ({ event }: LogEntry): boolean => event !== 'request';

suite('the log of an outage', () => {
  test('is one warning a minute, however many requests meet it, and the next says how many it left out', async () => {
    let now = NOON;
    const { endpoint, log } = anEndpoint({
      now: () => now,
      store: aBrokenStore(() => new StoreError('file-locked', 'x')),
    });
    const ask = async (): Promise<void> => {
      assert.equal((await post(endpoint, '/zephr/usage', { token: aSecretToken() })).status, 503);
    };
    for (let n = 0; n < 50; n++) await ask();
    now += 60_000;
    await ask();

    assert.deepEqual(
      log.filter(isOutage).map(({ time: _time, help: _help, ...entry }) => entry),
      [
        { level: 'warn', event: 'usage-store-failed', error: 'StoreError', code: 'file-locked' },
        { level: 'warn', event: 'usage-store-failed', error: 'StoreError', code: 'file-locked', skipped: 49 },
      ],
    );
    // The entries of the requests are dropped by the default log, so that they cannot flood it either.
    assert.deepEqual(new Set(log.filter((entry) => !isOutage(entry)).map(({ level }) => level)), new Set(['info']));
  });

  test('tells causes apart', async () => {
    let code: 'file-locked' | 'file-lost' = 'file-locked';
    const { endpoint, log } = anEndpoint({ store: aBrokenStore(() => new StoreError(code, 'x')) });
    await post(endpoint, '/zephr/usage', { token: aSecretToken() });
    code = 'file-lost';
    await post(endpoint, '/zephr/usage', { token: aSecretToken() });

    assert.deepEqual(
      log.filter(isOutage).map((entry) => entry.code),
      ['file-locked', 'file-lost'],
    );
  });

  test('cannot be made endless by errors that are all different', async () => {
    let now = NOON;
    let n = 0;
    const { endpoint } = anEndpoint({
      now: () => now++,
      log: () => {},
      rateLimit: false,
      store: aBrokenStore(() => Object.assign(new Error(), { code: `E${n++}` })),
    });
    for (let round = 0; round < 300; round++) await post(endpoint, '/zephr/usage', { token: aSecretToken() });

    assert.equal(n, 300);
  });

  for (const [says, fetch, code] of [
    ['does not answer', () => Promise.reject(new TypeError('fetch failed')), 'network'],
    ['answers with an error', async () => new Response('', { status: 503 }), 'network'],
    ['hangs', () => new Promise<never>(() => {}), 'timeout'],
  ] as const) {
    test(`of a key set that ${says} is written to the console by default`, async () => {
      const written: string[] = [];
      const putBack = override(console, 'warn', { value: (line: string) => written.push(line) });
      try {
        const endpoint = createEndpoint({
          config: aConfig({ jwt: { ...JWT, jwksUrl: 'https://id.example/keys' } }),
          fetch,
        });
        const token = signToken({ alg: 'ES256', claims: { sub: '1' }, header: { kid: 'k' } });
        for (let n = 0; n < 5; n++) await post(endpoint, '/zephr/verify', { token });
      } finally {
        putBack();
      }

      assert.deepEqual(
        written.map((line) => {
          const { time: _time, help: _help, ...entry } = JSON.parse(line) as LogEntry;
          return entry;
        }),
        [{ level: 'warn', event: 'keys-unreachable', code }],
      );
    });
  }
});

suite('an error in the log', () => {
  class uv extends Error {}
  class Named extends Error {
    override readonly name = 'Named';
  }
  const rows: readonly (readonly [says: string, error: unknown, entry: object])[] = [
    ['by its name and code', new StoreError('file-lost', 'secret'), { error: 'StoreError', code: 'file-lost' }],
    ['by the code of its server too', new StoreError('store-failed', 'secret', { driver: 'READONLY' }), { error: 'StoreError', code: 'store-failed', driver: 'READONLY' }],
    ['never by a code of a server that quotes something', new StoreError('store-failed', '', { driver: 'reader 77' }), { error: 'StoreError', code: 'store-failed' }],
    ['by the code of the system', Object.assign(new Error('secret'), { code: 'ECONNREFUSED' }), { error: 'Error', code: 'ECONNREFUSED' }],
    ['never by the name of its class', new uv('secret'), { error: 'Error', code: 'otherwise' }],
    ['never by a name of a few letters, as builds make them', Object.assign(new Error('secret'), { name: 'uv' }), { error: 'Error', code: 'otherwise' }],
    ['by the name that its class gives it', new Named('secret'), { error: 'Named', code: 'otherwise' }],
    ['never by a name or a code that quotes something', Object.assign(new Error(), { name: 'Reader reader-77', code: 'a b' }), { error: 'Error', code: 'otherwise' }],
    ['by a code of its place where its own is no text', Object.assign(new TypeError(), { code: 5 }), { error: 'TypeError', code: 'otherwise' }],
    ['by its type where it is none', 'secret', { error: 'string', code: 'otherwise' }],
    ['by its type where it is nothing', null, { error: 'object', code: 'otherwise' }],
  ]; // prettier-ignore
  for (const [says, error, entry] of rows) {
    test(`is named ${says}`, () => {
      assert.deepEqual(describeError(error, 'otherwise'), entry);
    });
  }
});

suite('GET /zephr/health', () => {
  const health = async (options: Parameters<typeof anEndpoint>[0]): Promise<unknown> => {
    const { status, body } = await send(anEndpoint(options).endpoint, '/zephr/health');
    assert.equal(status, 200);
    return body;
  };
  const telling = (state: unknown): EndpointStore & { state: () => unknown } => ({
    ...aBrokenStore(() => new Error()),
    state: () => state,
  });

  test('tells the state of stores that tell theirs, of one object once', async () => {
    const store = Object.assign(telling('locked'), { find: () => null });
    const users = { find: () => null, state: () => 'ok' };

    assert.deepEqual(await health({ store, users: store }), { ok: true, version: VERSION, store: 'locked' });
    assert.deepEqual(await health({ store, users }), { ok: true, version: VERSION, store: 'locked', users: 'ok' });
  });

  test('says nothing of a store that says nothing, and a store whose state throws is unreachable', async () => {
    const throwing = Object.assign(telling(''), {
      state: () => {
        throw new Error();
      },
    });

    assert.deepEqual(await health({}), { ok: true, version: VERSION });
    for (const state of ['fine', 7, null, Promise.resolve('ok')])
      assert.deepEqual(await health({ store: telling(state) }), { ok: true, version: VERSION });
    assert.deepEqual(await health({ store: throwing }), { ok: true, version: VERSION, store: 'unreachable' });
  });
});

test('a refused request says when to ask again', async () => {
  const { endpoint } = anEndpoint({ store: aBrokenStore(() => new StoreError('file-locked', 'x')) });
  const { status, headers, body } = await post(endpoint, '/zephr/usage', { token: aSecretToken() });

  assert.deepEqual([status, headers.get('retry-after'), body.error.code], [503, '1', 'store-unavailable']);
});
