import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { inShort } from '../../../support/a-verifier.js';
import { anAssertion, anEndpointVerifier, GOOD, OTHER, signing, TOKEN } from '../../../support/an-endpoint-verifier.js';
import { NOON } from '../../../support/judge-cases.js';

const CONCURRENTLY = { concurrency: true };

const later = <Value>(ms: number, value: Value): Promise<Value> =>
  new Promise((resolve) => setTimeout(() => resolve(value), ms));
const never = (): Promise<never> => new Promise(() => {});

suite('a token that an endpoint verifies', CONCURRENTLY, () => {
  test('counts with the claims and the record of the answer', async () => {
    const { ask } = anEndpointVerifier(() => ({ ...GOOD, user: { city: 'Ulm' } }));
    const { _mapped: mapped, ...result } = await ask();

    assert.deepEqual(JSON.parse(JSON.stringify(result)), {
      status: 'valid',
      reason: null,
      claims: { sub: 'reader-1', prod: 'gold' },
      user: { city: 'Ulm' },
    });
    assert.equal(mapped?._id, 'reader-1');
  });

  test('goes in the body of a JSON request, without cookies, and to no other address', async () => {
    const { ask, world } = anEndpointVerifier(() => GOOD);
    await ask();
    const { url, method, headers, body, credentials, redirect, cache } = world.asked[0]!;

    assert.deepEqual(
      { url, method, headers, body, credentials, redirect, cache },
      {
        url: 'https://site.test/zephr/verify',
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: { token: TOKEN },
        credentials: 'omit',
        redirect: 'error',
        cache: 'no-store',
      },
    );
  });

  test('is asked about once, however many ask', async () => {
    const { ask, world } = anEndpointVerifier(() => later(50, GOOD));
    const results = await Promise.all([ask(), ask(), ask()]);

    assert.deepEqual(
      [results.map(inShort), await ask().then(inShort), world.asked.length],
      [['valid', 'valid', 'valid'], 'valid', 1],
    );
  });

  test('is asked about again when the site says so, and when its time is over', async () => {
    const { ask, world } = anEndpointVerifier(() => ({ ...GOOD, claims: { sub: 'reader-1', exp: NOON / 1000 + 60 } }));
    await ask();
    await ask(TOKEN, true);
    world.now += 60_000;
    await ask();

    assert.equal(world.asked.length, 3);
  });

  test('is another one after signing in as another reader', async () => {
    const { ask, world } = anEndpointVerifier(() => GOOD);
    await ask();
    await ask(OTHER);

    assert.deepEqual(
      world.asked.map(({ body }) => body),
      [{ token: TOKEN }, { token: OTHER }],
    );
  });

  test('has claims without prototypes, which nothing can change', async () => {
    const { ask } = anEndpointVerifier(() => GOOD);
    const { claims } = (await ask()) as unknown as { claims: object };

    assert.deepEqual([Object.getPrototypeOf(claims), Object.isFrozen(claims)], [null, true]);
  });

  for (const [reason, short] of [
    ['expired', 'expired'],
    ['signature', 'invalid: signature'],
    ['audience', 'invalid: audience'],
    ['malformed', 'invalid: malformed'],
    ['something new', 'invalid: signature'],
    [7, 'invalid: signature'],
    [undefined, 'invalid: signature'],
    ['none', 'none'],
    ['network', 'unreachable: network'],
    ['timeout', 'unreachable: timeout'],
  ] as const) {
    test(`does not count where the endpoint says ${reason}: ${short}`, async () => {
      const { ask } = anEndpointVerifier(() => ({ ok: false, reason }));

      assert.equal(inShort(await ask()), short);
    });
  }
});

suite('an endpoint that does not answer', CONCURRENTLY, () => {
  test('is asked once more, after a pause, when the connection was lost', async () => {
    const { ask, world, faults } = anEndpointVerifier((asked) => (asked === 1 ? null : GOOD));
    const begun = performance.now();

    assert.equal(inShort(await ask()), 'valid');
    assert.ok(performance.now() - begun >= 95);
    assert.deepEqual([world.asked.length, faults], [2, []]);
  });

  test('is asked once more when it has an error of its own', async () => {
    const { ask, world } = anEndpointVerifier((asked) => (asked === 1 ? 503 : GOOD));

    assert.deepEqual([inShort(await ask()), world.asked.length], ['valid', 2]);
  });

  test('is asked once more when it hangs, and the first request may still be answered', async () => {
    const hanging = anEndpointVerifier((asked) => (asked === 1 ? never() : GOOD));
    const slow = anEndpointVerifier((asked) => (asked === 1 ? later(1100, GOOD) : never()));

    assert.deepEqual(await Promise.all([hanging.ask(), slow.ask()]).then((all) => all.map(inShort)), [
      'valid',
      'valid',
    ]);
  });

  test('is unreachable after the second try, and no third is made', async () => {
    const { ask, world, faults } = anEndpointVerifier(() => null);

    assert.deepEqual([inShort(await ask()), world.asked.length], ['unreachable: network', 2]);
    assert.deepEqual(
      faults.map(({ code, pointer }) => [code, pointer]),
      [['endpoint-unreachable', '/jwt/verifyEndpoint']],
    );
  });

  for (const status of [400, 401, 403, 404, 413, 415, 429]) {
    test(`is not asked again when it refuses with ${status}`, async () => {
      const { ask, world } = anEndpointVerifier(() => status);

      assert.deepEqual([inShort(await ask()), world.asked.length], ['unreachable: network', 1]);
    });
  }

  for (const [says, reply] of [
    ['claims that are not an object', { ok: true, claims: 'all' }],
    ['no word on whether it counts', { claims: {} }],
    ['a list', []],
  ] as const) {
    test(`has not answered when it says ${says}`, async () => {
      const { ask } = anEndpointVerifier(() => reply);

      assert.equal(inShort(await ask()), 'unreachable: network');
    });
  }

  test('keeps the page waiting for a second and a half, and is heard when it answers late', async () => {
    const { ask, world } = anEndpointVerifier(() => later(1900, GOOD));
    const begun = performance.now();
    const early = inShort(await ask());
    const waited = performance.now() - begun;
    await later(700, null);

    assert.equal(early, 'unreachable: timeout');
    assert.ok(waited >= 1450 && waited < 1800, `${waited} ms`);
    assert.deepEqual([world.again, inShort(await ask())], [1, 'valid']);
  });

  test('is left alone for five seconds, except when the site asks or the browser is back', async () => {
    const { ask, world, faults } = anEndpointVerifier(() => 404);
    await ask();
    await ask();
    const leftAlone = world.asked.length;
    await ask(TOKEN, true);
    world.back();
    await ask();
    world.now += 6000;
    await ask();

    assert.deepEqual([leftAlone, world.asked.length, world.again], [1, 4, 1]);
    assert.equal(faults.length, 1);
  });

  test('is not asked again when the browser is back and it has answered meanwhile', async () => {
    const { ask, world } = anEndpointVerifier((asked) => (asked === 1 ? 404 : GOOD));
    await ask();
    await ask(TOKEN, true);
    world.back();

    assert.equal(world.again, 0);
  });
});

