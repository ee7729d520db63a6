import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { aVerifier, inShort } from '../../../support/a-verifier.js';
import { ALGORITHMS, aKeyPair, signToken, typeFor } from '../../../support/sign-token.js';

const signed = JSON.parse(readFileSync(new URL('../../../cases/signed-tokens.json', import.meta.url), 'utf8'));

suite('tokens and keys that other programs made', () => {
  for (const { says, spki, jwk, token } of signed.algorithms) {
    for (const [form, publicKey] of Object.entries({ SPKI: spki, JWK: jwk })) {
      test(`${says} as ${form}`, async () => {
        const result = await aVerifier({ publicKey: publicKey as string })(token);

        assert.deepEqual(result.status === 'valid' && { ...result.claims }, { sub: 'reader-1', prod: 'gold' });
      });
    }
  }

  for (const { says, algorithm, certificate } of signed.certificates) {
    const { token } = signed.algorithms.find((row: { algorithm: string }) => row.algorithm === algorithm);
    test(says, async () => {
      assert.equal(inShort(await aVerifier({ publicKey: certificate })(token)), 'valid');
    });
  }

  test(`${signed.weak.says} is too weak to believe`, async () => {
    const verify = aVerifier({ publicKey: signed.weak.publicKey });

    assert.equal(inShort(await verify(signed.weak.token)), 'invalid: weak-key');
  });
});

suite('each algorithm with a key of its own', () => {
  for (const alg of ALGORITHMS) {
    const key = aKeyPair(typeFor(alg));
    const keyed = { ...key.jwk, kid: 'k1' };
    const others = ALGORITHMS.filter((other) => typeFor(other) !== typeFor(alg)).map((other) =>
      aKeyPair(typeFor(other)),
    );

    test(`${alg} verifies with a key in PEM`, async () => {
      assert.equal(inShort(await aVerifier({ publicKey: key.spki })(signToken({ alg }))), 'valid');
    });
    test(`${alg} verifies with a JWK`, async () => {
      assert.equal(inShort(await aVerifier({ publicKey: key.jwk })(signToken({ alg }))), 'valid');
    });
    test(`${alg} verifies with a set`, async () => {
      const verify = aVerifier({ jwks: { keys: [...others.map(({ jwk }) => ({ ...jwk, kid: 'k0' })), keyed] } });

      assert.equal(inShort(await verify(signToken({ alg, header: { kid: 'k1' } }))), 'valid');
    });
    test(`${alg} verifies with a set that is fetched`, async () => {
      const fetch = async (): Promise<Response> => Response.json({ keys: [keyed] });
      const verify = aVerifier({ jwksUrl: 'https://id.example/jwks.json', fetch });

      assert.equal(inShort(await verify(signToken({ alg, header: { kid: 'k1' } }))), 'valid');
    });
    test(`${alg} with another key of the same type is refused`, async () => {
      const token = signToken({ alg, key: aKeyPair(typeFor(alg), 'theirs') });

      assert.equal(inShort(await aVerifier({ publicKey: key.spki })(token)), 'invalid: signature');
    });
    test(`${alg} with a key of another type is refused`, async () => {
      for (const other of others) {
        assert.equal(inShort(await aVerifier({ publicKey: other.spki })(signToken({ alg }))), 'invalid: algorithm');
      }
    });
    test(`${alg} is refused where the config asks for others`, async () => {
      const algorithms = ALGORITHMS.filter((other) => other !== alg);

      assert.equal(
        inShort(await aVerifier({ publicKey: key.spki, algorithms })(signToken({ alg }))),
        'invalid: algorithm',
      );
    });
    test(`${alg} is accepted where the config asks for it alone`, async () => {
      assert.equal(inShort(await aVerifier({ publicKey: key.spki, algorithms: [alg] })(signToken({ alg }))), 'valid');
    });
    test(`${alg} is accepted where the JWK names it, and no other is`, async () => {
      const verify = aVerifier({ publicKey: { ...key.jwk, alg } });
      const sameKey = ALGORITHMS.filter((other) => other !== alg && typeFor(other) === typeFor(alg));

      assert.equal(inShort(await verify(signToken({ alg }))), 'valid');
      for (const other of sameKey) assert.equal(inShort(await verify(signToken({ alg: other }))), 'invalid: algorithm');
    });
  }
});

