import assert from 'node:assert/strict';
import { suite, test, type TestContext } from 'node:test';
import type { TokenResult } from '../../../../src/model/token.js';
import type { FetchKeys } from '../../../../src/token/verify/create-remote-keys.js';
import { aVerifier, inShort, type VerifierWish } from '../../../support/a-verifier.js';
import { NOON } from '../../../support/judge-cases.js';
import { aKeyPair, signToken } from '../../../support/sign-token.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const jwksUrl = 'https://id.example/jwks.json';
const ours = aKeyPair('P-256');
const next = aKeyPair('P-256', 'next');
const k1 = { ...ours.jwk, kid: 'k1' };
const k2 = { ...next.jwk, kid: 'k2' };
const ofK1 = signToken({ header: { kid: 'k1' } });
const ofK2 = signToken({ header: { kid: 'k2' }, key: next });
const withoutId = signToken();

/** An identity provider, its answers in the test's hand. */
function aProvider(keys: readonly unknown[] = [k1], wish: VerifierWish = {}) {
  const provider = {
    keys,
    now: NOON,
    asked: [] as { url: string; credentials: string }[],
    answer: (): Promise<Response> => Promise.resolve(Response.json({ keys: provider.keys })),
    verify: async (token: string, refetch?: boolean): Promise<string> => inShort(await verifier(token, refetch)),
    fail: (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch')),
  };
  const verifier = aVerifier({
    jwksUrl,
    now: () => provider.now,
    fetch: (url, { credentials }) => {
      provider.asked.push({ url, credentials });
      return provider.answer();
    },
    ...wish,
  });
  return provider;
}

suite('a key set that is fetched', () => {
  test('is asked for at its address and without cookies', async () => {
    const provider = aProvider();
    await provider.verify(ofK1);

    assert.deepEqual(provider.asked, [{ url: jwksUrl, credentials: 'omit' }]);
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

suite('after a key set could not be fetched', () => {
  /** A provider that has just failed, and is back. */
  async function aProviderThatIsBack(answer?: () => Promise<Response>) {
    const provider = aProvider([k1]);
    const sound = provider.answer;
    provider.answer = answer ?? provider.fail;
    const failed = await provider.verify(ofK1);
    provider.answer = sound;
    return Object.assign(provider, { failed });
  }

  test('its provider is not asked again for five seconds, whatever changes in the page', async () => {
    const provider = await aProviderThatIsBack();
    for (let i = 0; i < 20; i++) {
      assert.equal(await provider.verify(ofK1), 'unreachable: network');
      provider.now += SECOND / 5;
    }

    assert.equal(provider.asked.length, 1);
  });

  test('the next token that needs it after five seconds asks', async () => {
    const provider = await aProviderThatIsBack();
    provider.now += 5 * SECOND;

    assert.equal(await provider.verify(ofK1), 'valid');
    assert.equal(provider.asked.length, 2);
  });

  test('a site that asks to look again is obeyed at once', async () => {
    const provider = await aProviderThatIsBack();

    assert.equal(await provider.verify(ofK1, true), 'valid');
    assert.equal(provider.asked.length, 2);
  });

  test('looking again is one question, however many tokens there are', async () => {
    const provider = await aProviderThatIsBack();
    await Promise.all([ofK1, ofK2, ofK1].map((token) => provider.verify(token, true)));

    assert.equal(provider.asked.length, 2);
  });

  test('looking again does not shorten the half minute of an unknown key id', async () => {
    const provider = aProvider();
    await provider.verify(ofK1);
    await provider.verify(ofK2, true);

    assert.equal(provider.asked.length, 1);
  });

  test('a clock that was turned back does not keep it away for longer', async () => {
    const provider = await aProviderThatIsBack();
    provider.now -= 60 * MINUTE;

    assert.equal(await provider.verify(ofK1), 'valid');
  });

  test('a status that says so is a failure as well', async () => {
    const provider = await aProviderThatIsBack(async () => new Response('busy', { status: 503 }));
    await provider.verify(ofK1);

    assert.deepEqual([provider.failed, provider.asked.length], ['unreachable: network', 1]);
  });

  test('an older set counts meanwhile, and is not fetched again for five seconds either', async () => {
    const provider = aProvider();
    await provider.verify(ofK1);
    provider.now += 11 * MINUTE;
    provider.answer = provider.fail;
    const results = [await provider.verify(ofK1), await provider.verify(ofK1)];

    assert.deepEqual([results, provider.asked.length], [['valid', 'valid'], 2]);
  });
});

suite('a key set that cannot be fetched', () => {
  const answers: Readonly<Record<string, () => Promise<Response>>> = {
    'no network': () => Promise.reject(new TypeError('Failed to fetch')),
    'status 404': async () => Response.json({ keys: [k1] }, { status: 404 }),
    'status 500': async () => new Response('broken', { status: 500 }),
    'HTML in place of JSON': async () => new Response('<!doctype html><title>Log in</title>'),
    'broken JSON': async () => new Response('{"keys":['),
    'an empty answer': async () => new Response(''),
    'a set without keys': async () => Response.json({}),
    'keys that are an object': async () => Response.json({ keys: { k1 } }),
    'keys that are null': async () => Response.json({ keys: null }),
    'a list in place of a set': async () => Response.json([k1]),
    'null in place of a set': async () => Response.json(null),
  };
  for (const [says, answer] of Object.entries(answers)) {
    test(`${says}: the token could not be checked`, async () => {
      const provider = aProvider();
      provider.answer = answer;

      assert.equal(await provider.verify(ofK1), 'unreachable: network');
    });
  }

  test('a fetch that throws at once', async () => {
    const provider = aProvider();
    provider.answer = () => {
      throw new Error('no fetch here');
    };

    assert.equal(await provider.verify(ofK1), 'unreachable: network');
  });

  test('but the public key verifies the token', async () => {
    const provider = aProvider([], { publicKey: ours.spki });
    provider.answer = () => Promise.reject(new TypeError('Failed to fetch'));

    assert.equal(await provider.verify(ofK1), 'valid');
  });

  test('and the public key does not verify it', async () => {
    const provider = aProvider([], { publicKey: next.spki });
    provider.answer = () => Promise.reject(new TypeError('Failed to fetch'));

    assert.equal(await provider.verify(ofK1), 'unreachable: network');
  });

  test('but the public key verifies a token that has expired', async () => {
    const provider = aProvider([], { publicKey: ours.spki });
    provider.answer = () => Promise.reject(new TypeError('Failed to fetch'));

    assert.equal(await provider.verify(signToken({ header: { kid: 'k1' }, claims: { exp: 1 } })), 'expired');
  });

  test('but the public key verifies a token of another issuer', async () => {
    const provider = aProvider([], { publicKey: ours.spki, issuer: 'https://id.example' });
    provider.answer = () => Promise.reject(new TypeError('Failed to fetch'));

    assert.equal(await provider.verify(signToken({ header: { kid: 'k1' }, claims: { iss: 'x' } })), 'invalid: issuer');
  });

  test('a text that is not a token is malformed all the same', async () => {
    const provider = aProvider();
    provider.answer = () => Promise.reject(new TypeError('Failed to fetch'));

    assert.equal(await provider.verify('rubbish'), 'invalid: malformed');
  });
});

suite('a key set that does not come', () => {
  /** Gives a fetch three seconds, once it was called. */
  async function verifyInThreeSeconds(t: TestContext, fetch: FetchKeys): Promise<unknown> {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let result: Promise<TokenResult> | undefined;
    await new Promise<void>((called) => {
      const verify = aVerifier({
        jwksUrl,
        fetch: (...asked) => {
          called();
          return fetch(...asked);
        },
      });
      result = verify(ofK1);
    });
    await new Promise((done) => setImmediate(done));
    t.mock.timers.tick(3000);
    return Promise.race([result!.then(inShort), new Promise((done) => setImmediate(done, 'still waiting'))]);
  }

  test('is given up after three seconds', async (t) => {
    const outcome = await verifyInThreeSeconds(
      t,
      (_url, { signal }) =>
        new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason as Error))),
    );

    assert.equal(outcome, 'unreachable: timeout');
  });

  test('is given up though its body is what hangs', async (t) => {
    const outcome = await verifyInThreeSeconds(t, async (_url, { signal }) => ({
      ok: true,
      json: () => new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason as Error))),
    }));

    assert.equal(outcome, 'unreachable: timeout');
  });

  test('is given up though the passed fetch ignores its signal', async (t) => {
    assert.equal(await verifyInThreeSeconds(t, () => new Promise(() => undefined)), 'unreachable: timeout');
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
      jwt: { jwks: { keys: [k1] }, jwksUrl },
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
