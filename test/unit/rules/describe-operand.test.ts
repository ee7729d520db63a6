import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeOperand } from '../../../src/rules/describe-operand.js';

const ring: unknown[] = [];
ring.push(ring);

const rows: readonly (readonly [says: string, operand: unknown, words: string])[] = [
  ['a text', 'a "b"', '"a \\"b\\""'],
  ['a number', 0, '0'],
  ['false', false, 'false'],
  ['null', null, 'null'],
  ['a list', [1, 'a'], '[1,"a"]'],
  ['an object', { a: { b: 1 } }, '{"a":{"b":1}}'],
  ['nothing', undefined, 'missing'],
  ['a bigint', 10n, 'unwritable'],
  ['a symbol', Symbol('a'), 'unwritable'],
  ['a function', () => 1, 'unwritable'],
  ['an object that contains itself', ring, 'unwritable'],
];
for (const [says, operand, words] of rows) {
  test(`${says} is described as ${words}`, () => {
    assert.equal(
      describeOperand(() => operand),
      words,
    );
  });
}

test('a value that throws when it is read is described as unwritable', () => {
  const read = (): never => {
    throw new Error('no');
  };

  assert.equal(describeOperand(read), 'unwritable');
});
