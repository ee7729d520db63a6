import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createHitStore } from '../../../../src/endpoint/protect/create-hit-store.js';
import { findClient } from '../../../../src/endpoint/protect/find-client.js';
import { VERSION } from '../../../../src/lib/version.js';
import { aSecretToken, anEndpoint, post, send, serveEndpoint } from '../../../support/an-endpoint.js';

const LISTED = 'https://www.news.example';
const OTHER = 'https://other.example';

suite('pages of other origins', () => {
  const ask = async (
    allowedOrigins: string[],
    origin: string | null,
    init: RequestInit = {},
  ): Promise<Record<string, string | null>> => {
    const headers = { 'content-type': 'application/json', ...(origin !== null && { origin }) };
    const { headers: answered } = await send(anEndpoint({ allowedOrigins }).endpoint, '/zephr/verify', {
      method: 'POST',
      headers,
      body: '{}',
      ...init,
    });
    const read = (name: string): string | null => answered.get(`access-control-allow-${name}`);
    return { origin: read('origin'), credentials: read('credentials'), vary: answered.get('vary') };
  };

  for (const [says, allowed, origin, gives] of [
    ['none is listed', [], LISTED, [null, null, null]],
    ['it is listed', [LISTED], LISTED, [LISTED, 'true', 'Origin']],
    ['another is listed', [LISTED], OTHER, [null, null, 'Origin']],
    ['it only begins like one that is listed', [LISTED], `${LISTED}.attacker.example`, [null, null, 'Origin']],
    ['it is listed with another scheme', [LISTED], LISTED.replace('https', 'http'), [null, null, 'Origin']],
    ['it has no origin', [LISTED], 'null', [null, null, 'Origin']],
    ['it is a request without one', [LISTED], null, [null, null, 'Origin']],
    ['all are allowed', ['*'], OTHER, ['*', null, 'Origin']],
    ['all are allowed, and it is listed', ['*', LISTED], LISTED, [LISTED, 'true', 'Origin']],
    ['all are allowed, and another is listed', ['*', LISTED], OTHER, ['*', null, 'Origin']],
    ['it says that it is all', ['*'], '*', ['*', null, 'Origin']],
  ] as const) {
    test(`${says}: ${gives[0] ?? 'not allowed'}${gives[1] ? ', with cookies' : ''}`, async () => {
      assert.deepEqual(Object.values(await ask([...allowed], origin)), gives);
    });
  }

  for (const origin of [LISTED, OTHER]) {
    test(`a preflight request gets the same answer: ${origin}`, async () => {
      const headers = {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      };
      const { endpoint } = anEndpoint({ allowedOrigins: [LISTED] });
      const { status, headers: answered } = await send(endpoint, '/zephr/verify', { method: 'OPTIONS', headers });

      assert.equal(status, 204);
      assert.equal(answered.get('access-control-allow-origin'), origin === LISTED ? LISTED : null);
      assert.equal(answered.get('access-control-allow-credentials'), origin === LISTED ? 'true' : null);
      assert.match(answered.get('access-control-allow-headers')!, /^content-type,authorization,/i);
      assert.equal(answered.get('cache-control'), 'no-store');
    });
  }

  test('can read a refusal, and when they may come again', async () => {
    const { endpoint } = anEndpoint({ allowedOrigins: [LISTED], rateLimit: { limit: 1, windowMs: 30_000 } });
    const ask = () => post(endpoint, '/zephr/verify', {}, { origin: LISTED });
    await ask();
    const { status, headers, body } = await ask();

    assert.deepEqual([status, body.error.code], [429, 'rate-limited']);
    assert.equal(headers.get('retry-after'), '30');
    assert.equal(headers.get('access-control-allow-origin'), LISTED);
    assert.equal(headers.get('access-control-expose-headers'), 'Retry-After');
  });
});

