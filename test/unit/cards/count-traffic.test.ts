import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { countTraffic } from '../../../src/cards/count-traffic.js';
import { readRule } from '../../../src/cards/read-rule.js';
import type { RulePlace } from '../../../src/cards/card.js';

const PHONE = { type: 'device', is: 'mobile', yes: { exit: 'small' }, no: { exit: 'large' } };
const CONFIG = {
  version: 1,
  subRules: { phones: { start: 'phone', nodes: { phone: PHONE }, exits: ['small', 'large'] } },
  features: {
    articles: { rules: { anonymous: { type: 'url-path', condition: 'equals', value: '/', yes: 'show', no: 'show' } } },
  },
};
const AT = '/features/articles/rules/anonymous';
const count = (node: string, exit: string, decisions: number, feature = 'articles', userState = 'anonymous') => ({
  ...{ feature, userState, node, exit, decisions },
});
const COUNTS = [
  count(AT, 'yes', 30),
  count(AT, 'no', 10),
  count(AT, 'yes', 5, 'articles', 'registered'),
  count('phone', 'yes', 1),
  count('phone', 'yes', 2, 'videos'),
  count('phone', 'unknown', 1, 'videos', 'customer'),
];

const traffic = (place: RulePlace, feature: string | null): unknown =>
  Object.fromEntries(countTraffic(readRule(CONFIG, place), place, feature, COUNTS));

suite('the traffic of a rule', () => {
  test('is that of its own state, by node that is written in place', () => {
    assert.deepEqual(traffic({ feature: 'articles', state: 'anonymous' }, 'articles'), {
      [`${AT}/yes`]: { decisions: 30, all: 40 },
      [`${AT}/no`]: { decisions: 10, all: 40 },
    });
  });

  test('is, of a sub rule, that of one feature or of all that enter it, in any state', () => {
    const row = (exit: string): string => `/subRules/phones/nodes/phone/${exit}`;

    assert.deepEqual(traffic({ subRule: 'phones' }, 'articles'), {
      [row('yes')]: { decisions: 1, all: 1 },
      [row('no')]: { decisions: 0, all: 1 },
    });
    assert.deepEqual(traffic({ subRule: 'phones' }, null), {
      [row('yes')]: { decisions: 3, all: 4 },
      [row('no')]: { decisions: 0, all: 4 },
      [row('unknown')]: { decisions: 1, all: 4 },
    });
  });

  test('is missing where no decision came', () => {
    assert.deepEqual(traffic({ feature: 'articles', state: 'customer' }, 'articles'), {});
  });
});
