/**
 * The build leaves error texts and one table out of jose in files for browsers (`scripts/lean-jose.mjs`). The verifier of
 * `dist/` must give the same result as its source, which has jose unchanged, for every token of the tables.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import type { JwtConfig } from '../../src/model/config.js';
import * as source from '../../src/token/verify/create-verifier.js';
import { inShort, noFetch } from '../support/a-verifier.js';
import { GUARDED_TOKENS, writeToken } from '../support/guarded-tokens.js';
import { NOON } from '../support/judge-cases.js';
import { aKeyPair, ALGORITHMS, signToken, typeFor } from '../support/sign-token.js';
import { builtPath } from '../support/built-files.js';

/** A token of another program, with its key in two forms. */
interface SignedRow {
  readonly says: string;
  readonly algorithm: string;
  readonly spki: string;
  readonly jwk: NonNullable<JwtConfig['publicKey']>;
  readonly token: string;
}

/** The table of tokens that other programs made. */
interface SignedTokens {
  readonly algorithms: readonly SignedRow[];
  readonly certificates: readonly { readonly says: string; readonly algorithm: string; readonly certificate: string }[];
  readonly weak: { readonly says: string; readonly publicKey: string; readonly token: string };
}

const chunk = new URL(`../../dist/${await builtPath('chunks/verify.js')}`, import.meta.url);
const built = (await import(chunk.href)) as typeof source;
const signed = JSON.parse(
  await readFile(new URL('../cases/signed-tokens.json', import.meta.url), 'utf8'),
) as SignedTokens;

type Key = NonNullable<JwtConfig['publicKey']>;

/** The result of one of the two verifiers, or the error that it rejects with. */
async function resultOf({ createVerifier }: typeof source, publicKey: Key, token: string): Promise<unknown> {
  try {
    const verify = createVerifier(
      { publicKey, userMapping: { foreignUserIdProperty: 'sub' } },
      { fetch: noFetch, now: () => NOON },
    );
    const { result } = await verify({ option: token, query: null, cookies: '' });
    const { status, reason } = result;
    const claims = 'claims' in result ? result.claims : null;
    // Members that only our own files know have other names in built files.
    return JSON.parse(JSON.stringify({ status, reason, claims, short: inShort(result) })) as object;
  } catch (error) {
    const { name, code, pointer } = error as { name?: string; code?: string; pointer?: string };
    return { name, code, pointer };
  }
}

/** Asserts that both verifiers give the same result, and returns it in short. */
async function agreeOn(publicKey: Key, token: string): Promise<string | undefined> {
  const expected = await resultOf(source, publicKey, token);
  assert.deepEqual(await resultOf(built, publicKey, token), expected);
  return (expected as { short?: string }).short;
}

/** A token with another signature of the same length. */
function tamper(token: string): string {
  const [header, payload, signature = ''] = token.split('.');
  const octets = Buffer.from(signature, 'base64url');
  octets[0]! ^= 1;
  return `${header}.${payload}.${octets.toString('base64url')}`;
}

suite('the verifier for browsers, with a lean jose', () => {
  test('lacks the error texts that jose throws', async () => {
    const isIn = (text: string): boolean => text.includes('Invalid Compact JWS');
    const original = new URL('../../lib/jws_verify.js', import.meta.resolve('jose/jws/compact/verify'));

    assert.deepEqual([isIn(await readFile(chunk, 'utf8')), isIn(await readFile(original, 'utf8'))], [false, true]);
  });

  for (const row of GUARDED_TOKENS) {
    test(`agrees with its source on ${row.says}`, async () => {
      const { spki } = aKeyPair(row.key ?? typeFor(row.alg ?? 'ES256'));

      assert.equal(await agreeOn(spki, writeToken(row)), row.gives);
    });
  }

  for (const { says, spki, jwk, token } of signed.algorithms) {
    test(`agrees with its source on ${says}`, async () => {
      assert.deepEqual([await agreeOn(spki, token), await agreeOn(jwk, token)], ['valid', 'valid']);
    });
    test(`agrees with its source on ${says}, tampered with`, async () => {
      assert.equal(await agreeOn(spki, tamper(token)), 'invalid: signature');
    });
    test(`agrees with its source on ${says} and the key of another algorithm`, async () => {
      for (const other of signed.algorithms) await agreeOn(other.spki, token);
    });
  }

  for (const { says, algorithm, certificate } of signed.certificates) {
    test(`agrees with its source on ${says}`, async () => {
      const { token } = signed.algorithms.find((row) => row.algorithm === algorithm)!;

      assert.equal(await agreeOn(certificate, token), 'valid');
    });
  }

  test(`agrees with its source on ${signed.weak.says}`, async () => {
    assert.equal(await agreeOn(signed.weak.publicKey, signed.weak.token), 'invalid: weak-key');
  });

  for (const alg of ALGORITHMS) {
    test(`agrees with its source on ${alg} of a key that is made now`, async () => {
      assert.equal(await agreeOn(aKeyPair(typeFor(alg)).jwk, signToken({ alg })), 'valid');
    });
  }

  for (const publicKey of ['-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----', 'no key', { kty: 'EC' }]) {
    test(`agrees with its source on the broken key ${JSON.stringify(publicKey)}`, async () => {
      await agreeOn(publicKey, signToken());
    });
  }
});