suite('every answer', () => {
  for (const [says, path, init, status] of [
    ['of a route', '/zephr/health', {}, 200],
    ['to a head', '/zephr/health', { method: 'HEAD' }, 200],
    ['that refuses', '/zephr/verify', { method: 'POST' }, 415],
    ['of no route', '/', {}, 404],
    ['to the wrong method', '/zephr/decide', {}, 405],
  ] as const) {
    test(`${says} is stored nowhere and is not a page`, async () => {
      const { status: answered, headers } = await send(anEndpoint().endpoint, path, init);

      assert.equal(answered, status);
      for (const [name, value] of Object.entries({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'content-type': 'application/json',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
      }))
        assert.equal(headers.get(name), value, name);
    });
  }

  test('to the wrong method says which is right', async () => {
    const allow = async (path: string): Promise<unknown> =>
      (await send(anEndpoint().endpoint, path, { method: 'DELETE' })).headers.get('allow');

    assert.deepEqual([await allow('/zephr/verify'), await allow('/zephr/facts')], ['POST', 'GET, HEAD']);
  });
  test('of health is its version', async () => {
    assert.deepEqual((await send(anEndpoint().endpoint, '/zephr/health')).body, { ok: true, version: VERSION });
  });
  test('to a clock that throws is a 500 that says nothing', async () => {
    let asked = 0;
    const now = (): number => {
      if (asked++) throw new Error('broken clock');
      return 0;
    };
    const { endpoint } = anEndpoint({ now });
    const { status, body, headers } = await post(endpoint, '/zephr/verify', { token: aSecretToken() });

    assert.deepEqual(
      [status, body],
      [500, { error: { code: 'internal', message: 'The endpoint failed. Its log has the cause.' } }],
    );
    assert.equal(headers.get('cache-control'), 'no-store');
  });
});

suite('how often a client may ask', () => {
  const limit = { limit: 2, windowMs: 1000 };
  const statuses = async (
    options: object,
    requests: readonly (readonly [headers: Record<string, string>, connection?: unknown])[],
  ): Promise<number[]> => {
    const { endpoint } = anEndpoint({ rateLimit: limit, ...options });
    const found = [];
    for (const [headers, connection] of requests)
      found.push((await post(endpoint, '/zephr/verify', {}, headers, connection)).status);
    return found;
  };
  const from = (address: string): unknown => ({ address });

  test('is counted for each address', async () => {
    const [a, b] = [from('192.0.2.1'), from('192.0.2.2')];

    assert.deepEqual(
      await statuses({}, [
        [{}, a],
        [{}, a],
        [{}, a],
        [{}, b],
      ]),
      [200, 200, 429, 200],
    );
  });
  test('is counted together for all without an address', async () => {
    assert.deepEqual(
      await statuses({}, [
        [{}, null],
        [{}, {}],
        [{}, null],
        [{}, from('192.0.2.1')],
      ]),
      [200, 200, 429, 200],
    );
  });
  test('is not counted by headers that a client can write', async () => {
    const forwarded = [1, 2, 3].map(
      (i) => [{ 'x-forwarded-for': `192.0.2.${i}`, forwarded: `for=192.0.2.${i}` }] as const,
    );

    assert.deepEqual(await statuses({}, forwarded), [200, 200, 429]);
  });
  test('is counted by what the operator says', async () => {
    const clientKey = (request: Request): string => request.headers.get('x-real-ip')!;
    const requests = ['a', 'a', 'a', 'b'].map((key) => [{ 'x-real-ip': key }] as const);

    assert.deepEqual(await statuses({ clientKey }, requests), [200, 200, 429, 200]);
  });
  for (const [says, clientKey] of [
    [
      'throws',
      () => {
        throw new Error();
      },
    ],
    ['gives no text', () => null],
    ['gives a promise', async () => String(Math.random())],
  ] as const) {
    test(`is counted together where that ${says}`, async () => {
      assert.deepEqual(
        await statuses({ clientKey }, [
          [{}, from('a')],
          [{}, from('b')],
          [{}, from('c')],
        ]),
        [200, 200, 429],
      );
    });
  }
  test('starts again when the window is over', async () => {
    let now = 0;
    const { endpoint } = anEndpoint({ rateLimit: limit, now: () => now });
    const ask = async (): Promise<number> => (await post(endpoint, '/zephr/verify', {})).status;
    const found = [await ask(), await ask(), await ask()];
    now = 999;
    found.push(await ask());
    now = 1000;
    found.push(await ask());

    assert.deepEqual(found, [200, 200, 429, 429, 200]);
  });
  test('is counted before anything is read', async () => {
    const { endpoint } = anEndpoint({ rateLimit: { limit: 1, windowMs: 1000 } });
    await post(endpoint, '/zephr/verify', '{');

    assert.equal((await post(endpoint, '/nothing', '{')).status, 429);
  });
  test('is not counted of who asks whether it is alive', async () => {
    const { endpoint } = anEndpoint({ rateLimit: { limit: 1, windowMs: 1000 } });
    const found = [];
    for (let i = 0; i < 3; i++) found.push((await send(endpoint, '/zephr/health')).status);

    assert.deepEqual(found, [200, 200, 200]);
  });
  test('is 600 times a minute by default', async () => {
    const { endpoint } = anEndpoint();
    let refused = 0;
    for (let i = 0; i < 602; i++) if ((await send(endpoint, '/zephr/facts')).status === 429) refused++;

    assert.equal(refused, 2);
  });
  test('is not limited where there is no limit', async () => {
    const { endpoint } = anEndpoint({ rateLimit: false });
    for (let i = 0; i < 700; i++) assert.equal((await send(endpoint, '/zephr/facts')).status, 200);
  });
  test('is counted by the connection on Node', async () => {
    const keys: unknown[] = [];
    const { endpoint } = anEndpoint({ rateLimit: { limit: 2, windowMs: 1000 } });
    await using server = await serveEndpoint(async (request, connection) => {
      keys.push(findClient({ headers: request.headers, toRequest: () => request }, connection, {}));
      return endpoint(request, connection);
    });
    const found = [];
    for (let i = 0; i < 3; i++) found.push((await fetch(`${server.origin}/zephr/facts`)).status);

    assert.deepEqual([found, keys[0]], [[200, 200, 429], '127.0.0.1']);
  });
});

