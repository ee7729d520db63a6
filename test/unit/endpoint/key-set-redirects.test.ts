import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { suite, test } from 'node:test';
import { JWT, anEndpoint, post } from '../../support/an-endpoint.js';
import { aKeyPair, signToken } from '../../support/sign-token.js';

const key = { ...aKeyPair('P-256').jwk, kid: 'k1' };
const token = signToken({ header: { kid: 'k1' } });

/** Serves a key set at `/keys`, and redirects to it from any other path. */
async function serveKeys(): Promise<AsyncDisposable & { readonly origin: string }> {
  const server = createServer((request, response) => {
    if (request.url === '/keys') response.end(JSON.stringify({ keys: [key] }));
    else response.writeHead(302, { location: '/keys' }).end(JSON.stringify({ keys: [key] }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

suite('the key set of an endpoint', () => {
  for (const [path, ok] of [
    ['/keys', true],
    ['/jwks.json', false],
  ] as const)
    test(`at ${path} ${ok ? 'counts' : 'does not count, as it redirects'}`, async () => {
      await using server = await serveKeys();
      const { endpoint, log } = anEndpoint({ jwt: { ...JWT, jwksUrl: server.origin + path } });
      const { body } = await post(endpoint, '/zephr/verify', { token });

      assert.equal(body.ok, ok);
      assert.equal(
        log.some(({ level, event }) => level === 'warn' && event === 'keys-unreachable'),
        !ok,
      );
    });
});
