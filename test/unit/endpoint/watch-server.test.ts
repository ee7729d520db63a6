import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { StoreError } from '../../../src/endpoint/store-error.js';
import { watchServer } from '../../../src/endpoint/watch-server.js';
import { anEndpoint, aSecretToken, post } from '../../support/an-endpoint.js';

/** The error with which a store fails whose server gives this one. */
const failureOf = (error: Error): Promise<StoreError> =>
  watchServer('The server', () => Promise.resolve())
    .guard(() => Promise.reject(error))
    .then(
      () => assert.fail('it was used'),
      (failure: StoreError) => failure,
    );

suite('a store whose server fails', () => {
  const coded = (message: string, code: string): Error => Object.assign(new Error(message), { code });
  for (const [says, error, driver] of [
    [
      'the word at the beginning of a reply of Redis',
      new Error('READONLY You can’t write against a replica.'),
      'READONLY',
    ],
    ['the code of PostgreSQL', coded('sorry, too many clients already', '53300'), '53300'],
    ['the code of the system', coded('connect ECONNREFUSED 127.0.0.1:6379', 'ECONNREFUSED'), 'ECONNREFUSED'],
    ['none where there is none', new Error('Connection is closed.'), undefined],
  ] as const) {
    test(`has a code of its own, and tells ${says}`, async () => {
      const failure = await failureOf(error);

      assert.deepEqual([failure.name, failure.code, failure.driver], ['StoreError', 'store-failed', driver]);
    });
  }

  test('is logged with both codes, and without the message, which names an address', async () => {
    const failure = await failureOf(new Error('MOVED 12539 127.0.0.1:7003'));
    const fail = (): Promise<never> => Promise.reject(failure);
    const { endpoint, log } = anEndpoint({ store: { claimGift: fail, spend: fail, readUsage: fail, carry: fail } });
    await post(endpoint, '/zephr/usage', { token: aSecretToken({ sub: 'reader-1' }) });

    assert.deepEqual(
      log
        .filter(({ level }) => level !== 'info')
        .map(({ time: _time, help: _help, ...entry }) => entry)
        .filter(({ event }) => event === 'usage-store-failed'),
      [{ level: 'warn', event: 'usage-store-failed', error: 'StoreError', code: 'store-failed', driver: 'MOVED' }],
    );
  });
});
