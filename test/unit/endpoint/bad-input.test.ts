/** Whatever comes: a coded 4xx or `ok: false`, nothing in the log that it held, and the next request is fine. */
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { suite, test } from 'node:test';
import type { Endpoint } from '../../../src/endpoint/endpoint-function.js';
import { field, FIELD_ROWS, PROBE, type Bad } from '../../support/bad-fields.js';
import { aSecretToken, anEndpoint, serveEndpoint, type TestEndpoint } from '../../support/an-endpoint.js';
import { encode, signToken } from '../../support/sign-token.js';

const good = aSecretToken({ sub: PROBE });
const nested = (depth: number): string => `{"${PROBE}":${'['.repeat(depth)}${']'.repeat(depth)}}`;
const withHeader = (header: Record<string, unknown>): string => aSecretToken({ sub: PROBE }, { header });
const key = { kty: 'oct', k: encode(PROBE) };
const verify = (says: string, token: unknown, gives: string): Bad => ({ says, body: { token }, gives });
const spend = (changes: object): object => ({
  reader: 'x'.repeat(16),
  spend: [{ id: PROBE, tracker: PROBE, item: PROBE, at: 1, ...changes }],
});
const rows: readonly Bad[] = [
  {
    says: 'views without a reader',
    path: '/zephr/usage',
    body: { [PROBE]: PROBE, spend: [] },
    gives: '401 reader-missing',
  },
  field('/zephr/usage', { reader: PROBE }, 'a reader with too short an id'),
  field('/zephr/usage', { reader: 'x'.repeat(16), carry: PROBE }, 'a wish to carry over that is a text'),
  field('/zephr/usage', { reader: 'x'.repeat(16), spend: Array.from({ length: 101 }, () => 1) }, '101 spends'),
  field('/zephr/usage', spend({ id: PROBE.repeat(20) }), 'a spend with a long id'),
  field('/zephr/usage', spend({ tracker: `${PROBE}\0` }), 'a tracker with U+0000'),
  field('/zephr/usage', spend({ item: `${PROBE}\uD800` }), 'an item with half a character'),
  field('/zephr/usage', spend({ at: PROBE }), 'a moment that is a text'),
  { says: 'a body that is cut off', body: `{"token":"${good}`, gives: '400 body-not-json' },
  { says: 'no body', body: '', gives: '400 body-not-json' },
  { says: 'a body that is not an object', body: `["${good}"]`, gives: '400 body-not-json' },
  { says: 'a body that is null', body: 'null', gives: '400 body-not-json' },
  {
    says: 'a form',
    type: 'application/x-www-form-urlencoded',
    body: `token=${good}`,
    gives: '415 content-type-not-json',
  },
  { says: 'a plain text', type: 'text/plain', body: { token: good }, gives: '415 content-type-not-json' },
  {
    says: 'a type that only begins like JSON',
    type: 'application/jsonp',
    body: { token: good },
    gives: '415 content-type-not-json',
  },
  {
    says: 'two types at once',
    type: 'application/json, text/plain',
    body: { token: good },
    gives: '415 content-type-not-json',
  },
  { says: 'a body of one megabyte', body: { token: PROBE.repeat(100_000) }, gives: '413 body-too-large' },
  { says: 'a body of one octet too many', body: `{"a":"${'x'.repeat(16_377)}"}`, gives: '413 body-too-large' },
  {
    says: 'a body that is not UTF-8',
    body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
    gives: '400 body-not-utf8',
  },
  { says: 'a body in UTF-16', body: Buffer.from(`{"token":"${PROBE}"}`, 'utf16le'), gives: '400 body-not-json' },
  {
    says: 'JSON that is nested 8,000 deep',
    body: `${'['.repeat(8000)}${']'.repeat(8000)}`,
    gives: '400 body-too-deep',
  },
  { says: 'objects that are nested 2,000 deep, and no end', body: '{"a":'.repeat(2000), gives: '400 body-too-deep' },
  { says: 'a token of one octet', body: { token: 'x' }, gives: 'malformed' },
  {
    says: 'custom data nested 7,000 deep',
    path: '/zephr/decide',
    body: `{"features":[],"customData":${nested(7000)}}`,
    gives: '400 body-too-deep',
  },
  verify('a token without its signature', good.slice(0, good.lastIndexOf('.')), 'malformed'),
  verify('a token cut off in its signature', good.slice(0, -3), 'signature'),
  verify('a token with another payload', good.replace(/\.[^.]+\./, `.${encode(`{"sub":"${PROBE}2"}`)}.`), 'signature'),
  verify('a token in base64 with padding', good.replaceAll('.', '=.'), 'malformed'),
  verify('a token of 9,000 characters', `${PROBE}${'x'.repeat(9000)}`, 'too-large'),
  verify('a token with a line break in it', `${good}\n`, 'malformed'),
  verify(
    'a token whose payload is not UTF-8',
    aSecretToken({}, { payloadText: Buffer.from([0x7b, 0xff, 0x7d]) }),
    'malformed',
  ),
  verify('a token whose payload is a list', aSecretToken([PROBE]), 'malformed'),
  verify('alg: none', signToken({ alg: 'none', claims: { sub: PROBE } }), 'signature'),
  verify('alg: None', signToken({ alg: 'none', headerText: '{"alg":"None"}', claims: { sub: PROBE } }), 'signature'),
  verify('alg that is a list', aSecretToken({}, { headerText: '{"alg":["HS256"]}' }), 'signature'),
  verify(
    'alg named like a member of every object',
    aSecretToken({}, { headerText: '{"alg":"constructor"}' }),
    'signature',
  ),
  verify('no alg', aSecretToken({}, { headerText: '{}' }), 'signature'),
  verify('crit', withHeader({ crit: ['exp'] }), 'critical-header'),
  verify('b64: false', withHeader({ b64: false, crit: ['b64'] }), 'critical-header'),
  verify('b64: false without crit', withHeader({ b64: false }), 'critical-header'),
  verify('jwk', signToken({ alg: 'HS256', secret: PROBE, header: { jwk: key } }), 'signature'),
  verify(
    'jku',
    signToken({ alg: 'HS256', secret: PROBE, header: { jku: 'https://attacker.example/jwks.json', kid: 'k' } }),
    'signature',
  ),
  verify(
    'x5u',
    signToken({ alg: 'HS256', secret: PROBE, header: { x5u: 'https://attacker.example/cert.pem' } }),
    'signature',
  ),
  verify(
    'a kid that is a path',
    signToken({ alg: 'HS256', secret: '', header: { kid: '../../dev/null' } }),
    'signature',
  ),
  verify('a kid that is an object', signToken({ alg: 'HS256', secret: PROBE, header: { kid: { a: 1 } } }), 'signature'),
  {
    says: '10,000 cookies',
    headers: { cookie: Array.from({ length: 10_000 }, (_, i) => `blaize_jwt=${PROBE}${i}`).join(';') },
    body: {},
    gives: 'ambiguous',
  },
  {
    says: '10,000 cookies, all the same',
    headers: { cookie: `blaize_jwt=${PROBE};`.repeat(10_000) },
    body: {},
    gives: 'malformed',
  },
  { says: '10,000 cookies without a value', headers: { cookie: 'a;'.repeat(10_000) }, body: {}, gives: 'none' },
  {
    says: '10,000 cookies for a decision',
    path: '/zephr/decide',
    headers: { cookie: Array.from({ length: 10_000 }, (_, i) => `c${i}=%`).join(';') },
    body: {},
    gives: 'decisions',
  },
  {
    says: 'a header of 100,000 characters',
    headers: { authorization: `Bearer ${PROBE.repeat(10_000)}` },
    body: {},
    gives: 'too-large',
  },
  {
    says: 'a user agent of 100,000 characters',
    path: '/zephr/decide',
    headers: { 'user-agent': `${PROBE} (`.repeat(10_000) },
    body: {},
    gives: 'decisions',
  },
  {
    says: 'a place of 100,000 characters',
    path: '/zephr/decide',
    headers: { 'cf-ipcity': PROBE.repeat(10_000), 'x-akamai-edgescape': ',='.repeat(40_000) },
    body: {},
    gives: 'decisions',
  },
  { says: 'a bearer of spaces only', headers: { authorization: `Bearer${' '.repeat(1000)}` }, body: {}, gives: 'none' },
  { says: 'an unknown encoding', method: 'PUT', body: { token: good }, gives: '405 method-not-allowed' },
  { says: 'a question without a body', method: 'GET', gives: '405 method-not-allowed' },
  { says: 'a body for what takes none', path: '/zephr/facts', body: { token: good }, gives: '405 method-not-allowed' },
  { says: 'a route that is not there', path: `/zephr/${PROBE}`, body: { token: good }, gives: '404 not-found' },
  { says: 'a route with a slash too many', path: '/zephr/verify/', body: { token: good }, gives: '404 not-found' },
  { says: 'a route in capitals', path: '/ZEPHR/verify', body: { token: good }, gives: '404 not-found' },
  {
    says: 'a path with invalid percent-encoding',
    path: '/zephr/%E0%A4%A',
    body: { token: good },
    gives: '404 not-found',
  },
  ...FIELD_ROWS,
];

