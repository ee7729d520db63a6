import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createVerifier } from '../../../../src/token/verify/create-verifier.js';
import { readSecret } from '../../../../src/token/verify/read-secret.js';
import { inShort, noFetch } from '../../../support/a-verifier.js';
import { NOON } from '../../../support/judge-cases.js';
import { aKeyPair, signToken } from '../../../support/sign-token.js';

const octets = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
/** The token of RFC 7515, appendix A.1, and its key. */
const RFC_KEY = 'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow';
const RFC_TOKEN =
  'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

suite('a shared secret', () => {
  const ask = async (
    secret: Uint8Array<ArrayBuffer>,
    token: string,
    jwt: object = {},
    strict = false,
    now = NOON,
  ): Promise<string> => {
    const verify = createVerifier(jwt, { fetch: noFetch, now: () => now, keys: [readSecret(secret, strict)] });
    return inShort((await verify({ option: token, query: null, cookies: '' })).result);
  };

  test('verifies the example of RFC 7515', async () => {
    const key = Uint8Array.from(Buffer.from(RFC_KEY, 'base64url'));

    assert.equal(await ask(key, RFC_TOKEN, {}, true, 1_300_819_379_000), 'valid');
    assert.equal(await ask(key, RFC_TOKEN), 'expired');
  });
  for (const [says, secret, token, jwt, strict, gives] of [
    ['is its UTF-8 octets', 'Schlüssel', signToken({ alg: 'HS384', secret: 'Schlüssel' }), {}, false, 'valid'],
    [
      'counts where the config asks for a public key too',
      'secret',
      signToken({ alg: 'HS256', secret: 'secret' }),
      { publicKey: aKeyPair('P-256').spki },
      false,
      'valid',
    ],
    ['leaves the public key what it is', 'secret', signToken(), { publicKey: aKeyPair('P-256').spki }, false, 'valid'],
    ['counts for no algorithm but its own', 'secret', signToken(), {}, false, 'invalid: algorithm'],
    [
      'counts for what the config allows',
      'secret',
      signToken({ alg: 'HS256', secret: 'secret' }),
      { algorithms: ['HS512'] },
      false,
      'invalid: algorithm',
    ],
    [
      'that is weak is refused where it must not be',
      'secret',
      signToken({ alg: 'HS256', secret: 'secret' }),
      {},
      true,
      'invalid: weak-key',
    ],
    [
      'that is weak is refused before it is asked',
      'secret',
      signToken({ alg: 'HS256', secret: 'other' }),
      {},
      true,
      'invalid: weak-key',
    ],
  ] as const) {
    test(says, async () => assert.equal(await ask(octets(secret), token, jwt, strict), gives));
  }
});
