import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileConfig } from '../../../src/decision/compile-config.js';
import { toDecision } from '../../../src/lib/to-decision.js';
import type { Decision } from '../../../src/model/decision.js';
import { listDifferences } from '../../../src/readers/compare-decisions.js';
import { aConfigWithRule } from '../../support/a-config.js';

const notifies = (fields: object, next: unknown): object => ({ type: 'notify', ...fields, exits: { next } });
const decide = (rule: unknown, more: Readonly<Record<string, unknown>> = {}): Decision =>
  compileConfig(aConfigWithRule(rule, more)).decide('articles', {});

suite('a node that notifies', () => {
  test('goes on at its only exit', () => {
    const { outcomeId, trace } = decide(notifies({ name: 'wall-met' }, 'teaser'));

    assert.equal(outcomeId, 'teaser');
    assert.deepEqual(
      trace.map(({ type, exit, says }) => [type, exit, says]),
      [['notify', 'next', 'notifies analytics of wall-met: next']],
    );
  });

  test('is in the decision, with its webhook, in the order of the path', () => {
    const rule = notifies({ name: 'wall-met', webhook: 'crm' }, notifies({ name: 'teaser-read' }, 'teaser'));

    assert.deepEqual(decide(rule).notifications, [{ name: 'wall-met', webhook: 'crm' }, { name: 'teaser-read' }]);
  });

  test('is there once for the same name and webhook', () => {
    const twice = notifies({ name: 'a' }, notifies({ name: 'a', webhook: 'crm' }, notifies({ name: 'a' }, 'teaser')));

    assert.deepEqual(decide(twice).notifications, [{ name: 'a' }, { name: 'a', webhook: 'crm' }]);
  });

  test('inside a sub rule counts for the feature that goes through it', () => {
    const subRules = { inner: { start: notifies({ name: 'inside' }, { exit: 'out' }), exits: ['out'] } };
    const rule = { type: 'sub-rule', rule: 'inner', exits: { out: 'teaser' } };

    assert.deepEqual(decide(rule, { subRules }).notifications, [{ name: 'inside' }]);
  });

  test('that is not on the path makes nothing known', () => {
    const rule = { type: 'jwt-expired', yes: notifies({ name: 'a' }, 'teaser'), no: 'teaser' };

    assert.equal('notifications' in decide(rule), false);
  });

  test('has no effect on what is counted: deciding makes nothing known by itself', () => {
    const engine = compileConfig(aConfigWithRule(notifies({ name: 'a', webhook: 'crm' }, 'teaser')));

    assert.deepEqual(engine.evaluate('articles').effects, { spends: [], timeTrials: [] });
  });

  test('gives each caller the same list, and none can change it', () => {
    const engine = compileConfig(aConfigWithRule(notifies({ name: 'a' }, 'teaser')));
    for (let times = 0; times < 4; times++) {
      const { notifications } = engine.decide('articles');
      assert.deepEqual(notifications, [{ name: 'a' }]);
      assert.throws(() => Object.assign(notifications[0]!, { name: 'b' }), TypeError);
    }
  });
});

test('two decisions that differ in notifications alone are not the same', () => {
  const [before, after] = ['a', 'b'].map((name) => decide(notifies({ name }, 'teaser'))) as [Decision, Decision];

  assert.deepEqual(listDifferences(before, after), ['notifications']);
});

test('a server that refuses the content takes the notifications of the page out of the decision', () => {
  const page = decide(notifies({ name: 'a' }, 'show'));
  const server = { ...page, access: false, content: 'hide', outcomeId: 'wall' };

  assert.equal('notifications' in page, true);
  assert.equal('notifications' in toDecision(server, page, {})!, false);
});
