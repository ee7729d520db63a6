import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { aConfig } from '../support/a-config.js';
import { aSecretToken, JWT, post, SECRET, serveEndpoint } from '../support/an-endpoint.js';
import { without } from '../support/without.js';

const file = new URL('../../dist/endpoint.mjs', import.meta.url);
const built = import(file.href) as Promise<typeof import('../../src/endpoint.js')>;

test('the built endpoint imports nothing, and does nothing that an edge runtime refuses while it is loaded', async () => {
  const code = readFileSync(file, 'utf8').replace(/\n\/\/# sourceMappingURL=.*/, '');

  // The text "from" imports nothing.
  assert.doesNotMatch(code, /(?<!["'])\b(?:from|import)\s*\(?\s*["']/);
  // A module whose text is its address: nothing but that text runs.
  await without(() => import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`));
});

test('the built endpoint carries the licences of what is in it', () => {
  const [licences = ''] = /^\/\*![^]*?\*\//.exec(readFileSync(file, 'utf8')) ?? [];

  for (const name of ['hono', 'jose', 'isbot', 'ua-parser-js']) assert.match(licences, new RegExp(`^${name}$`, 'm'));
});

test('the built endpoint verifies on Node', async () => {
  const { createEndpoint } = await built;
  const endpoint = createEndpoint({ config: aConfig({ jwt: JWT }), secret: SECRET });
  await using server = await serveEndpoint(endpoint);
  const { body } = await post(
    (request) =>
      fetch(request.url.replace('https://news.example', server.origin), {
        method: 'POST',
        headers: request.headers,
        body: request.body,
        duplex: 'half',
      } as RequestInit),
    '/zephr/verify',
    { token: aSecretToken({ sub: 'reader-1' }) },
  );

  assert.deepEqual(body, { ok: true, claims: { sub: 'reader-1' }, user: null });
});
