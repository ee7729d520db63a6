/** Tokens that verified a moment ago are not verified again, and nothing that ends a token is overlooked for it. */
import assert from 'node:assert/strict';
import node from 'node:crypto';
import { suite, test, type TestContext } from 'node:test';
import type { EndpointOptions } from '../../../../src/endpoint/create-endpoint.js';
import { VerifiedTokens } from '../../../../src/endpoint/reader/verified-tokens.js';
import type { JwkSet } from '../../../../src/model/config.js';
import { aSecretToken, anEndpoint, post, SECRET } from '../../../support/an-endpoint.js';
import { NOON } from '../../../support/judge-cases.js';
import { aKeyPair, signToken } from '../../../support/sign-token.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

interface Asked {
  /** Moves the clock, by milliseconds. */
  readonly wait: (ms: number) => void;
  /** `valid`, or the reason of the response. */
  readonly verify: (token: string) => Promise<string>;
  /** How many signatures have been checked. */
  readonly checked: () => number;
}

function ask(t: TestContext, options: Parameters<typeof anEndpoint>[0] = {}): Asked {
  let now = NOON;
  const { endpoint } = anEndpoint({ now: () => now, rateLimit: false, ...options });
  // Node's own functions, where jose does not do it.
  const mocks = [
    t.mock.method(crypto.subtle, 'verify'),
    t.mock.method(node, 'createHmac'),
    t.mock.method(node, 'verify'),
  ];
  return {
    wait: (ms) => (now += ms),
    verify: async (token) => {
      const { body } = await post(endpoint, '/zephr/verify', { token });
      return body.ok ? 'valid' : body.reason;
    },
    checked: () => mocks.reduce((sum, { mock }) => sum + mock.callCount(), 0),
  };
}

suite('a token that has verified', () => {
  test('is not verified again within a minute, and is after it', async (t) => {
    const { wait, verify, checked } = ask(t);
    const token = aSecretToken({ sub: 'reader-1' });
    const seen = [];
    for (const ms of [0, 0, 59 * SECOND, SECOND, 0]) {
      wait(ms);
      seen.push([await verify(token), checked()]);
    }
    assert.deepEqual(seen, [...Array<unknown>(3).fill(['valid', 1]), ...Array<unknown>(2).fill(['valid', 2])]);
  });

  test('is verified once for requests that arrive together, also a forged one', async (t) => {
    const { verify, checked } = ask(t);
    const tokens = [
      aSecretToken({ sub: 'reader-1' }),
      signToken({ alg: 'HS256', secret: 'another', claims: { sub: 'reader-1' } }),
    ];
    const answers = await Promise.all([...tokens, ...tokens, ...tokens].map(verify));
    assert.deepEqual(
      [answers, checked()],
      [['valid', 'signature', 'valid', 'signature', 'valid', 'signature'], tokens.length],
    );
    // The forged one left nothing behind.
    assert.deepEqual([await Promise.all(tokens.map(verify)), checked()], [['valid', 'signature'], 3]);
  });

  test('expires at its own time', async (t) => {
    const { wait, verify } = ask(t);
    const token = aSecretToken({ sub: 'reader-1', exp: NOON / SECOND + 10 });
    const seen = [await verify(token)];
    wait(9 * SECOND);
    seen.push(await verify(token));
    wait(SECOND);
    seen.push(await verify(token));
    assert.deepEqual(seen, ['valid', 'valid', 'expired']);
  });

  test('is verified again where the clock was set back', async (t) => {
    const { wait, verify, checked } = ask(t);
    const token = aSecretToken({ sub: 'reader-1' });
    await verify(token);
    wait(-SECOND);
    assert.deepEqual([await verify(token), checked()], ['valid', 2]);
  });

  test('does not vouch for another spelling, another signature or other claims', async (t) => {
    const { verify } = ask(t);
    const token = aSecretToken({ sub: 'reader-1' });
    const [header, , signature] = token.split('.');
    const [, claims] = aSecretToken({ sub: 'reader-2' }).split('.');
    await verify(token);
    const others = [`${token}=`, ` ${token}`, `${token.slice(0, -2)}AA`, `${header}.${claims}.${signature}`];
    assert.deepEqual(await Promise.all(others.map(verify)), ['malformed', 'malformed', 'signature', 'signature']);
  });

  test('finds the record of its reader each time', async () => {
    const users: { find: () => Promise<object | null> } = { find: () => Promise.resolve({ plan: 'gold' }) };
    const { endpoint } = anEndpoint({
      jwt: { userStore: { foreignKeySystem: 'crm' } },
      users,
    } as Partial<EndpointOptions>);
    const token = aSecretToken({ sub: 'reader-1' });
    const before = await post(endpoint, '/zephr/verify', { token });
    users.find = () => Promise.resolve(null);
    const after = await post(endpoint, '/zephr/verify', { token });
    assert.deepEqual([before.body.user, after.body.user], [{ plan: 'gold' }, null]);
  });
});