/** Sends to a handler or to a server. */
type Send = (path: string, init: RequestInit) => Promise<Response>;

async function sendBad(
  send: Send,
  { path = '/zephr/verify', method = 'POST', type = 'application/json', headers, body }: Bad,
): Promise<string> {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const sent = body === undefined ? undefined : isRaw ? (body as BodyInit) : JSON.stringify(body);
  const init = {
    method,
    headers: { ...(type !== null && { 'content-type': type }), ...headers },
    ...(sent !== undefined && { body: sent }),
  };
  const response = await send(path, init);
  const text = await response.text();
  const answer = JSON.parse(text);
  assert.ok(!text.includes(PROBE) || answer.decisions, 'the answer quotes what was sent');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  if (answer.decisions) return 'decisions';
  return answer.error ? `${response.status} ${answer.error.code}` : `${answer.reason}`;
}

/** Checks that hold after any input. */
async function checkAfter(send: Send, { log }: TestEndpoint): Promise<void> {
  const response = await send('/zephr/verify', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: good }),
  });
  assert.equal((await response.json()).ok, true);
  const written = JSON.stringify(log);
  assert.ok(!written.includes(PROBE) && !written.includes(good.split('.')[1]!), 'the log tells what was sent');
  assert.ok(!log.some(({ status }) => status !== undefined && status >= 500));
}

