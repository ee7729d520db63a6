import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findNotifyWarnings } from '../../../src/validate/find-notify-warnings.js';

const NOTIFY = { type: 'notify', name: 'wall-met', webhook: 'crm', exits: { next: 'show' } };
const WITHOUT_WEBHOOK = { type: 'notify', name: 'wall-met', exits: { next: 'show' } };
const configOf = (rule: unknown, more: object = {}): object => ({
  version: 1,
  features: { articles: { rules: { anonymous: rule } } },
  ...more,
});
const IN_RULE = '/features/articles/rules/anonymous';

suite('a webhook that nothing can send to', () => {
  for (const [says, config, pointers] of [
    ['in a config without an endpoint', configOf(NOTIFY), [`${IN_RULE}/webhook`]],
    [
      'behind another node',
      configOf({ ...WITHOUT_WEBHOOK, exits: { next: NOTIFY } }),
      [`${IN_RULE}/exits/next/webhook`],
    ],
    [
      'in a sub rule',
      configOf('show', { subRules: { near: { start: NOTIFY, exits: ['next'] } } }),
      ['/subRules/near/start/webhook'],
    ],
    ['that no node names', configOf(WITHOUT_WEBHOOK), []],
    ['beside an endpoint that verifies', configOf(NOTIFY, { jwt: { verifyEndpoint: '/zephr/verify' } }), []],
    ['beside an endpoint that gives keys', configOf(NOTIFY, { sealing: { endpoint: '/zephr/keys' } }), []],
  ] as const)
    test(`is${pointers.length > 0 ? '' : ' not'} warned about ${says}`, () => {
      const found = findNotifyWarnings(config);

      assert.deepEqual(
        found.map(({ code, pointer }) => [code, pointer]),
        pointers.map((pointer) => ['webhook-unreachable', pointer]),
      );
    });
});
