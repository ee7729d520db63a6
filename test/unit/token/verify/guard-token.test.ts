import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { compactVerify } from 'jose/jws/compact/verify';
import { BASE64URL, guardToken } from '../../../../src/token/verify/guard-token.js';
import { aVerifier, inShort } from '../../../support/a-verifier.js';
import { ALPHABET, GUARDED_TOKENS, writeToken } from '../../../support/guarded-tokens.js';
import { aKeyPair, typeFor } from '../../../support/sign-token.js';

suite('the checks of the contract beyond jose', () => {
  for (const row of GUARDED_TOKENS) {
    const { says, alg = 'ES256', key, alone, gives } = row;
    const { spki, publicKey } = aKeyPair(key ?? typeFor(alg));
    const token = writeToken(row);

    test(`${says}: ${gives}`, async () => {
      assert.equal(inShort(await aVerifier({ publicKey: spki })(token)), gives);
    });
    test(`${says}: jose alone ${alone} it`, async () => {
      const taken = await compactVerify(token, publicKey, { algorithms: [alg] }).then(
        () => 'takes',
        () => 'refuses',
      );

      assert.equal(taken, alone);
    });
  }
});

suite('base64url', () => {
  test('of any octets is taken', () => {
    fc.assert(fc.property(fc.uint8Array(), (octets) => BASE64URL.test(Buffer.from(octets).toString('base64url'))));
  });

  test('has one spelling for each sequence of octets', () => {
    const letter = fc.constantFrom(...ALPHABET, '+', '/', '=', ' ', '\n');
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 12 }), (text) => {
        assert.equal(BASE64URL.test(text), Buffer.from(text, 'base64url').toString('base64url') === text);
      }),
      { numRuns: 5000 },
    );
  });

  for (const text of ['A', 'AAAAA', 'AB', 'AAB', 'AA=', 'AA==', 'A+AA', 'A/AA', 'AA AA', 'AAAA\n', 'ÄÄÄÄ', '🙂🙂']) {
    test(`${JSON.stringify(text)} is not base64url`, () => assert.equal(BASE64URL.test(text), false));
  }
});

test('claims are frozen and have no prototype, which those of jose have', () => {
  const guarded = guardToken(writeToken({ says: '', alone: 'takes', gives: 'valid' }));

  assert.ok(typeof guarded === 'object');
  assert.deepEqual([Object.getPrototypeOf(guarded.claims), Object.isFrozen(guarded.claims)], [null, true]);
});