/** An endpoint that may fetch nothing but its own set, which is unreachable. */
const aWaryEndpoint = (): TestEndpoint =>
  anEndpoint({
    rateLimit: false,
    fetch: (url) => assert.fail(`${url} was followed`),
  });

const bare =
  (endpoint: Endpoint): Send =>
  (path, init) =>
    endpoint(new Request(`https://news.example${path}`, init));

suite('bad input, handed to the handler itself', () => {
  for (const row of rows) {
    test(`${row.says}: ${row.gives}`, async () => {
      const tested = aWaryEndpoint();

      assert.equal(await sendBad(bare(tested.endpoint), row), row.gives);
      await checkAfter(bare(tested.endpoint), tested);
    });
  }

  for (const [depth, gives] of [
    [100, true],
    [1000, 'malformed'],
    [2000, 'malformed'],
    [2900, 'malformed'],
  ] as const) {
    test(`signed claims nested ${depth} deep: ${gives}`, async () => {
      const tested = aWaryEndpoint();
      const token = aSecretToken({}, { payloadText: nested(depth) });
      const ask = async (path: string): Promise<Response> =>
        bare(tested.endpoint)(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ token }),
        });
      const { ok, reason } = await (await ask('/zephr/verify')).json();

      assert.equal(reason ?? ok, gives);
      assert.equal((await ask('/zephr/decide')).status, 200);
      await checkAfter(bare(tested.endpoint), tested);
    });
  }

  test('a request without a content type: 415', async () => {
    const tested = aWaryEndpoint();
    const body = new Blob([JSON.stringify({ token: good })]);
    const response = await tested.endpoint(new Request('https://news.example/zephr/verify', { method: 'POST', body }));

    assert.equal(response.status, 415);
  });

  test('a stream that is longer than it says is left when it is too long', async () => {
    const { endpoint } = aWaryEndpoint();
    let sent = 0;
    let isLeft = false;
    const body = new ReadableStream({
      pull: (controller) => {
        controller.enqueue(new Uint8Array(1024).fill(0x20));
        sent++;
      },
      cancel: () => {
        isLeft = true;
      },
    });
    const headers = { 'content-type': 'application/json', 'content-length': '5' };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    const response = await endpoint(new Request('https://news.example/zephr/verify', init));

    assert.equal(response.status, 413);
    assert.ok(isLeft);
    assert.ok(sent < 20, `${sent} chunks were taken`);
  });

  test('a stream that breaks off: 400', async () => {
    const { endpoint } = aWaryEndpoint();
    const body = new ReadableStream({ pull: (controller) => controller.error(new Error(PROBE)) });
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit;
    const response = await endpoint(new Request('https://news.example/zephr/verify', init));

    assert.equal(response.status, 400);
  });
});

