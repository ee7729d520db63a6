import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ConfigError } from '../../../../src/model/config-error.js';
import { verifyConfig } from '../../../../src/token/verify/verify-config.js';
import { signConfigText } from '../../../support/sign-config.js';
import { aKeyPair, ALGORITHMS, signToken, typeFor } from '../../../support/sign-token.js';

const TEXT = '{ "version": 1, "features": { "articles": { "title": "Größe" } } }\n';
const { spki, jwk } = aKeyPair('P-256');

const verify = (jws: string, key: unknown = spki, text = TEXT): Promise<unknown> =>
  verifyConfig(new TextEncoder().encode(text), jws, key);

/** The code of a refusal; `null` for a signature that verifies. */
const codeOf = (verifying: Promise<unknown>): Promise<string | null> =>
  verifying.then(
    () => null,
    (error: ConfigError) => error.code,
  );

suite('the signature of a config', () => {
  for (const alg of ALGORITHMS) {
    test(`verifies by ${alg}`, async () => {
      const found = await verify(signConfigText(TEXT, { alg }), aKeyPair(typeFor(alg)).spki);

      assert.deepEqual(found, { alg, iat: 1_790_000_000 });
    });
  }

  for (const [says, key] of [
    ['PEM without line ends', spki.replaceAll('\n', '')],
    ['a JWK', jwk],
    ['a JWK as JSON text', JSON.stringify(jwk)],
  ] as const) {
    test(`verifies by ${says}`, async () => {
      assert.equal(await codeOf(verify(signConfigText(TEXT), key)), null);
    });
  }

  test('may end with a line break', async () => {
    assert.equal(await codeOf(verify(`${signConfigText(TEXT)}\n`)), null);
  });

  const good = signConfigText(TEXT);
  for (const [says, jws, code, key, text] of [
    ['of another text', good, 'config-signature', spki, TEXT.replace('1', '2')],
    ['of a text with a space more', good, 'config-signature', spki, `${TEXT} `],
    ['by another key', signConfigText(TEXT, { key: aKeyPair('P-256', 'another') }), 'config-signature'],
    ['by an algorithm that is not the key’s', good, 'config-signature', aKeyPair('RSA').spki],
    ['with the type of a token', signConfigText(TEXT, { header: { typ: 'JWT' } }), 'config-signature'],
    ['without a type', signConfigText(TEXT, { header: { typ: undefined } }), 'config-signature'],
    ['with an extension', signConfigText(TEXT, { header: { crit: ['b64'], b64: false } }), 'config-signature'],
    [
      'by no algorithm',
      signConfigText(TEXT, { headerText: '{"alg":"none","typ":"zephr-config+jws"}' }),
      'config-signature',
    ],
    ['with its payload', signToken({ header: { typ: 'zephr-config+jws' }, payloadText: TEXT }), 'config-unsigned'],
    ['that is empty', '', 'config-unsigned'],
    ['that is a page', '<!doctype html><title>Not found</title>', 'config-unsigned'],
    ['that is only dots', '..', 'config-unsigned'],
    ['whose header is not JSON', signConfigText(TEXT, { headerText: 'x' }), 'config-unsigned'],
    ['of 9,000 characters', `${good.split('..')[0]}..${'A'.repeat(9000)}`, 'config-unsigned'],
    [
      'by a weak key',
      signConfigText(TEXT, { alg: 'RS256', key: aKeyPair('RSA-1024') }),
      'config-key',
      aKeyPair('RSA-1024').spki,
    ],
    ['for a key that is not one', good, 'config-key', 'public'],
    ['for a key that does not import', good, 'config-key', { ...jwk, x: 'AAAA' }],
    ['for half a JWK', good, 'config-key', '{"kty":'],
    ['for a shared secret', good, 'config-key', { kty: 'oct', k: 'c2VjcmV0' }],
  ] as const) {
    test(`${says} is refused as ${code}`, async () => {
      assert.equal(await codeOf(verify(jws, key ?? spki, text)), code);
    });
  }
});
