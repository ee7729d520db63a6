import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { compactVerify } from 'jose/jws/compact/verify';
import { BASE64URL, guardToken } from '../../../../src/token/verify/guard-token.js';
import { aVerifier, inShort } from '../../../support/a-verifier.js';
import { aKeyPair, encode, signText, typeFor } from '../../../support/sign-token.js';

/** A token signed by the test's key, in an odd encoding. */
interface Row {
  readonly says: string;
  readonly alg?: string;
  /** Type of the key that is configured, and that signs. */
  readonly key?: string;
  readonly header?: string;
  readonly payload?: string;
  /** How the parts are put together; a text without `{signature}` is signed as it is written. */
  readonly write?: string;
  /** The part whose last character gets a spare bit. */
  readonly spare?: 'payload' | 'signature';
  /** Levels of lists inside the claims. */
  readonly nested?: number;
  /** Characters that the claims are filled up with. */
  readonly filler?: number;
  /** The result of jose's `compactVerify` by itself. */
  readonly alone: 'takes' | 'refuses';
  readonly gives: string;
}

const rows = JSON.parse(
  readFileSync(new URL('../../../cases/guarded-tokens.json', import.meta.url), 'utf8'),
) as readonly Row[];

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The same octets in another spelling. */
const withSpareBit = (part: string): string => part.slice(0, -1) + ALPHABET[ALPHABET.indexOf(part.at(-1)!) + 1]!;

function writeToken({ alg = 'ES256', key, spare, nested, filler, ...row }: Row): string {
  const keyPair = aKeyPair(key ?? typeFor(alg));
  const { header: headerText = JSON.stringify({ alg }), write = '{header}.{payload}.{signature}' } = row;
  const lists = nested === undefined ? undefined : `{"a":${'['.repeat(nested)}${']'.repeat(nested)}}`;
  const filled = filler === undefined ? undefined : JSON.stringify({ sub: 'a', filler: 'x'.repeat(filler) });
  const text = lists ?? filled ?? row.payload ?? '{"sub":"reader-1"}';
  const header = encode(headerText);
  const payload = spare === 'payload' ? withSpareBit(encode(text)) : encode(text);
  const fill = (pattern: string): string =>
    pattern.replace('{header}', header).replaceAll('{payload}', payload).replace('$payload', 'text');
  if (!write.includes('{signature}')) {
    const signed = fill(write);
    return write.endsWith('..') ? signed : `${signed}.${signText(signed, alg, keyPair)}`;
  }
  const signature = signText(`${header}.${payload}`, alg, keyPair);
  return fill(write).replace('{signature}', spare === 'signature' ? withSpareBit(signature) : signature);
}

suite('the checks of the contract beyond jose', () => {
  for (const row of rows) {
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