suite('cookies that the page cannot read', CONCURRENTLY, () => {
  const credentials = true;

  test('are sent along, without a token in the body', async () => {
    const { ask, world } = anEndpointVerifier(() => GOOD, { credentials });

    assert.equal(inShort(await ask(null)), 'valid');
    assert.deepEqual([world.asked[0]!['body'], world.asked[0]!['credentials']], [{}, 'include']);
  });

  test('may be none', async () => {
    const { ask } = anEndpointVerifier(() => ({ ok: false, reason: 'none' }), { credentials });

    assert.equal(inShort(await ask(null)), 'none');
  });

  test('without them the endpoint is not asked without a token', async () => {
    const { ask, world } = anEndpointVerifier(() => GOOD);

    assert.deepEqual([inShort(await ask(null)), world.asked.length], ['none', 0]);
  });

  test('may be others after a login: what was asked before it does not count', async () => {
    const { ask } = anEndpointVerifier((asked) => (asked === 1 ? later(200, { ok: false, reason: 'none' }) : GOOD), {
      credentials,
    });
    const before = ask(null);
    const after = ask(null, true);

    assert.deepEqual((await Promise.all([before, after])).map(inShort), ['valid', 'valid']);
    assert.equal(inShort(await ask(null)), 'valid');
  });

  test('an answer from before a login does not count when the request after it fails', async () => {
    const { ask } = anEndpointVerifier((asked) => (asked === 1 ? later(200, { ok: false, reason: 'none' }) : 404), {
      credentials,
    });
    const before = ask(null);
    const after = ask(null, true);

    assert.deepEqual((await Promise.all([before, after])).map(inShort), [
      'unreachable: network',
      'unreachable: network',
    ]);
  });

  test('are always asked about, as no assertion can be held against them', async () => {
    const { ask, world } = anEndpointVerifier(
      () => ({ ok: false, reason: 'none' }),
      { credentials, endpointKey: signing.spki },
      anAssertion(),
    );

    assert.deepEqual([inShort(await ask(null)), world.asked.length, world.kept], ['none', 1, null]);
  });

  test('out of reach, no assertion counts, as its reader may have signed out, and it is removed', async () => {
    const { ask, world } = anEndpointVerifier(() => 500, { credentials, endpointKey: signing.spki }, anAssertion());

    assert.deepEqual([inShort(await ask(null)), world.kept], ['unreachable: network', null]);
    assert.equal(inShort(await ask(null, true)), 'unreachable: network');
  });

  test('leave no assertion behind', async () => {
    const { ask, world } = anEndpointVerifier(() => ({ ...GOOD, assertion: anAssertion() }), {
      credentials,
      endpointKey: signing.spki,
    });

    assert.deepEqual([inShort(await ask(null)), world.kept], ['valid', null]);
  });
});

test('of nine cookies none is asked about', async () => {
  const { verify, world } = anEndpointVerifier(() => GOOD);
  const cookies = Array.from({ length: 9 }, (_, index) => `blaize_jwt=${TOKEN}${index}`).join('; ');
  const { result } = await verify({ option: null, query: null, cookies });

  assert.deepEqual([inShort(result), world.asked.length], ['invalid: ambiguous', 0]);
});

test('of two cookies for two readers neither counts', async () => {
  let sub = 0;
  const { verify, world } = anEndpointVerifier(() => ({ ...GOOD, claims: { sub: `reader-${++sub}` } }));
  const { result } = await verify({ option: null, query: null, cookies: `blaize_jwt=${TOKEN}; blaize_jwt=${OTHER}` });

  assert.deepEqual([inShort(result), world.asked.length], ['invalid: ambiguous', 2]);
});
