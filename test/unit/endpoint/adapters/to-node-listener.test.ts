import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, createServer as createHttp2Server } from 'node:http2';
import { connect as connectPlainly, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { suite, test } from 'node:test';
import { toNodeListener, type NodeRequest } from '../../../../src/endpoint/adapters/to-node-listener.js';
import { aConfig } from '../../../support/a-config.js';
import { aPreview, aPreviewKey } from '../../../support/a-preview.js';
import { aSecretToken, anEndpoint, JWT } from '../../../support/an-endpoint.js';

const VALID = { ok: true, claims: { sub: 'reader-1' }, user: null };
const JSON_TYPE = { 'content-type': 'application/json' };

type Change = (request: IncomingMessage) => Partial<NodeRequest> | Promise<Partial<NodeRequest>>;

/** Serves the endpoint by the listener, behind what a framework does to its requests. */
async function serveChanged(
  change: Change = () => ({}),
  options: Parameters<typeof anEndpoint>[0] = {},
): Promise<AsyncDisposable & { readonly origin: string; readonly log: ReturnType<typeof anEndpoint>['log'] }> {
  const { endpoint, log } = anEndpoint(options);
  const listener = toNodeListener(endpoint);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    listener(Object.assign(request, await change(request)), response);
  const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ...{ origin: `http://127.0.0.1:${port}`, log },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Verified {
  readonly error?: { readonly code: string };
}

async function verify(
  origin: string,
  path = '/zephr/verify',
  body: unknown = { token: aSecretToken() },
): Promise<Verified> {
  const response = await fetch(origin + path, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(body) });
  return (await response.json()) as Verified;
}

/** Reads the body as a parser does. */
const parse: Change = async (request) => ({ body: JSON.parse(await text(request)) as unknown });

suite('the endpoint as a listener', () => {
  const changes: readonly (readonly [says: string, path: string, change: Change])[] = [
    ['of Node itself', '/zephr/verify', () => ({})],
    ['below a router that shortens the address', '/zephr/verify?a=b', () => ({ originalUrl: '/zephr/verify', url: '/verify' })],
    ['behind a parser of JSON', '/zephr/verify', parse],
    ['behind a parser of texts', '/zephr/verify', async (request) => ({ body: await text(request) })],
    ['behind a parser of octets', '/zephr/verify', async (request) => ({ body: Buffer.from(await text(request)) })],
    ['beside an empty body that nothing has parsed', '/zephr/verify', () => ({ body: {} })],
    ['of a request with the whole address', '/zephr/verify', () => ({ url: 'http://news.example/zephr/verify' })],
  ]; // prettier-ignore
  for (const [says, path, change] of changes) {
    test(`verifies ${says}`, async () => {
      await using server = await serveChanged(change);

      assert.deepEqual(await verify(server.origin, path), VALID);
    });
  }

  test('takes the client of the framework, else the connection', async () => {
    const rateLimit = { limit: 1, windowMs: 60_000 };
    let client = '192.0.2.1';
    await using framework = await serveChanged(() => ({ ip: client }), { rateLimit });
    await using plain = await serveChanged(undefined, { rateLimit });
    const refused = async (origin: string): Promise<unknown> => (await verify(origin, undefined, {})).error?.code;

    assert.deepEqual([await refused(framework.origin), await refused(framework.origin)], [undefined, 'rate-limited']);
    client = '192.0.2.2';
    assert.equal(await refused(framework.origin), undefined);
    assert.deepEqual([await refused(plain.origin), await refused(plain.origin)], [undefined, 'rate-limited']);
    assert.ok([...framework.log, ...plain.log].every(({ event }) => event !== 'client-unknown'));
  });

  test('refuses a body that is too large, by its length and without one, and closes the connection', async () => {
    await using server = await serveChanged();
    const large = new Uint8Array(500_000).fill(32);
    const asStream = new ReadableStream({
      pull: (controller) => controller.enqueue(large),
    });
    for (const body of [large, asStream]) {
      const init = { method: 'POST', headers: JSON_TYPE, body, duplex: 'half' } as RequestInit;
      const response = await fetch(`${server.origin}/zephr/verify`, init);

      assert.deepEqual([response.status, response.headers.get('connection')], [413, 'close']);
    }
    assert.deepEqual(await verify(server.origin), VALID);
  });

  test('takes a long preview, and of any other route no more than before', async () => {
    const { publicKey, privateKey } = aPreviewKey();
    const edit = { pointer: '/texts/heading', after: Array.from({ length: 30_000 }, () => Math.random()).join() };
    const preview = await aPreview(privateKey, [edit]);
    assert.ok(preview.length > 100_000 && preview.length < 500_000, `${preview.length}`);
    const config = { ...(aConfig({ jwt: JWT }) as object), preview: { publicKey } };
    await using server = await serveChanged(undefined, { config, now: Date.now });
    const send = async (path: string, length?: number): Promise<number> => {
      const body = JSON.stringify({ preview: preview.padEnd(length ?? 0, 'a') });
      return (await fetch(server.origin + path, { method: 'POST', headers: JSON_TYPE, body })).status;
    };

    assert.equal(await send('/zephr/preview'), 201);
    assert.equal(await send('/zephr/preview', 600_000), 413);
    assert.equal(await send('/zephr/verify'), 413);
  });
  test('refuses a parsed body that is too large', async () => {
    await using server = await serveChanged(parse);

    assert.equal((await verify(server.origin, undefined, { token: 'x'.repeat(20_000) })).error?.code, 'body-too-large');
  });

  test('answers without a host, and survives a sender who leaves', async () => {
    await using server = await serveChanged();
    const { port } = new URL(server.origin);
    const socket = connectPlainly(Number(port), '127.0.0.1');
    socket.write('GET /zephr/health HTTP/1.0\r\n\r\n');
    assert.match(await text(socket), /^HTTP\/1\.1 200 OK\r\n/);
    const leaving = connectPlainly(Number(port), '127.0.0.1');
    leaving.write(
      'POST /zephr/verify HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{',
    );
    await new Promise((done) => setTimeout(done, 50));
    leaving.destroy();

    assert.deepEqual(await verify(server.origin), VALID);
  });

  test('is not disturbed by a framework that has answered', async () => {
    const { endpoint } = anEndpoint();
    const listener = toNodeListener(endpoint);
    const settled: Promise<void>[] = [];
    const server = createServer((request, response) => {
      response.end('{"error":"timeout"}');
      settled.push(listener(request, response));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await verify(`http://127.0.0.1:${port}`);
    assert.deepEqual(await Promise.all(settled), [undefined]);
    server.closeAllConnections();
    server.close();
  });

  test('speaks HTTP/2', async () => {
    const listener = toNodeListener(anEndpoint().endpoint);
    const server = createHttp2Server((request, response) => void listener(request, response)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const stream = session.request({ ':method': 'POST', ':path': '/zephr/verify', ...JSON_TYPE });
    stream.end(JSON.stringify({ token: aSecretToken() }));
    const answer = JSON.parse(await text(stream)) as unknown;
    session.close();
    server.close();

    assert.deepEqual(answer, VALID);
  });
});
