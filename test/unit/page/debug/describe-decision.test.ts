import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeDecision } from '../../../../src/page/debug/describe-decision.js';

test('a decision is written in lines: what is shown, the path, what is left, and when', () => {
  const lines = describeDecision(
    {
      feature: 'articles',
      userState: 'registered',
      outcomeId: 'teaser',
      outcomeLabel: 'Teaser',
      access: false,
      content: { keep: { paragraphs: 2 } },
      components: ['subscribe'],
      zone: 'pop-up',
      trials: { stories: { limit: 3, remaining: 1, resetsAt: null } },
      splitTests: { price: 'a' },
      reason: 'rule',
      trace: [{ node: 'count', type: 'trial', says: 'the trial of 3 unique articles lasts: 1', exit: '1' }],
    },
    'walled',
    { config: 20.4, reader: 30, decided: 31.6, shown: 40 },
  );

  assert.deepEqual(lines, [
    'state walled, reader registered',
    'outcome teaser: the first 2 paragraphs stay, with subscribe in a pop-up',
    'count: the trial of 3 unique articles lasts: 1',
    'trial stories: 1 of 3 left',
    'split test price: group a',
    'timings config 20 ms · reader 30 ms · decided 32 ms · shown 40 ms',
  ]);
});
