/** A store that gives no answer: every call ends in time, and the calls do not add up. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { boundStore } from '../../../src/endpoint/bound-store.js';
import { MAX_OVERDUE_CALLS, STORE_TIMEOUT_MS } from '../../../src/endpoint/limits.js';
import { createMemoryUsageStore } from '../../../src/endpoint/usage/create-memory-usage-store.js';
import { StoreError } from '../../../src/endpoint/store-error.js';
import { aKeyPair } from '../../support/sign-token.js';
import { aSecretToken, anEndpoint, post, send } from '../../support/an-endpoint.js';

const hang = (): Promise<never> => new Promise(() => {});
const isTimeout = (error: unknown): boolean => error instanceof StoreError && error.code === 'timeout';
/** The code or the message of what a call rejects with; its result where it has one. */
const outcomeOf = (call: unknown): Promise<unknown> =>
  Promise.resolve(call).catch((error: StoreError) => error.code ?? error.message);

suite('a store with a time limit', () => {
  test('gives what the store gives, at once or later, from an object or a class', async () => {
    class Users {
      readonly #plan = 'gold';
      find(_system: string, id: string): object | Promise<object> {
        return id === 'later' ? Promise.resolve({ plan: this.#plan }) : { plan: this.#plan };
      }
    }
    const users = boundStore(new Users());

    assert.deepEqual(await users.find('crm', '1'), { plan: 'gold' });
    assert.deepEqual(await users.find('crm', 'later'), { plan: 'gold' });
    assert.deepEqual(Object.keys(users).sort(), ['find', 'state']);
  });

  test('rejects with what the store throws or rejects with', async () => {
    const failing = boundStore({
      find: () => {
        throw new Error('thrown');
      },
      claimGift: () => Promise.reject(new Error('rejected')),
    });

    assert.deepEqual([await outcomeOf(failing.find()), await outcomeOf(failing.claimGift())], ['thrown', 'rejected']);
    assert.equal(failing.state(), undefined);
  });

  test('rejects with "timeout" where no answer comes, and every method does so', async () => {
    const hanging = boundStore({ find: hang, claimGift: hang, spend: hang, readUsage: hang, carry: hang }, 5);
    const { find, claimGift, spend, readUsage, carry } = hanging;
    for (const call of [find, claimGift, spend, readUsage, carry]) await assert.rejects(call, isTimeout);

    assert.equal(hanging.state(), 'unreachable');
  });

  test('asks a store that hangs once in a while only, until it answers in time', async () => {
    let asked = 0;
    let isBack = false;
    const store = boundStore({ find: () => (asked++, isBack ? Promise.resolve('found') : hang()) }, 5);
    for (let n = 0; n < 100; n++) assert.equal(await outcomeOf(store.find()), 'timeout');
    // The test of the next second may be among them, on a machine that is busy.
    assert.ok(asked < MAX_OVERDUE_CALLS + 20, String(asked));
    isBack = true;
    const before = asked;
    while ((await outcomeOf(store.find())) !== 'found') await new Promise((resolve) => setTimeout(resolve, 20));

    assert.equal(asked, before + 1);
    assert.equal(await store.find(), 'found');
    assert.equal(store.state(), undefined);
  });

  test('is not held for one that hangs by single calls that take long', async () => {
    const store = boundStore({ find: (isSlow: boolean) => (isSlow ? hang() : Promise.resolve('found')) }, 5);
    for (let n = 0; n < 3 * MAX_OVERDUE_CALLS; n++) {
      assert.equal(await outcomeOf(store.find(true)), 'timeout');
      assert.equal(await outcomeOf(store.find(false)), 'found');
    }
  });

  test('tells the state of its own where it has one that says more', async () => {
    let state = 'ok';
    const store = boundStore({ find: hang, state: () => state }, 5);
    assert.equal(store.state(), 'ok');
    await outcomeOf(store.find());

    assert.equal(store.state(), 'unreachable');
    state = 'locked';
    assert.equal(store.state(), 'locked');
  });
});

suite('an endpoint whose stores hang', () => {
  const jwt = { userStore: { foreignKeySystem: 'crm' } };
  const signingKey = aKeyPair('P-256').privateKey.export({ format: 'jwk' }) as never;

  test('answers every route, and log and health say why', async () => {
    const store = { claimGift: hang, spend: hang, readUsage: hang, carry: hang };
    const { endpoint, log } = anEndpoint({ jwt, users: { find: hang }, store, signingKey });
    const begun = performance.now();
    const token = aSecretToken();
    const [verified, decided, counted] = await Promise.all([
      post(endpoint, '/zephr/verify', { token }),
      post(endpoint, '/zephr/decide', { token }),
      post(endpoint, '/zephr/usage', { token }),
    ]);
    const took = performance.now() - begun;

    assert.deepEqual(verified.body, { ok: true, claims: { sub: 'reader-1' }, user: null });
    assert.equal(decided.status, 200);
    assert.deepEqual([counted.status, counted.body.error.code], [503, 'store-unavailable']);
    assert.ok(took >= STORE_TIMEOUT_MS - 50, String(took));
    assert.deepEqual(
      new Set(log.flatMap(({ level, event, code }) => (level === 'warn' ? [`${event} ${code}`] : []))),
      new Set(['user-store-failed timeout', 'usage-store-failed timeout']),
    );
    const { body } = await send(endpoint, '/zephr/health');
    assert.deepEqual([body.store, body.users], ['unreachable', 'unreachable']);
  });

  test('counts as before where only the user store hangs', async () => {
    const usage = createMemoryUsageStore(Date.now);
    const store = {
      claimGift: () => true,
      spend: usage.spend.bind(usage),
      readUsage: usage.readUsage.bind(usage),
      carry: usage.carry.bind(usage),
    };
    const { endpoint } = anEndpoint({ jwt, users: { find: hang }, store });

    assert.equal((await post(endpoint, '/zephr/usage', { token: aSecretToken() })).status, 200);
  });
});
