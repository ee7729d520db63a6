import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Identity } from '../../../../src/model/identity.js';
import { TokenRenewal, type RenewalNews, type RenewalPorts } from '../../../../src/page/tokens/token-renewal.js';
import { sleep } from '../../../../src/lib/sleep.js';

/** Longer than a renewal takes whose answer is there at once. */
const A_RENEWAL = 400;

const anIdentity = (status: Identity['token']['status'], expiresAt: number | null): Identity =>
  ({ token: { status, reason: null, expiresAt }, claims: {} }) as Identity;

/** A renewal of a reader whose token has ended, and what it did. */
function aRenewal(changes: Partial<RenewalPorts> = {}) {
  const did: string[] = [];
  const posted: RenewalNews[] = [];
  let tokens = 'old';
  const machine = new TokenRenewal({
    identity: () =>
      Promise.resolve(tokens === 'old' ? anIdentity('expired', 1) : anIdentity('valid', Date.now() + 3_600_000)),
    refresh: () => Promise.resolve(void did.push('refresh')),
    readTokens: () => tokens,
    take: (token) => {
      tokens = token;
      return Promise.resolve(void did.push(`take ${token}`));
    },
    ask: () => Promise.resolve({ token: 'new' }),
    post: (news) => void posted.push(news),
    inTurn: (work) => work(),
    onFailure: (message) => void did.push(message),
    ...changes,
  });
  return { machine, did, posted };
}

test('a token that has ended is renewed at once, and other tabs are notified', async () => {
  const { machine, did, posted } = aRenewal();
  await machine.plan();
  await sleep(A_RENEWAL);
  machine.stop();
  assert.deepEqual(did, ['take new']);
  assert.deepEqual(posted, [{ before: 'old' }, { before: 'old', token: 'new' }]);
});

test('the token of another tab is taken, and nothing is asked', async () => {
  const { machine, did } = aRenewal({ ask: () => Promise.reject(new Error('asked')) });
  machine.hear({ before: 'old', token: 'theirs' });
  await machine.plan();
  await sleep(A_RENEWAL);
  machine.stop();
  assert.deepEqual(did, ['take theirs']);
});

test('messages that are nothing of the kind are ignored', () => {
  const { machine, did, posted } = aRenewal();
  for (const data of [null, 'old', { before: 'other', token: 'x' }, { before: 'old', token: 1 }]) machine.hear(data);
  assert.deepEqual([did, posted], [[], []]);
});

test('a failure is reported once, and a retry succeeds', async () => {
  let asked = 0;
  const { machine, did } = aRenewal({
    ask: () => (asked++ < 2 ? Promise.reject(new Error('down')) : Promise.resolve({ token: 'new' })),
  });
  await machine.plan();
  for (let round = 0; round < 3; round++) {
    await sleep(A_RENEWAL);
    machine.retry();
  }
  machine.stop();
  assert.deepEqual(did, ['Error: down', 'take new']);
});

test('a session that is over is not asked for again', async () => {
  let asked = 0;
  const { machine, did } = aRenewal({ ask: () => Promise.resolve((asked++, 'over' as const)) });
  await machine.plan();
  await sleep(A_RENEWAL);
  await machine.plan();
  await sleep(A_RENEWAL);
  machine.stop();
  assert.deepEqual([asked, did], [1, []]);
});

test('an answer that comes after stop is dropped', async () => {
  const { machine, did } = aRenewal({ ask: () => sleep(50).then(() => ({ token: 'new' })) });
  await machine.plan();
  await sleep(120);
  machine.stop();
  await sleep(A_RENEWAL);
  assert.deepEqual(did, []);
});
