import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { collectMembers } from '../../../src/lib/collect-members.js';
import { findValue } from '../../../src/lib/find-value.js';
import { own } from '../../../src/lib/own.js';

suite('a value inside another', () => {
  test('is found at any depth, and the first one of the text first', () => {
    const root = { b: [{ id: 1, at: 'b' }], a: { id: 1, at: 'a' } };

    assert.deepEqual(
      findValue(root, (value) => own(value, 'id') === 1),
      { id: 1, at: 'b' },
    );
  });
  test('is looked for in objects before what they contain', () => {
    const seen: unknown[] = [];
    findValue([{ a: 'x' }, 'y'], (value) => void (typeof value === 'string' && seen.push(value)));

    assert.deepEqual(seen, ['x', 'y']);
  });
  test('may be primitive, and the root itself', () => {
    assert.equal(
      findValue('key', (value) => value === 'key'),
      'key',
    );
  });
  test('is not found where no value passes', () => {
    assert.equal(
      findValue({ a: [null, undefined] }, () => false),
      undefined,
    );
  });
  test('is looked for in a value that contains itself', () => {
    const root: Record<string, unknown> = {};
    root['self'] = [root];

    assert.equal(
      findValue(root, () => false),
      undefined,
    );
  });
  test('is looked for ten thousand levels deep, and among a hundred thousand members', () => {
    let deep: unknown = 'end';
    for (let level = 0; level < 10_000; level++) deep = [deep];
    const wide = Array.from({ length: 150_000 }, (_, index) => index);

    assert.equal(
      findValue([wide, deep], (value) => value === 'end'),
      'end',
    );
  });
});

test('the values of members of one name are collected once each', () => {
  const rule = { type: 'trial', yes: 'show', no: { type: 'jwt-token', yes: { type: 'trial' } } };

  assert.deepEqual(collectMembers(rule, 'type'), new Set(['trial', undefined, 'jwt-token']));
});
