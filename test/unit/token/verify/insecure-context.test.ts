import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aCookieVerifier, aVerifier, inShort } from '../../../support/a-verifier.js';
import { aKeyPair, signToken } from '../../../support/sign-token.js';

const publicKey = aKeyPair('P-256').spki;
const found = Object.getOwnPropertyDescriptor(globalThis, 'crypto')!;
const restore = (): void => void Object.defineProperty(globalThis, 'crypto', found);

before(() => Object.defineProperty(globalThis, 'crypto', { configurable: true, value: undefined }));
after(restore);

test('without WebCrypto a token cannot be checked', async () => {
  assert.equal(inShort(await aVerifier({ publicKey })(signToken())), 'unreachable: insecure-context');
});

test('without WebCrypto a reader without a token still has none', async () => {
  assert.equal(inShort(await aCookieVerifier({ publicKey })('my_blaize_jwt=x')), 'none');
});

test('WebCrypto without its subtle half, as plain http has it', async (t) => {
  Object.defineProperty(globalThis, 'crypto', { configurable: true, value: { getRandomValues: () => 0 } });
  t.after(() => Object.defineProperty(globalThis, 'crypto', { configurable: true, value: undefined }));

  assert.equal(inShort(await aVerifier({ publicKey })(signToken())), 'unreachable: insecure-context');
});

test('a browser that lacks the algorithm could not check the token', async (t) => {
  const crypto = found.get ? (found.get.call(globalThis) as Crypto) : (found.value as Crypto);
  Object.defineProperty(globalThis, 'crypto', { configurable: true, value: crypto });
  t.after(() => Object.defineProperty(globalThis, 'crypto', { configurable: true, value: undefined }));
  t.mock.method(crypto.subtle, 'importKey', () =>
    Promise.reject(new DOMException('No Ed25519 here', 'NotSupportedError')),
  );

  const result = await aVerifier({ publicKey: aKeyPair('Ed25519').spki })(signToken({ alg: 'Ed25519' }));

  assert.equal(inShort(result), 'unreachable: unsupported');
});
