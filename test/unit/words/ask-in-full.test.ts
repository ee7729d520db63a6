import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { conditions } from '../../../src/schema/conditions.js';
import { describeNodes } from '../../../src/words/describe-nodes.js';
import { askInFull } from '../../../src/words/ask-in-full.js';

const CONFIG = { version: 1, features: {} } as const;

suite('the question of a node as a sentence', () => {
  const values: Readonly<Record<string, readonly [value: unknown, says: string]>> = {
    equals: ['a', 'equals a'],
    'not-equals': ['a', 'does not equal a'],
    'starts-with': ['a', 'starts with a'],
    'ends-with': ['a', 'ends with a'],
    contains: ['a', 'contains a'],
    matches: ['a*', 'matches a*'],
    in: [['a', 'b'], 'is one of a, b'],
    'greater-than': [18, 'is greater than 18'],
    'at-least': [18, 'is at least 18'],
    'less-than': [18, 'is less than 18'],
    'at-most': [18, 'is at most 18'],
    before: ['2026-01-01', 'is before 2026-01-01'],
    after: ['2026-01-01', 'is after 2026-01-01'],
    between: [[1, 9], 'is between 1 and 9'],
    'older-than': [48, 'is older than 48 hours'],
    'newer-than': [1, 'is newer than 1 hour'],
    'within-days': [3, 'is within the next 3 days'],
    'is-empty': [undefined, 'is empty'],
    'is-not-empty': [undefined, 'is not empty'],
  };

  test('is written for every condition', () => {
    assert.deepEqual(Object.keys(values), Object.keys(conditions));
  });

  for (const [condition, [value, says]] of Object.entries(values)) {
    test(`"${condition}": The claim age ${says}`, () => {
      const node = { type: 'jwt-token', property: 'age', condition, value, yes: 'show', no: 'show' } as never;
      const [words] = describeNodes([node], CONFIG).values();
      assert.equal(words?.toLowerCase(), `the claim age ${says.toLowerCase()}`);
    });
  }

  test('keeps what a trace found, its exit and the values after the fifth', () => {
    const node = { condition: 'in', value: ['a', 'b', 'c', 'd', 'e', 'f'] };
    assert.equal(
      askInFull('the claim in in a, b, c, d, e, … (it is "x"): no', [node]),
      'the claim in is one of a, b, c, d, e, … (it is "x"): no',
    );
  });

  test('leaves words as they are that no node has', () => {
    const other = { condition: 'greater-than', value: 21 };
    assert.equal(askInFull('the claim age greater than 18: no', [other]), 'the claim age greater than 18: no');
  });
});