suite('a forged token', () => {
  test('is verified each time', async (t) => {
    const { verify, checked } = ask(t);
    const forged = signToken({ alg: 'HS256', secret: 'another', claims: { sub: 'reader-1' } });
    assert.deepEqual([await verify(forged), await verify(forged), checked()], ['signature', 'signature', 2]);
  });

  test('pushes no other out, however many there are', async (t) => {
    const { verify, checked } = ask(t);
    const token = aSecretToken({ sub: 'reader-1' });
    await verify(token);
    const forged = Array.from({ length: 200 }, (_, index) =>
      signToken({ alg: 'HS256', secret: 'another', claims: { sub: 'x'.repeat(5000), index } }),
    );
    for (const one of forged) await verify(one);
    const before = checked();
    assert.deepEqual([await verify(token), checked() - before], ['valid', 0]);
  });
});

suite('a key set that is fetched', () => {
  const [first, second] = [aKeyPair('P-256', 'first'), aKeyPair('P-256', 'second')];
  const keys = (...kids: readonly ('first' | 'second')[]): JwkSet => ({
    keys: kids.map((kid) => ({ ...(kid === 'first' ? first : second).jwk, kid })),
  });
  const tokenBy = (kid: 'first' | 'second'): string =>
    signToken({ header: { kid }, key: kid === 'first' ? first : second, claims: { sub: kid } });

  interface Rotating extends Asked {
    readonly rotate: (set: JwkSet) => void;
    readonly fetched: () => number;
  }
  function askRotating(t: TestContext): Rotating {
    let [set, fetched] = [keys('first'), 0];
    const asked = ask(t, {
      jwt: { jwksUrl: 'https://keys.example/set' },
      fetch: () => {
        fetched++;
        return Promise.resolve(Response.json(set));
      },
      secret: SECRET,
    });
    return { ...asked, rotate: (next) => (set = next), fetched: () => fetched };
  }

  test('ends what it no longer vouches for, as soon as it has arrived', async (t) => {
    const { rotate, verify, wait } = askRotating(t);
    const seen = [await verify(tokenBy('first')), await verify(tokenBy('first'))];
    rotate(keys('second'));
    wait(31 * SECOND);
    seen.push(await verify(tokenBy('second')), await verify(tokenBy('first')));
    assert.deepEqual(seen, ['valid', 'valid', 'valid', 'signature']);
  });

  test('is fetched when it is due, though each token is known', async (t) => {
    const { rotate, verify, wait, fetched } = askRotating(t);
    await verify(tokenBy('first'));
    wait(9.5 * MINUTE);
    await verify(tokenBy('first'));
    rotate(keys('second'));
    wait(0.5 * MINUTE + SECOND);
    assert.deepEqual([await verify(tokenBy('first')), fetched()], ['signature', 2]);
  });
});

suite('the memory of verified tokens', () => {
  const result = { status: 'valid', reason: null, claims: {} } as const;

  test('is bounded by the characters of the tokens, and keeps the latest half', () => {
    const verified = new VerifiedTokens(1000);
    for (let index = 0; index < 100; index++) verified.keep(String(index), 'x'.repeat(50), result, NOON);
    const known = Array.from({ length: 100 }, (_, index) => index).filter((index) =>
      verified.find(String(index), NOON),
    );
    assert.ok(known.length >= 10 && known.length <= 20, `${known.length} of 20`);
    assert.deepEqual(
      known,
      known.map((_, at) => 100 - known.length + at),
    );
  });

  test('counts a token once that is kept again', () => {
    const verified = new VerifiedTokens(1000);
    verified.keep('other', 'x'.repeat(50), result, NOON);
    for (let times = 0; times < 100; times++) verified.keep('same', 'x'.repeat(50), result, NOON);
    assert.ok(verified.find('other', NOON));
  });

  test('forgets all when the keys change', () => {
    const verified = new VerifiedTokens();
    verified.keep('one', 'token', result, NOON);
    verified.clear();
    assert.equal(verified.find('one', NOON), null);
  });
});
