import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findValueWarnings } from '../../../src/validate/find-value-warnings.js';

const one = { content: 'show', value: 1 };
const text = { content: 'show', value: 'one' };
const crawler = (yes: unknown, no: unknown): object => ({ type: 'crawler', yes, no });
/** Pointers and sentences of the warnings about a feature. */
const warn = (rules: unknown, others: object = {}): string[] =>
  findValueWarnings({ ...others, features: { flag: { rules } } }).map(
    (found) => `${found.pointer} ${'says' in found ? found.says : ''}`,
  );

suite('values of the outcomes of one feature', () => {
  test('have one type', () => {
    assert.deepEqual(warn({ anonymous: crawler(one, { content: 'hide', value: 2 }), registered: 'show' }), []);
    assert.deepEqual(warn({ anonymous: one, registered: { content: 'hide' } }), []);
    assert.deepEqual(warn({ anonymous: { content: 'show', value: { content: 1, value: 'x' } } }), []);
  });

  const subRules = { check: { start: 'a', exits: ['x'], nodes: { a: crawler({ exit: 'x' }, text) } } };
  for (const [says, rules, at] of [
    ['in one rule', { anonymous: crawler(one, text) }, '/features/flag/rules/anonymous/no/value'],
    ['in rules of two user states', { anonymous: one, customer: text }, '/features/flag/rules/customer/value'],
    ['in an outcome that is named', { anonymous: crawler(one, 'named') }, '/outcomes/named/value'],
    [
      'in a node that has a name',
      { anonymous: { start: 'a', nodes: { a: crawler('b', one), b: crawler(text, 'a') } } },
      '/features/flag/rules/anonymous/nodes/b/yes/value',
    ],
    [
      'in an exit',
      { anonymous: { type: 'split-test', test: 't', exits: { a: one, b: text } } },
      '/features/flag/rules/anonymous/exits/b/value',
    ],
    [
      'in a sub rule',
      { anonymous: { type: 'sub-rule', rule: 'check', exits: { x: one } } },
      '/subRules/check/nodes/a/no/value',
    ],
  ] as const) {
    test(`are warned of where they differ ${says}`, () => {
      const warnings = warn(rules, { outcomes: { named: text }, subRules });
      assert.equal(warnings.length, 1);
      assert.ok(warnings[0]!.startsWith(`${at} `), warnings[0]);
    });
  }

  test('are described', () => {
    assert.match(
      warn({ anonymous: one, customer: { content: 'show', value: [1] } })[0]!,
      /is a list, and the feature flag has another outcome whose value is a number\.$/,
    );
  });

  test('of a broken config are left alone', () => {
    for (const rules of [null, 3, [], 'x', { anonymous: null }, { anonymous: { type: 'sub-rule', rule: 7 } }])
      assert.deepEqual(warn(rules), []);
    assert.deepEqual(findValueWarnings(null), []);
  });
});
