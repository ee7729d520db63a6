import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aKeyPair, signToken } from '../../../support/sign-token.js';
import { aProvider, JWKS_URL, k1, k2, MINUTE, ofK1, ofK2, ours, SECOND } from '../../../support/a-key-provider.js';
import { aVerifier, inShort, type VerifierWish } from '../../../support/a-verifier.js';

const withoutId = signToken();

suite('a key set that is fetched', () => {
  test('is asked for at its address and without cookies', async () => {
    const provider = aProvider();
    await provider.verify(ofK1);

    assert.deepEqual(provider.asked, [{ url: JWKS_URL, credentials: 'omit' }]);
  });

  test('is not asked for before a token needs it', async () => {
    const provider = aProvider([k1], { publicKey: ours.spki });
    await provider.verify(withoutId);
    await provider.verify('rubbish');

    assert.deepEqual(provider.asked, []);
  });

  test('is kept', async () => {
    const provider = aProvider();
    await provider.verify(ofK1);
    provider.now += 9 * MINUTE;

    assert.equal(await provider.verify(ofK1), 'valid');
    assert.equal(provider.asked.length, 1);
  });

  test('is asked for again when it is old', async () => {
    const provider = aProvider();
    await provider.verify(ofK1);
    provider.now += 11 * MINUTE;
    provider.keys = [k2];

    assert.equal(await provider.verify(ofK1), 'invalid: key-unknown');
    assert.equal(provider.asked.length, 2);
  });

  test('is asked for again when the clock was turned back', async () => {
    const provider = aProvider();
    await provider.verify(ofK1);
    provider.now -= 60 * MINUTE;
    await provider.verify(ofK1);

    assert.equal(provider.asked.length, 2);
  });

  test('still counts when it is old and a new one cannot be fetched', async () => {
    const provider = aProvider();
    await provider.verify(ofK1);
    provider.now += 11 * MINUTE;
    provider.answer = () => Promise.reject(new TypeError('Failed to fetch'));

    assert.equal(await provider.verify(ofK1), 'valid');
  });

  test('is asked for once more for an unknown key id, as keys rotate', async () => {
    const provider = aProvider();
    await provider.verify(ofK1);
    provider.now += 31 * SECOND;
    provider.keys = [k1, k2];

    assert.equal(await provider.verify(ofK2), 'valid');
    assert.equal(provider.asked.length, 2);
  });

  test('is not asked for again within half a minute, however many ids are made up', async () => {
    const provider = aProvider();
    for (let i = 0; i < 20; i++) {
      assert.equal(await provider.verify(signToken({ header: { kid: `made-up-${i}` } })), 'invalid: key-unknown');
      provider.now += SECOND;
    }

    assert.equal(provider.asked.length, 1);
  });

  test('is asked for once by many tokens at once', async () => {
    const provider = aProvider([k1, k2]);
    const results = await Promise.all(Array.from({ length: 50 }, (_, i) => provider.verify(i % 2 ? ofK1 : ofK2)));

    assert.deepEqual([...new Set(results)], ['valid']);
    assert.equal(provider.asked.length, 1);
  });

  test('is asked for once by many unknown ids at once', async () => {
    const provider = aProvider();
    const tokens = Array.from({ length: 20 }, (_, i) => signToken({ header: { kid: `made-up-${i}` } }));
    await Promise.all(tokens.map((token) => provider.verify(token)));

    assert.equal(provider.asked.length, 1);
  });

  test('is asked for again after it could not be fetched', async () => {
    const provider = aProvider();
    const { answer } = provider;
    provider.answer = () => Promise.reject(new TypeError('Failed to fetch'));
    assert.equal(await provider.verify(ofK1), 'unreachable: network');
    provider.answer = answer;
    provider.now += MINUTE;

    assert.equal(await provider.verify(ofK1), 'valid');
  });
});

