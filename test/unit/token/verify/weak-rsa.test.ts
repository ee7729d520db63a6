import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { decode } from 'jose/base64url';
import { isWeak } from '../../../../src/token/verify/guard-token.js';
import { isRoca } from '../../../../src/token/verify/is-roca.js';
import { measureKey } from '../../../../src/token/verify/measure-key.js';
import { aProvider, k2, ofK2 } from '../../../support/a-key-provider.js';
import { aVerifier, inShort } from '../../../support/a-verifier.js';
import { anEndpoint, post } from '../../../support/an-endpoint.js';
import { aKeyPair, signToken } from '../../../support/sign-token.js';
import { anRsaJwk, aRocaModulus, aSoundModulus, signForExponentOne } from '../../../support/weak-rsa.js';

/** An imported RSA key, as far as `isWeak` reads it. */
const keyOf = (exponent: readonly number[]): CryptoKey =>
  ({ algorithm: { modulusLength: 2048, publicExponent: Uint8Array.from(exponent) } }) as unknown as CryptoKey;
const roca = anRsaJwk(aRocaModulus(), 65_537);

suite('an RSA exponent', () => {
  for (const [exponent, weak] of [
    [[1], true],
    [[0, 0, 1], true],
    [[2], true],
    [[1, 0, 0], true],
    [[0], true],
    [[3], false],
    [[1, 1], false],
    [[1, 0, 1], false],
    [[0, 1, 0, 1], false],
  ] as const)
    test(`of the octets ${exponent.join(' ')} is ${weak ? 'weak' : 'sound'}`, () => {
      assert.equal(isWeak(keyOf(exponent)), weak);
    });

  test('of 1 lets nobody sign, in the page and at the endpoint', async () => {
    const publicKey = anRsaJwk(aSoundModulus(), 1);
    const token = signForExponentOne({ sub: 'anyone' });
    const { endpoint } = anEndpoint({ publicKey, secret: undefined });

    assert.notEqual(inShort(await aVerifier({ publicKey })(token)), 'valid');
    assert.equal((await post(endpoint, '/zephr/verify', { token })).body.ok, false);
  });

  test('of 1 is a warning of validate', async () => {
    assert.equal(await measureKey(anRsaJwk(aSoundModulus(), 1)), 0);
  });
});

suite('an RSA modulus', () => {
  test('with the fingerprint of ROCA is found', () => {
    assert.equal(isRoca(decode(roca['n'] as string)), true);
  });

  test('of other keys has it not', () => {
    const moduli = [aKeyPair('RSA'), aKeyPair('RSA', 'other'), aKeyPair('RSA-1024')].map(
      ({ jwk }) => jwk['n'] as string,
    );

    assert.deepEqual(
      moduli.map((n) => isRoca(decode(n))),
      [false, false, false],
    );
  });

  test('with it makes the tokens of its key weak at the endpoint, in the config, as an option and in a set', async () => {
    for (const options of [
      { publicKey: roca },
      { jwks: { keys: [{ ...roca, kid: 'k1' }] } },
      {
        jwt: { jwksUrl: 'https://id.example/jwks.json' },
        fetch: () => Promise.resolve(Response.json({ keys: [{ ...roca, kid: 'k1' }] })),
      },
    ]) {
      const { endpoint, log } = anEndpoint({ ...options, secret: undefined });
      const token = signToken({ alg: 'RS256', header: { kid: 'k1' } });
      const { body } = await post(endpoint, '/zephr/verify', { token });

      assert.deepEqual(body, { ok: false, reason: 'signature' });
      assert.equal(log.find(({ event }) => event === 'request')?.outcome, 'weak-key');
    }
  });

  test('with it makes the tokens of its key weak in the page, where a set that is fetched holds it', async () => {
    const ofRoca = signToken({ alg: 'RS256', header: { kid: 'k1' } });
    const { verify } = aProvider([{ ...roca, kid: 'k1' }, k2]);

    assert.deepEqual([await verify(ofRoca), await verify(ofK2)], ['invalid: weak-key', 'valid']);
  });

  test('with it is a warning of validate, and that of a sound key is its length', async () => {
    assert.deepEqual([await measureKey(roca), await measureKey(aKeyPair('RSA').jwk)], [0, 2048]);
  });
});
