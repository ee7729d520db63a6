import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Evaluation } from '../../../src/decision/evaluation.js';
import { isSpendDue, isStartDue } from '../../../src/usage/pending-effects.js';
import { aConfigWithRule } from '../../support/a-config.js';
import { evaluatePlainly } from '../../support/decide-plainly.js';
import { NOON } from '../../support/judge-cases.js';

const exits = { yes: 'show', no: { id: 'no', content: 'hide' } };
const evaluate = (rule: unknown, usage: object, feature = 'articles'): Evaluation =>
  evaluatePlainly(aConfigWithRule(rule), feature, { now: NOON, url: 'https://site.example/story', usage });

suite('the effects of a decision', () => {
  const trial = { type: 'trial', tracker: 'stories', limit: 2, ...exits };

  test('a spend is due until it is counted, or others have used up what was left', () => {
    const [spend] = evaluate(trial, { view: 'v1', trials: { stories: [{ item: '/a', at: 1 }] } }).effects.spends;
    const due = (...items: string[]): boolean =>
      isSpendDue(spend!, { view: 'v1', trials: { stories: items.map((item) => ({ item, at: 1 })) } });

    assert.deepEqual([due(), due('/a'), due('/a', '/b'), due('/story')], [true, true, false, false]);
  });

  test('the start of a time trial is due until it has begun elsewhere', () => {
    const [start] = evaluate({ type: 'time-trial', duration: 1, unit: 'days', ...exits }, {}).effects.timeTrials;

    assert.deepEqual(
      [isStartDue(start!, {}), isStartDue(start!, { timeTrials: { 'articles/anonymous': 5 } })],
      [true, false],
    );
  });

  test('are all effects of the path, and the decision does not mention them', () => {
    const rule = {
      start: 'one',
      nodes: {
        one: { type: 'trial', tracker: 'a', yes: 'two', no: exits.no },
        two: { type: 'time-trial', tracker: 'b', duration: 1, unit: 'hours', yes: 'three', no: exits.no },
        three: { type: 'trial', tracker: 'c', limit: 0, ...exits },
      },
    };
    const { decision, effects } = evaluate(rule, { view: 'v1' });

    assert.deepEqual(
      [effects.spends.map(({ tracker }) => tracker), effects.timeTrials],
      [['a'], [{ tracker: 'b', at: NOON }]],
    );
    assert.doesNotMatch(JSON.stringify(decision), /v1/);
  });

  test('are empty for an unknown feature', () => {
    assert.deepEqual(evaluate(trial, {}, 'videos').effects, { spends: [], timeTrials: [] });
  });
});

test('the time trials that a decision has met, and how long they last', () => {
  const rule = { type: 'time-trial', tracker: 'launch', duration: 2, unit: 'hours', ...exits };
  const met = (began: number, latest?: number): unknown =>
    evaluate(rule, { timeTrials: { launch: began }, ...(latest && { latest }) }).timeTrials[0];
  const state = { tracker: 'launch', duration: 2, unit: 'hours' };

  assert.deepEqual(met(NOON - 3_600_000), { ...state, beganAt: NOON - 3_600_000, remaining: 3_600_000 });
  assert.deepEqual(met(NOON - 9_000_000), { ...state, beganAt: NOON - 9_000_000, remaining: 0 });
  assert.deepEqual(met(NOON, NOON + 7_000_000), { ...state, beganAt: NOON, remaining: 200_000 });
  assert.deepEqual(evaluate('show', {}).timeTrials, []);
});