suite('bad input, sent to a server on Node', () => {
  test('each row gives the same there, and the server goes on', async (context) => {
    const tested = aWaryEndpoint();
    await using server = await serveEndpoint(tested.endpoint, { maxHeaderSize: 1_000_000 });
    const send: Send = (path, init) => fetch(`${server.origin}${path}`, init);
    for (const row of rows) {
      await context.test(`${row.says}: ${row.gives}`, async () => assert.equal(await sendBad(send, row), row.gives));
    }
    await checkAfter(send, tested);
  });

  for (const [says, head, body, status] of [
    ['a body that is shorter than it says, and then nothing', 'Content-Length: 100', '{"token":"a"}', null],
    [
      'a body in chunks that is too long',
      'Transfer-Encoding: chunked',
      `5000\r\n${' '.repeat(0x5000)}\r\n0\r\n\r\n`,
      413,
    ],
    ['a body in chunks', 'Transfer-Encoding: chunked', '2\r\n{}\r\n0\r\n\r\n', 200],
    ['a length of a gigabyte', 'Content-Length: 1073741824', ' ', 413],
    ['a length that is not a number', 'Content-Length: many', '{}', 400],
    ['a length and chunks', 'Content-Length: 2\r\nTransfer-Encoding: chunked', '2\r\n{}\r\n0\r\n\r\n', 400],
  ] as const) {
    test(`${says}: ${status ?? 'no answer'}`, async () => {
      const tested = aWaryEndpoint();
      await using server = await serveEndpoint(tested.endpoint);
      const { port } = new URL(server.origin);
      const socket = connect(Number(port), '127.0.0.1');
      const answer = new Promise<string>((resolve) => {
        let text = '';
        socket.on('data', (chunk) => resolve((text += String(chunk))));
        socket.on('close', () => resolve(text));
        socket.on('error', () => resolve(text));
      });
      socket.write(
        `POST /zephr/verify HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n${head}\r\n\r\n${body}`,
      );
      if (status === null) setTimeout(() => socket.destroy(), 50);
      const [, code = null] = /^HTTP\/1.1 (\d+)/.exec(await answer) ?? [];
      socket.destroy();

      assert.equal(code && Number(code), status);
      await checkAfter((path, init) => fetch(`${server.origin}${path}`, init), tested);
    });
  }
});