suite('the client of a request', () => {
  const request = new Request('https://news.example/');
  for (const [says, connection, client] of [
    ['Node', { incoming: { socket: { remoteAddress: '192.0.2.1' } } }, '192.0.2.1'],
    ['Node, when the client went away', { incoming: { socket: {} } }, ''],
    ['Deno', { remoteAddr: { transport: 'tcp', hostname: '192.0.2.1', port: 7 } }, '192.0.2.1'],
    ['Bun', { requestIP: (asked: Request) => asked === request && { address: '192.0.2.1' } }, '192.0.2.1'],
    ['Bun, when the client went away', { requestIP: () => null }, ''],
    ['an address', { address: '192.0.2.1' }, '192.0.2.1'],
    ['IPv4 in IPv6', { address: '::ffff:192.0.2.1' }, '192.0.2.1'],
    ['IPv6: its network', { address: '2001:db8:1:2:3:4:5:6' }, '2001:db8:1:2'],
    ['IPv6 in short', { address: '2001:DB8::1' }, '2001:db8:0:0'],
    ['IPv6 with zeros', { address: '2001:0db8:0001:0002::' }, '2001:db8:1:2'],
    ['IPv6 on a link', { address: 'fe80::1%eth0' }, 'fe80:0:0:0'],
    ['loopback', { address: '::1' }, '0:0:0:0'],
    ['an edge runtime’s variables', { KV: {} }, ''],
    ['nothing', undefined, ''],
    ['a text', '192.0.2.1', ''],
  ] as const) {
    test(`by ${says}`, () =>
      assert.equal(findClient({ headers: request.headers, toRequest: () => request }, connection, {}), client));
  }
});

suite('counts', () => {
  test('are bounded, however many clients there are', () => {
    const counts = createHitStore(1000, () => 0, 100);
    for (let i = 0; i < 100_000; i++) void counts.increment(`client ${i}`);

    assert.equal((counts.increment('client 99999') as { totalHits: number }).totalHits, 2);
    assert.equal((counts.increment('client 0') as { totalHits: number }).totalHits, 1);
  });
  test('of a client who goes on stay, while others come', () => {
    const counts = createHitStore(1000, () => 0, 100);
    let hits = 0;
    for (let i = 0; i < 1000; i++) {
      void counts.increment(`client ${i}`);
      hits = (counts.increment('busy') as { totalHits: number }).totalHits;
    }

    assert.equal(hits, 1000);
  });
  test('start again when the clock was set back', () => {
    let now = 1_000_000;
    const counts = createHitStore(1000, () => now);
    const hit = (): unknown => (counts.increment('a') as { totalHits: number }).totalHits;
    const found = [hit(), hit()];
    now = 0;
    found.push(hit());

    assert.deepEqual(found, [1, 2, 1]);
  });
});
