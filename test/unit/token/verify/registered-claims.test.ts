import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { aVerifier, inShort } from '../../../support/a-verifier.js';
import type { Case } from '../../../support/judge-cases.js';
import { aKeyPair, signToken } from '../../../support/sign-token.js';

const rows = JSON.parse(
  readFileSync(new URL('../../../cases/registered-claims.json', import.meta.url), 'utf8'),
) as readonly Case[];
const publicKey = aKeyPair('P-256').spki;

suite('a signed token', () => {
  for (const { says, claims, jwt = {}, gives } of rows) {
    test(says, async () => {
      assert.equal(inShort(await aVerifier({ publicKey, ...jwt })(signToken({ claims }))), gives);
    });
  }
});

suite('a token that another key signed', () => {
  for (const { says, claims, jwt = {} } of rows) {
    test(`${says}, but nothing is said of it`, async () => {
      const token = signToken({ claims, key: aKeyPair('P-256', 'theirs') });

      assert.equal(inShort(await aVerifier({ publicKey, ...jwt })(token)), 'invalid: signature');
    });
  }
});

for (const [says, payloadText] of [
  ['an end beyond all numbers is not a date', '{"sub":"a","exp":1e999}'],
  ['an end below all numbers is not a date', '{"sub":"a","exp":-1e999}'],
  ['an end that is not a number is not JSON', '{"sub":"a","exp":NaN}'],
] as const) {
  test(says, async () => {
    const result = await aVerifier({ publicKey })(signToken({ payloadText }));

    assert.match(inShort(result), /^invalid: (expiry|malformed)$/);
  });
}

test('the milliseconds of a second do not end a token early', async () => {
  const now = (): number => 1_772_452_799_999;

  assert.equal(inShort(await aVerifier({ publicKey, now })(signToken({ claims: { exp: 1_772_452_800 } }))), 'valid');
});
