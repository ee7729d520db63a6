import assert from 'node:assert/strict';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { suite, test } from 'node:test';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { aKeyPair } from '../../support/sign-token.js';
import { runZephr, type Run } from '../../support/run-zephr.js';

const SECRET = { ZEPHR_JWT_SECRET: 'secret' };
const CLAIMS = ['--claims', '{"sub":"1234567890","prod":"gold"}'];
/** As jwt.io makes it of the tutorial's input. */
const TUTORIAL =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwicHJvZCI6ImdvbGQifQ.KmtgYQKpS5rN0PCfUef28FJTQ4iirzKeQwUUgomVjuE';

const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }) as string;
const jwk = (key: KeyObject, more: object): string => JSON.stringify({ ...key.export({ format: 'jwk' }), ...more });

/** Signs with a key in a file. */
function sign(key: string, ...args: readonly string[]): Promise<Run> {
  return runZephr(['token', ...CLAIMS, '--key', 'FOLDER/key', ...args], {}, { files: { key } });
}

suite('the command token', () => {
  test('makes the token of the tutorial as jwt.io does, to the letter', async () => {
    assert.deepEqual(await runZephr(['token', ...CLAIMS], {}, { env: SECRET }), {
      code: 0,
      out: `${TUTORIAL}\n`,
      err: '',
    });
  });

  for (const alg of ['HS384', 'HS512']) {
    test(`signs by ${alg} where it is asked to`, async () => {
      const { out } = await runZephr(['token', ...CLAIMS, '--alg', alg], {}, { env: SECRET });

      const { payload, protectedHeader } = await jwtVerify(out.trim(), new TextEncoder().encode('secret'));
      assert.deepEqual([payload['prod'], protectedHeader.alg], ['gold', alg]);
    });
  }

  for (const [type, alg] of [
    ['P-256', 'ES256'],
    ['P-384', 'ES384'],
    ['P-521', 'ES512'],
    ['Ed25519', 'EdDSA'],
    ['RSA', 'RS256'],
  ] as const) {
    test(`signs with a key of ${type} by ${alg}`, async () => {
      const { privateKey, publicKey } = aKeyPair(type);
      const { code, out } = await sign(pem(privateKey));

      assert.equal(code, 0);
      const { protectedHeader } = await jwtVerify(out.trim(), publicKey);
      assert.deepEqual(protectedHeader, { alg, typ: 'JWT' });
    });
  }

  test('takes algorithm and key id from a JWK', async () => {
    const { privateKey, publicKey } = aKeyPair('RSA');
    const { out } = await sign(jwk(privateKey, { alg: 'PS384', kid: 'key-1' }));

    assert.deepEqual((await jwtVerify(out.trim(), publicKey)).protectedHeader, {
      alg: 'PS384',
      typ: 'JWT',
      kid: 'key-1',
    });
  });

  test('prefers a key that is named to the secret of the environment', async () => {
    const key = pem(aKeyPair('P-256').privateKey);
    const { out } = await runZephr(['token', ...CLAIMS, '--key', 'FOLDER/key'], {}, { env: SECRET, files: { key } });

    assert.equal(decodeProtectedHeader(out.trim()).alg, 'ES256');
  });

  test('gives a token an end', async () => {
    const { out } = await runZephr(['token', ...CLAIMS, '--expires', '30m'], {}, { env: SECRET });
    const { exp = 0, ...claims } = decodeJwt(out.trim());

    assert.deepEqual(claims, { sub: '1234567890', prod: 'gold' });
    assert.ok(Math.abs(exp - Date.now() / 1000 - 1800) < 60);
  });

  test('writes every claim unchanged', async () => {
    const claims = '{"__proto__":{"a":1},"ü":["👩‍💻",null],"n":1.5}';
    const { out } = await runZephr(['token', '--claims', claims], {}, { env: SECRET });

    assert.equal(Buffer.from(out.split('.')[1]!, 'base64url').toString(), claims);
  });

  const weak = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const refusals: readonly (readonly [says: string, run: () => Promise<Run>, err: RegExp])[] = [
    ['without any key', () => runZephr(['token', ...CLAIMS]), /no key to sign with: set ZEPHR_JWT_SECRET, or name a private key/],
    ['a secret for a signature', () => runZephr(['token', ...CLAIMS, '--alg', 'ES256'], {}, { env: SECRET }), /ES256 needs a private key/],
    ['two ends', () => runZephr(['token', '--claims', '{"exp":1}', '--expires', '1h'], {}, { env: SECRET }), /the claims already have "exp"/],
    ['a public key', () => sign(aKeyPair('P-256').spki), /FOLDER\/key is not a private key in PEM/],
    ['a public JWK', () => sign(JSON.stringify(aKeyPair('P-256').jwk)), /FOLDER\/key is not a private key in PEM/],
    ['a secret as a JWK', () => sign('{"kty":"oct","k":"c2VjcmV0"}'), /FOLDER\/key is not a private key in PEM/],
    ['an RSA key that is short', () => sign(pem(weak)), /RSA key of 1024 bits; tokens need 2048 or more/],
    ['a key that cannot sign tokens', () => sign(pem(generateKeyPairSync('x25519').privateKey)), /is not a key for tokens/],
    ['a key for another algorithm', () => sign(pem(aKeyPair('P-256').privateKey), '--alg', 'RS256'), /is not a key for RS256\. It is for: ES256\./],
    ['a key file that is missing', () => runZephr(['token', ...CLAIMS, '--key', 'FOLDER/none']), /the file does not exist/],
  ]; // prettier-ignore
  for (const [says, run, message] of refusals) {
    test(`refuses ${says}, in a sentence`, async () => {
      const { code, out, err } = await run();

      assert.deepEqual([code, out], [2, '']);
      assert.match(err, /^error: .*\.?\n$/);
      assert.match(err, message);
    });
  }
});
