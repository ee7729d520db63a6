import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { signAssertion } from '../../../../src/endpoint/reader/sign-assertion.js';
import { readSigningKey } from '../../../../src/endpoint/keys/read-signing-key.js';
import { createAssertionReader } from '../../../../src/token/ask/read-assertion.js';
import { aVerifier, inShort } from '../../../support/a-verifier.js';
import { anEndpoint, post } from '../../../support/an-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';
import { aKeyPair, signToken } from '../../../support/sign-token.js';

const pair = aKeyPair('P-256');
const publicKey = pair.spki;
const key = readSigningKey(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
const CLAIMS = { sub: 'reader-1' };

suite('with one key pair for all', () => {
  for (const typ of ['zephr-assertion+jwt', 'zephr-gift+jwt', 'zephr-preview+jwt', 'zephr-']) {
    test(`a token of the type ${typ} is not a reader's, in the page and at the endpoint`, async () => {
      const token = signToken({ header: { typ }, claims: CLAIMS });
      const { endpoint } = anEndpoint({ publicKey, secret: undefined });

      assert.equal(inShort(await aVerifier({ publicKey })(token)), 'invalid: token-type');
      assert.deepEqual((await post(endpoint, '/zephr/verify', { token })).body, { ok: false, reason: 'token-type' });
    });
  }

  for (const typ of [undefined, 'JWT', 'at+jwt', 'zephr', 7, null, {}, ['zephr-gift+jwt']]) {
    test(`a token of the type ${JSON.stringify(typ)} is a reader's`, async () => {
      const token = signToken({ header: { typ }, claims: CLAIMS });

      assert.equal(inShort(await aVerifier({ publicKey })(token)), 'valid');
    });
  }

  test('a token of a reader is not an assertion, whatever it claims', async () => {
    const token = 'a.b.c';
    const read = createAssertionReader({ endpointKey: publicKey }, () => NOON);
    const assertion = await signAssertion({ token, claims: CLAIMS, user: null }, key, NOON);
    const [, payload] = assertion!.split('.');
    const claims: unknown = JSON.parse(Buffer.from(payload!, 'base64url').toString());

    assert.equal((await read(assertion, token))?.status, 'valid');
    for (const header of [{}, { typ: 'JWT' }, { typ: 'zephr-gift+jwt' }])
      assert.equal(await read(signToken({ header, claims }), token), null);
  });
});
