import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileConfig, type EngineInput } from '../../../src/decision/compile-config.js';
import type { Evaluated } from '../../../src/decision/to-public-evaluation.js';
import { aConfigWithRule, aNode } from '../../support/a-config.js';
import { NOON } from '../../support/judge-cases.js';

const exits = { yes: 'show', no: 'teaser' };
const trial = { type: 'trial', tracker: 'stories', limit: 2, ...exits };
const timeTrial = { type: 'time-trial', tracker: 'launch', duration: 2, unit: 'hours', ...exits };
const input = (usage: EngineInput['usage'] = {}): EngineInput => ({
  now: NOON,
  url: 'https://site.example/story',
  usage,
});
const evaluate = (rule: unknown, usage?: EngineInput['usage']): Evaluated =>
  compileConfig(aConfigWithRule(rule)).evaluate('articles', input(usage));

const NOTHING = { spends: [], timeTrials: [] };

suite('the effects of an evaluation', () => {
  test('name the article that a trial would count', () => {
    const { decision, effects } = evaluate(trial);

    assert.equal(decision.access, true);
    assert.deepEqual(effects, { spends: [{ tracker: 'stories', item: '/story', at: NOON }], timeTrials: [] });
  });
  test('name the time trial that would begin', () => {
    assert.deepEqual(evaluate(timeTrial).effects, { spends: [], timeTrials: [{ tracker: 'launch', at: NOON }] });
  });
  test('are empty when the trial is used up', () => {
    const used = ['/a', '/b'].map((item) => ({ item, at: NOON - 1 }));

    assert.deepEqual(evaluate(trial, { trials: { stories: used } }).effects, NOTHING);
  });
  test('are empty when the article was counted', () => {
    assert.deepEqual(evaluate(trial, { trials: { stories: [{ item: '/story', at: 1 }] } }).effects, NOTHING);
  });
  test('are empty when this page view was counted', () => {
    const views = [{ item: '/other', at: 1, view: 'v1' }];

    assert.deepEqual(
      evaluate({ ...trial, counts: 'page-view' }, { view: 'v1', trials: { stories: views } }).effects,
      NOTHING,
    );
  });
  test('are empty for a time trial that has begun', () => {
    assert.deepEqual(evaluate(timeTrial, { timeTrials: { launch: NOON - 1 } }).effects, NOTHING);
  });
  test('name a tracker once, however many nodes of it are on the path', () => {
    const rule = { start: 'one', nodes: { one: { ...trial, yes: 'two' }, two: { ...trial, limit: 5 } } };

    assert.equal(evaluate(rule).effects.spends.length, 1);
  });
  test('leave out nodes that are not on the path', () => {
    assert.deepEqual(evaluate(aNode('a', trial, 'show')).effects, NOTHING);
  });
  test('are empty for an unknown feature, a fault and input that cannot be read', () => {
    const engine = compileConfig(aConfigWithRule(trial));
    const unreadable = { get usage(): never { throw new Error('unreadable'); } }; // prettier-ignore

    for (const evaluated of [engine.evaluate('nowhere', input()), engine.evaluate('articles', unreadable)]) {
      assert.deepEqual(evaluated.effects, NOTHING);
      assert.notEqual(evaluated.decision.reason, 'rule');
    }
  });
});

suite('an evaluation', () => {
  test('counts nothing: the next one names the same effects', () => {
    const engine = compileConfig(aConfigWithRule(trial));
    const [first, ...others] = [1, 2, 3, 4].map(() => engine.evaluate('articles', input()));

    for (const other of others) assert.deepEqual(other, first);
  });
  test('holds the decision that `decide` returns, by whatever path of the engine', () => {
    const engine = compileConfig(aConfigWithRule(aNode('a', 'show', 'teaser')));

    for (let times = 0; times < 4; times++) {
      for (const a of ['x', 'y']) {
        const given = { ...input(), customData: { a } };
        const { decision, effects } = engine.evaluate('articles', given);

        assert.deepEqual(decision, engine.decide('articles', given));
        assert.deepEqual(effects, NOTHING);
      }
    }
  });
  test('is frozen, and a clone is the same', () => {
    const evaluated = evaluate(trial);
    const { decision, effects } = evaluated;

    for (const value of [evaluated, decision, effects, effects.spends, effects.spends[0], effects.timeTrials])
      assert.ok(Object.isFrozen(value));
    assert.deepEqual(structuredClone(evaluated), evaluated);
    assert.deepEqual(Object.keys(evaluated), ['decision', 'effects']);
  });
});
