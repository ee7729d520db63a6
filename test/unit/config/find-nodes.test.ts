import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findNodes } from '../../../src/config/find-nodes.js';
import type { Config } from '../../../src/model/config.js';

const a = { type: 'a', yes: 'show', no: { type: 'b', exits: { one: { type: 'c' } } } };
const b = { type: 'trial', remaining: { 1: { type: 'd' } }, unknown: { content: 'hide' } };

/** The types of the nodes that are found. */
const typesIn = (rules: readonly unknown[], subRules?: object): string[] =>
  findNodes(rules, subRules as Config['subRules']).map(({ type }) => type);

suite('the nodes of rules', () => {
  test('are found in place, behind every exit', () => {
    assert.deepEqual(typesIn([a, b]), ['a', 'trial', 'b', 'd', 'c']);
  });
  test('are found by id, reached or not', () => {
    assert.deepEqual(typesIn([{ start: 'x', nodes: { x: a, y: b } }]), ['a', 'trial', 'b', 'd', 'c']);
  });
  test('are found once each, also in a ring', () => {
    const ring: Record<string, unknown> = { type: 'ring' };
    ring['yes'] = ring;

    assert.deepEqual(typesIn([ring, { start: ring }]), ['ring']);
  });
  test('are found in sub rules only where these are given', () => {
    const rule = { type: 'sub-rule', rule: 'other', exits: {} };
    const subRules = { other: { start: a, exits: [] } };

    assert.deepEqual(typesIn([rule]), ['sub-rule']);
    assert.deepEqual(typesIn([rule], subRules), ['sub-rule', 'a', 'b', 'c']);
  });
  test('are not looked for in steps, outcomes and rules that are missing', () => {
    assert.deepEqual(typesIn(['show', { content: 'hide' }, undefined, null, 7]), []);
  });
});
