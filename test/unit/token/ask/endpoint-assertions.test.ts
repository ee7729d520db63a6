import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { ConfigError } from '../../../../src/model/config-error.js';
import { inShort } from '../../../support/a-verifier.js';
import { anAssertion, anEndpointVerifier, GOOD, OTHER, signing, TOKEN } from '../../../support/an-endpoint-verifier.js';
import { NOON } from '../../../support/judge-cases.js';
import { aKeyPair, signToken } from '../../../support/sign-token.js';

const CONCURRENTLY = { concurrency: true };

suite('an assertion of the endpoint', CONCURRENTLY, () => {
  const endpointKey = signing.spki;

  test('is kept for the next page view, and answers there without a request', async () => {
    const assertion = anAssertion();
    const first = anEndpointVerifier(() => ({ ...GOOD, assertion }), { endpointKey });
    await first.ask();
    const next = anEndpointVerifier(() => 500, { endpointKey }, first.world.kept);

    const { _mapped: mapped, ...result } = await next.ask();

    assert.equal(first.world.kept, assertion);
    assert.equal(mapped?._id, 'reader-1');
    assert.deepEqual(JSON.parse(JSON.stringify(result)), {
      status: 'valid',
      reason: null,
      claims: { sub: 'reader-1', prod: 'gold' },
      user: { city: 'Ulm' },
    });
    assert.equal(next.world.asked.length, 0);
  });

  test('is not kept where the config has no key to verify it by', async () => {
    const { ask, world } = anEndpointVerifier(() => ({ ...GOOD, assertion: anAssertion() }));
    await ask();

    assert.equal(world.kept, null);
  });

  test('goes when the endpoint says no', async () => {
    const { ask, world } = anEndpointVerifier(() => ({ ok: false, reason: 'expired' }), { endpointKey }, anAssertion());
    await ask(TOKEN, true);

    assert.equal(world.kept, null);
  });

  const forged: Readonly<Record<string, string>> = {
    'of another token': anAssertion({ token: OTHER }),
    'signed by another key': anAssertion({ key: aKeyPair('P-256', 'forger') }),
    'whose time is over': anAssertion({ exp: NOON / 1000 - 1 }),
    'made for another audience': anAssertion({ aud: 'https://site.test' }),
    'without claims': anAssertion({ claims: null }),
    'without the hash of a token': anAssertion({ token_hash: undefined }),
    'that is the token itself': TOKEN,
    'that is not a token': 'gold',
  };
  for (const [says, kept] of Object.entries(forged)) {
    test(`${says} does not count: the endpoint is asked`, async () => {
      const { ask, world } = anEndpointVerifier(() => ({ ok: false, reason: 'signature' }), { endpointKey }, kept);

      assert.deepEqual([inShort(await ask()), world.asked.length], ['invalid: signature', 1]);
    });

    test(`${says} does not count where the endpoint is out of reach`, async () => {
      const { ask } = anEndpointVerifier(() => 404, { endpointKey }, kept);

      assert.equal(inShort(await ask()), 'unreachable: network');
    });
  }

  test('claims that a reader wrote into storage count for nothing', async () => {
    const { ask } = anEndpointVerifier(
      () => 404,
      { endpointKey },
      JSON.stringify({ ok: true, claims: { sub: 'reader-1', prod: 'gold' } }),
    );

    assert.equal(inShort(await ask()), 'unreachable: network');
  });

  test('still counts when the site asks again and the endpoint is out of reach', async () => {
    const { ask, world } = anEndpointVerifier(() => 503, { endpointKey }, anAssertion());

    assert.deepEqual([inShort(await ask(TOKEN, true)), world.asked.length], ['valid', 2]);
  });

  test('a key that does not import is a mistake of the config', async () => {
    const bad = '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----';
    const { ask } = anEndpointVerifier(() => GOOD, { endpointKey: bad }, anAssertion());

    await assert.rejects(ask(), (error) => {
      assert.ok(error instanceof ConfigError);
      assert.deepEqual([error.code, error.pointer], ['key-invalid', '/jwt/endpointKey']);
      return true;
    });
  });
});

suite('a config with a key of its own beside the endpoint', CONCURRENTLY, () => {
  const publicKey = aKeyPair('P-256').spki;
  const token = signToken({ claims: { sub: 'reader-1' } });

  test('asks the endpoint, which knows the record', async () => {
    const { ask } = anEndpointVerifier(() => ({ ...GOOD, user: { city: 'Ulm' } }), { publicKey });
    const { user } = (await ask(token)) as { user?: object };

    assert.equal(JSON.stringify(user), '{"city":"Ulm"}');
  });

  test('verifies by the key where the endpoint is out of reach', async () => {
    const { ask } = anEndpointVerifier(() => 404, { publicKey });

    assert.equal(inShort(await ask(token)), 'valid');
  });

  test('says that it was out of reach where the key cannot tell either', async () => {
    const { ask } = anEndpointVerifier(() => 404, { publicKey });

    assert.equal(inShort(await ask(TOKEN)), 'unreachable: network');
  });
});
