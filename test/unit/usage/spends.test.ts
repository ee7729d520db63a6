import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { spendsOf } from '../../../src/usage/spends.js';
import { timeTrialsOf } from '../../../src/usage/time-trials.js';
import { aConfigWithRule } from '../../support/a-config.js';
import { NOON } from '../../support/judge-cases.js';

const exits = { yes: 'show', no: { id: 'no', content: 'hide' } };
const decide = (rule: unknown, usage: object): object =>
  compileConfig(aConfigWithRule(rule)).decide('articles', { now: NOON, url: 'https://site.example/story', usage });

suite('what a decision costs', () => {
  const trial = { type: 'trial', tracker: 'stories', limit: 2, ...exits };

  test('is due until it is counted, or others have used up what was left', () => {
    const [spend] = spendsOf(decide(trial, { view: 'v1', trials: { stories: [{ item: '/a', at: 1 }] } }));
    const due = (...items: string[]): boolean =>
      spend!.isDue({ view: 'v1', trials: { stories: items.map((item) => ({ item, at: 1 })) } });

    assert.deepEqual([due(), due('/a'), due('/a', '/b'), due('/story')], [true, true, false, false]);
  });

  test('is due of a time trial until it has begun elsewhere', () => {
    const [spend] = spendsOf(decide({ type: 'time-trial', duration: 1, unit: 'days', ...exits }, {}));

    assert.deepEqual([spend!.isDue({}), spend!.isDue({ timeTrials: { 'articles/anonymous': 5 } })], [true, false]);
  });

  test('is all that its way costs, and nothing of a decision is told of it', () => {
    const rule = {
      start: 'one',
      nodes: {
        one: { type: 'trial', tracker: 'a', yes: 'two', no: exits.no },
        two: { type: 'time-trial', tracker: 'b', duration: 1, unit: 'hours', yes: 'three', no: exits.no },
        three: { type: 'trial', tracker: 'c', limit: 0, ...exits },
      },
    };
    const decision = decide(rule, { view: 'v1' });

    assert.deepEqual(
      spendsOf(decision).map(({ tracker }) => tracker),
      ['a', 'time:b'],
    );
    assert.doesNotMatch(JSON.stringify(decision), /v1/);
  });

  test('is nothing for what is no decision of a rule', () => {
    assert.deepEqual(spendsOf({}), []);
  });
});

test('the time trials that a decision has met, and how long they last', () => {
  const rule = { type: 'time-trial', tracker: 'launch', duration: 2, unit: 'hours', ...exits };
  const met = (began: number, latest?: number): unknown =>
    timeTrialsOf(decide(rule, { timeTrials: { launch: began }, ...(latest && { latest }) }))[0];
  const state = { tracker: 'launch', duration: 2, unit: 'hours' };

  assert.deepEqual(met(NOON - 3_600_000), { ...state, beganAt: NOON - 3_600_000, remaining: 3_600_000 });
  assert.deepEqual(met(NOON - 9_000_000), { ...state, beganAt: NOON - 9_000_000, remaining: 0 });
  assert.deepEqual(met(NOON, NOON + 7_000_000), { ...state, beganAt: NOON, remaining: 200_000 });
  assert.deepEqual(timeTrialsOf(decide('show', {})), []);
});
