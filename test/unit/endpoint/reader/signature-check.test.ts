/** Node and jose say the same about every signature. */
import assert from 'node:assert/strict';
import { suite, test, type TestContext } from 'node:test';
import { createSignatureCheck } from '../../../../src/endpoint/reader/create-signature-check.js';
import { createNodeVerifier, type VerifyAtOnce } from '../../../../src/endpoint/reader/verify-on-node.js';
import { readKey } from '../../../../src/token/verify/read-key.js';
import { readSecret } from '../../../../src/token/verify/read-secret.js';
import { aKeyPair, signToken } from '../../../support/sign-token.js';

const SECRET = 'x'.repeat(64);
const SECRETS = ['HS256', 'HS384', 'HS512'];
const PAIRS: readonly (readonly [alg: string, type: string])[] = [
  ...['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'].map((alg) => [alg, 'RSA'] as const),
  ['ES256', 'P-256'],
  ['EdDSA', 'Ed25519'],
  ['Ed25519', 'Ed25519'],
];
/** ECDSA on these curves takes long, so it is left to the threads of WebCrypto. */
const SLOW = [
  ['ES384', 'P-384'],
  ['ES512', 'P-521'],
] as const;

async function keyFor(alg: string, name = 'ours'): Promise<CryptoKey> {
  const type = [...PAIRS, ...SLOW].find(([one]) => one === alg)?.[1];
  const secret = name === 'ours' ? SECRET : name.repeat(16);
  const source = type ? readKey(aKeyPair(type, name).spki, '') : readSecret(new TextEncoder().encode(secret));
  return (await source!.load(alg))[0] as CryptoKey;
}

function aToken(alg: string): string {
  return signToken({ alg, ...(SECRETS.includes(alg) && { secret: SECRET }), claims: { sub: 'reader-é' } });
}

/** Changes that a forger could make to a signature. */
const FORGERIES: Readonly<Record<string, (token: string) => string>> = {
  'as it was signed': (token) => token,
  'with other claims': (token) => {
    const [head, , signature] = token.split('.');
    return [head, Buffer.from('{"sub":"another"}').toString('base64url'), signature].join('.');
  },
  'without a signature': (token) => token.slice(0, token.lastIndexOf('.') + 1),
  'with one bit of the signature changed': (token) => changed(token, (octets) => (octets[0]! ^= 1)),
  'with the last bit of the signature changed': (token) =>
    changed(token, (octets) => (octets[octets.length - 1]! ^= 1)),
  'with a signature that is too short': (token) => resized(token, -1),
  'with a signature that is too long': (token) => resized(token, 1),
  'with a signature of zeros': (token) => changed(token, (octets) => octets.fill(0)),
};

function changed(token: string, change: (octets: Buffer) => unknown): string {
  const at = token.lastIndexOf('.') + 1;
  const octets = Buffer.from(token.slice(at), 'base64url');
  change(octets);
  return token.slice(0, at) + octets.toString('base64url');
}

function resized(token: string, by: number): string {
  const at = token.lastIndexOf('.') + 1;
  const octets = Buffer.from(token.slice(at), 'base64url');
  const other = by < 0 ? octets.subarray(0, by) : Buffer.concat([octets, Buffer.alloc(by)]);
  return token.slice(0, at) + other.toString('base64url');
}

/** Counts what is left to WebCrypto. */
function countWebCrypto(t: TestContext): () => number {
  const { mock } = t.mock.method(crypto.subtle, 'verify');
  return () => mock.callCount();
}

suite('the signature of a token', () => {
  for (const alg of [...SECRETS, ...PAIRS.map(([one]) => one)])
    test(`with ${alg} counts on Node when it counts by jose, and on no thread`, async (t) => {
      const [ours, theirs] = [await keyFor(alg), await keyFor(alg, 'theirs')];
      const [onNode, byJose] = [createSignatureCheck(), createSignatureCheck(null)];
      const token = aToken(alg);
      for (const [name, forge] of Object.entries(FORGERIES))
        for (const key of [ours, theirs]) {
          const expected = await byJose(forge(token), alg, key);
          const before = countWebCrypto(t);
          assert.equal(await onNode(forge(token), alg, key), expected, name);
          assert.equal(before(), 0, name);
          t.mock.restoreAll();
          assert.equal(expected, key === ours && name === 'as it was signed' ? null : 'signature', name);
        }
    });

  for (const [alg] of SLOW)
    test(`with ${alg} is left to the threads, which do not keep other readers waiting`, async (t) => {
      const key = await keyFor(alg);
      const count = countWebCrypto(t);
      assert.equal(await createSignatureCheck()(aToken(alg), alg, key), null);
      assert.equal(count(), 1);
    });

  test('is refused where the key is one for another algorithm', async () => {
    const algorithms = [...SECRETS, ...PAIRS.map(([alg]) => alg)];
    const verify = createNodeVerifier()!;
    const atOnce: string[] = [];
    for (const alg of algorithms)
      for (const other of algorithms) {
        const key = await keyFor(other);
        if (verify(aToken(alg), alg, key) !== null) atOnce.push(`${alg} ${other}`);
        const fault = await createSignatureCheck()(aToken(alg), alg, key);
        const isSame = alg === other || [alg, other].every((one) => ['EdDSA', 'Ed25519'].includes(one));
        assert.equal(fault, isSame ? null : 'signature', `${alg} by a key for ${other}`);
      }
    const same = [...algorithms.map((alg) => `${alg} ${alg}`), 'EdDSA Ed25519', 'Ed25519 EdDSA'];
    assert.deepEqual(atOnce.sort(), same.sort());
  });

  test('by an RSA key that is too short is left to jose, which refuses the key', async () => {
    const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]) };
    const { publicKey, privateKey } = await crypto.subtle.generateKey({ ...rsa, modulusLength: 1024 }, true, [
      'sign',
      'verify',
    ]);
    const signed = aToken('RS256').split('.').slice(0, 2).join('.');
    const signature = await crypto.subtle.sign(rsa.name, privateKey, new TextEncoder().encode(signed));
    const token = `${signed}.${Buffer.from(signature).toString('base64url')}`;

    assert.equal(createNodeVerifier()!(token, 'RS256', publicKey), null);
    assert.equal(await createSignatureCheck()(token, 'RS256', publicKey), 'signature');
  });

  test('is checked by jose in runtimes that imitate Node', async () => {
    const seen: (VerifyAtOnce | null)[] = [];
    for (const name of ['deno', 'bun']) {
      Object.defineProperty(process.versions, name, { value: '1.0.0', configurable: true });
      seen.push(createNodeVerifier());
      Reflect.deleteProperty(process.versions, name);
    }
    assert.deepEqual(seen, [null, null]);
    assert.equal(await createSignatureCheck(null)(aToken('HS256'), 'HS256', await keyFor('HS256')), null);
  });
});
