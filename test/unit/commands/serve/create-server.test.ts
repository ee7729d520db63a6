import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { suite, test } from 'node:test';
import { createServer } from '../../../../src/commands/serve/create-server.js';
import { anEndpoint } from '../../../support/an-endpoint.js';

/** Sends octets to a server on loopback, and gives the status line of its answer. */
async function send(request: string): Promise<string> {
  const server = createServer(anEndpoint().endpoint).listen(0, '127.0.0.1');
  try {
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(request);
    return (await text(socket)).split('\r\n', 1)[0]!;
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

suite('a request of HTTP/1.0', () => {
  for (const [says, request] of [
    ['without a host gets the health', 'GET /zephr/health HTTP/1.0\r\n\r\n'],
    ['that asks for the head, as load balancers do, gets', 'HEAD /zephr/health HTTP/1.0\r\n\r\n'],
    ['with a host gets the health', 'GET /zephr/health HTTP/1.0\r\nHost: news.example\r\n\r\n'],
    ['with an empty host gets the health', 'GET /zephr/health HTTP/1.0\r\nHost:\r\n\r\n'],
  ] as const)
    test(`${says} 200`, async () => {
      assert.match(await send(request), /^HTTP\/1\.[01] 200 /);
    });

  test('without a host can post', async () => {
    const head = 'POST /zephr/verify HTTP/1.0\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n';

    assert.match(await send(`${head}{}`), /^HTTP\/1\.[01] 200 /);
  });
});

test('a request of HTTP/1.1 without a host is refused (RFC 9112, section 3.2)', async () => {
  assert.match(await send('GET /zephr/health HTTP/1.1\r\nConnection: close\r\n\r\n'), /^HTTP\/1\.1 400 /);
});

test('a request that does not arrive in time is refused with the code request-timeout', async () => {
  const server = createServer(anEndpoint().endpoint);
  const socket = new PassThrough();
  server.emit('clientError', Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket);
  const answer = await text(socket);

  assert.match(answer, /^HTTP\/1\.1 408 /);
  assert.match(answer, /"code":"request-timeout"/);
});
