import assert from 'node:assert/strict';
import { suite, test, type TestContext } from 'node:test';
import type { TokenResult } from '../../../../src/model/token.js';
import type { FetchKeys } from '../../../../src/token/verify/create-remote-keys.js';
import {
  aProvider,
  JWKS_URL,
  k1,
  MINUTE,
  next,
  ofK1,
  ofK2,
  ours,
  SECOND,
  type KeyProvider,
} from '../../../support/a-key-provider.js';
import { aVerifier, inShort } from '../../../support/a-verifier.js';
import { signToken } from '../../../support/sign-token.js';

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

  test('looking again is one request, however many tokens there are', async () => {
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
    'what a redirect leads to': async () =>
      Object.defineProperty(Response.json({ keys: [k1] }), 'redirected', { value: true }),
    '257 keys': async () =>
      Response.json({ keys: [k1, ...Array.from({ length: 256 }, (_, i) => ({ ...k1, kid: `${i}` }))] }),
    'more than 256 KiB': async () => Response.json({ keys: [k1], fill: 'x'.repeat(262_144) }),
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

suite('a key set without end', () => {
  test('is cut off at its limit, whatever length it claims, and the stream is cancelled', async () => {
    let sent = 0;
    let isCancelled = false;
    const provider = aProvider();
    provider.answer = async () =>
      new Response(
        new ReadableStream<Uint8Array>({
          pull: (controller) => controller.enqueue(new Uint8Array(65_536 + 0 * sent++).fill(32)),
          cancel: () => void (isCancelled = true),
        }),
        { headers: { 'content-length': '9' } },
      );

    assert.equal(await provider.verify(ofK1), 'unreachable: network');
    assert.deepEqual([isCancelled, sent < 10], [true, true]);
  });

  test('of one id is not tried out', async () => {
    const of = (count: number): KeyProvider =>
      aProvider([k1, ...Array.from({ length: count - 1 }, () => ({ ...next.jwk, kid: 'k1' }))]);

    assert.equal(await of(8).verify(ofK1), 'valid');
    assert.equal(await of(9).verify(ofK1), 'invalid: key-unknown');
  });

  test('of age ends after a day: a key that was withdrawn does not live on', async () => {
    const provider = aProvider();
    const results = [await provider.verify(ofK1)];
    provider.answer = provider.fail;
    for (const hours of [23, 2]) {
      provider.now += hours * 60 * MINUTE;
      results.push(await provider.verify(ofK1));
    }

    assert.deepEqual(results, ['valid', 'valid', 'unreachable: network']);
  });

  test('of age counts again once it was fetched', async () => {
    const provider = aProvider();
    const sound = provider.answer;
    await provider.verify(ofK1);
    provider.answer = provider.fail;
    provider.now += 25 * 60 * MINUTE;
    await provider.verify(ofK1);
    provider.answer = sound;
    provider.now += MINUTE;

    assert.equal(await provider.verify(ofK1), 'valid');
  });
});

suite('a key set that does not come', () => {
  /** Gives a fetch three seconds, once it was called. */
  async function verifyInThreeSeconds(t: TestContext, fetch: FetchKeys): Promise<unknown> {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    let result: Promise<TokenResult> | undefined;
    await new Promise<void>((called) => {
      const verify = aVerifier({
        jwksUrl: JWKS_URL,
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