suite('the keys that a set may hold', () => {
  const odd: readonly unknown[] = [
    null,
    7,
    'key',
    [],
    {},
    { kty: 'AKP', kid: 'k1' },
    { kty: 'oct', k: 'a', kid: 'k1' },
    { kty: 'EC', crv: {}, kid: 'k1' },
    { kty: 'EC', kid: 'k1', key_ops: 7 },
    { kty: 'EC', kid: 'k1', crv: 'P-256', key_ops: 7 },
  ];
  for (const key of odd) {
    test(`${JSON.stringify(key)} beside a sound key is passed over`, async () => {
      assert.equal(await aProvider([key, k1]).verify(ofK1), 'valid');
    });
  }

  test('a broken key of the id does not count', async () => {
    assert.equal(
      await aProvider([{ kty: 'EC', crv: 'P-256', kid: 'k1', x: 'AA', y: 'AA' }]).verify(ofK1),
      'invalid: key-unknown',
    );
  });

  test('a set with no keys in it knows none', async () => {
    assert.equal(await aProvider([]).verify(ofK1), 'invalid: key-unknown');
  });

  test('a symmetric key of the id does not verify an HMAC', async () => {
    const k = Buffer.from('hunter2').toString('base64url');
    const token = signToken({ alg: 'HS256', secret: 'hunter2', header: { kid: 'k1' } });

    assert.equal(await aProvider([{ kty: 'oct', k, kid: 'k1', alg: 'HS256' }]).verify(token), 'invalid: key-unknown');
  });

  test('two keys of one id and two types: the token says which', async () => {
    const rsa = { ...aKeyPair('RSA').jwk, kid: 'k1' };

    assert.equal(await aProvider([rsa, k1]).verify(ofK1), 'valid');
  });

  test('two keys of one id and one type: either may have signed', async () => {
    const provider = aProvider([{ ...k2, kid: 'k1' }, k1]);

    assert.equal(await provider.verify(ofK1), 'valid');
  });

  test('a weak key in a set is too weak', async () => {
    const weak = aKeyPair('RSA-1024');
    const token = signToken({ alg: 'RS256', key: weak, header: { kid: 'w' } });

    assert.equal(await aProvider([{ ...weak.jwk, kid: 'w' }]).verify(token), 'invalid: weak-key');
  });
});

suite('the path from a set to the public key', () => {
  const rows: readonly { says: string; token: string; jwt: VerifierWish; gives: string }[] = [
    {
      says: 'a token without a key id is for the public key',
      token: withoutId,
      jwt: { jwks: { keys: [k2] }, publicKey: ours.spki },
      gives: 'valid',
    },
    {
      says: 'a key id that no set knows is for the public key',
      token: ofK1,
      jwt: { jwks: { keys: [k2] }, publicKey: ours.spki },
      gives: 'valid',
    },
    {
      says: 'a key id that the set knows is not for the public key',
      token: signToken({ header: { kid: 'k2' } }),
      jwt: { jwks: { keys: [k2] }, publicKey: ours.spki },
      gives: 'invalid: signature',
    },
    {
      says: 'without a public key an unknown id has no key',
      token: ofK1,
      jwt: { jwks: { keys: [k2] } },
      gives: 'invalid: key-unknown',
    },
    {
      says: 'without a public key a token without an id has no key',
      token: withoutId,
      jwt: { jwks: { keys: [k1] } },
      gives: 'invalid: key-unknown',
    },
    {
      says: 'a set of the config goes before one that is fetched',
      token: ofK1,
      jwt: { jwks: { keys: [k1] }, jwksUrl: JWKS_URL },
      gives: 'valid',
    },
    {
      says: 'the id of a JWK outside a set is not asked for',
      token: ofK1,
      jwt: { publicKey: { ...ours.jwk, kid: 'other' } },
      gives: 'valid',
    },
    {
      says: 'an empty key id is an id',
      token: signToken({ header: { kid: '' } }),
      jwt: { jwks: { keys: [{ ...ours.jwk, kid: '' }] } },
      gives: 'valid',
    },
    {
      says: 'a key id in another case is another',
      token: signToken({ header: { kid: 'K1' } }),
      jwt: { jwks: { keys: [k1] } },
      gives: 'invalid: key-unknown',
    },
    {
      says: 'the name of an inherited member is not a known id',
      token: signToken({ header: { kid: 'constructor' } }),
      jwt: { jwks: { keys: [k1] } },
      gives: 'invalid: key-unknown',
    },
  ];
  for (const { says, token, jwt, gives } of rows) {
    test(says, async () => {
      assert.equal(inShort(await aVerifier(jwt)(token)), gives);
    });
  }

  test('an id that a fetched set does not know is for the public key', async () => {
    const provider = aProvider([k2], { publicKey: ours.spki });

    assert.equal(await provider.verify(ofK1), 'valid');
  });
});