suite('the use that a JWK states', () => {
  const { jwk } = aKeyPair('P-256');
  const rows: readonly (readonly [
    says: string,
    members: Record<string, unknown>,
    usable: boolean | 'of no use here',
  ])[] = [
    ['for signatures', { use: 'sig' }, true],
    ['for encryption', { use: 'enc' }, false],
    ['to verify', { key_ops: ['verify'] }, true],
    ['to sign and to verify', { key_ops: ['sign', 'verify'] }, true],
    ['to sign only', { key_ops: ['sign'] }, false],
    ['to derive keys', { key_ops: ['deriveKey'] }, false],
    ['operations that are not a list', { key_ops: 7 }, false],
    ['operations that are null', { key_ops: null }, false],
    ['not extractable', { ext: false }, true],
    ['an algorithm of another curve', { alg: 'ES384' }, false],
    ['an algorithm of encryption', { alg: 'ECDH-ES' }, false],
    ['another curve than its point is on', { crv: 'P-384' }, 'of no use here'],
    ['an unknown curve', { crv: 'secp256k1' }, false],
    ['the name of an inherited member as curve', { crv: 'constructor' }, false],
    ['an unknown type', { kty: 'AKP' }, false],
    ['the type of another key', { kty: 'RSA' }, 'of no use here'],
    ['a certificate beside the key', { x5c: ['MIIB'], x5t: 'a', x5u: 'https://evil.example' }, true],
  ];

  for (const [says, members, usable] of rows) {
    test(`in a set: ${says}`, async () => {
      const keys = [{ kid: 'k1', ...jwk, ...members }] as never;
      const verify = async (): Promise<string> =>
        inShort(await aVerifier({ jwks: { keys } })(signToken({ header: { kid: 'k1' } })));

      if (usable === true) assert.equal(await verify(), 'valid');
      // A point that is on no such curve is found when the key is imported, and that is the publisher's mistake.
      else
        assert.match(
          await verify().catch((error: Error & { code?: string }) => error.code ?? String(error)),
          /^(invalid: (key-unknown|algorithm)|key-invalid)$/,
        );
    });

    test(`alone: ${says}`, async () => {
      const verify = async (): Promise<string> =>
        inShort(await aVerifier({ publicKey: { ...jwk, ...members } })(signToken()));

      if (usable === true) assert.equal(await verify(), 'valid');
      // Such a key may be sound for tokens of another algorithm, which none has come of.
      else if (usable) assert.equal(await verify(), 'invalid: algorithm');
      else await assert.rejects(verify, { name: 'ConfigError', code: 'key-invalid', pointer: '/jwt/publicKey' });
    });
  }
});

suite('keys that do not import', () => {
  const { spki } = aKeyPair('RSA');
  const body = spki.split('\n').slice(1, -2).join('');
  const rows: readonly (readonly [says: string, publicKey: unknown])[] = [
    ['a PEM without a body', '-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----'],
    ['a PEM without an end', spki.replace('-----END PUBLIC KEY-----', '')],
    ['a PEM that ends as something else', spki.replace('END PUBLIC KEY', 'END CERTIFICATE')],
    ['a PEM of rubbish', '-----BEGIN PUBLIC KEY-----\n%%%%\n-----END PUBLIC KEY-----'],
    ['a PEM of other text', '-----BEGIN PUBLIC KEY-----\naGVsbG8gd29ybGQ=\n-----END PUBLIC KEY-----'],
    ['a PEM that was cut', `-----BEGIN PUBLIC KEY-----\n${body.slice(0, 200)}\n-----END PUBLIC KEY-----`],
    ['a key that calls itself a certificate', spki.replaceAll('PUBLIC KEY', 'CERTIFICATE')],
    ['a certificate of rubbish', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----'],
    ['an RSA JWK without a modulus', { kty: 'RSA', e: 'AQAB' }],
    ['an elliptic JWK without a point', { kty: 'EC', crv: 'P-256' }],
    ['an empty JWK', {}],
  ];
  for (const [says, publicKey] of rows) {
    test(says, async () => {
      const verify = async (): Promise<unknown> =>
        aVerifier({ publicKey: publicKey as string })(signToken({ alg: 'RS256' })).then(async (result) => {
          // A key that imports for no algorithm of this token is found with the token that it would be for.
          return inShort(result) === 'invalid: algorithm'
            ? aVerifier({ publicKey: publicKey as string })(signToken())
            : result;
        });

      await assert.rejects(verify, { name: 'ConfigError', code: 'key-invalid', pointer: '/jwt/publicKey' });
    });
  }

  test('white space, carriage returns and text around a PEM do no harm', async () => {
    const publicKey = `\r\n  ${spki.replaceAll('\n', '\r\n')}\r\n`;

    assert.equal(inShort(await aVerifier({ publicKey })(signToken({ alg: 'RS256' }))), 'valid');
  });

  test('of several certificates the first counts', async () => {
    const [first, second] = signed.certificates.map(({ certificate }: { certificate: string }) => certificate);
    const { token } = signed.algorithms.find(({ algorithm }: { algorithm: string }) => algorithm === 'RS256');

    assert.equal(inShort(await aVerifier({ publicKey: `${first}${second}` })(token)), 'valid');
  });

  test('a token of another algorithm does not fail for a key that it does not need', async () => {
    const keys = [
      { kid: 'broken', kty: 'RSA', e: 'AQAB' },
      { ...aKeyPair('P-256').jwk, kid: 'k1' },
    ];

    assert.equal(inShort(await aVerifier({ jwks: { keys } })(signToken({ header: { kid: 'k1' } }))), 'valid');
  });
});

test('a key is imported once for each algorithm, however many tokens come', async (t) => {
  const importKey = t.mock.method(crypto.subtle, 'importKey');
  const verify = aVerifier({ publicKey: aKeyPair('RSA').spki });

  await Promise.all(['RS256', 'RS256', 'PS256', 'PS256'].map((alg) => verify(signToken({ alg }))));

  assert.equal(importKey.mock.callCount(), 2);
});
