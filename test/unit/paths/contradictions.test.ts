import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Config } from '../../../src/model/config.js';
import { findExits } from '../../../src/paths/find-exits.js';
import { aConfig, aConfigWithRule } from '../../support/a-config.js';
import { NOON } from '../../support/judge-cases.js';

type Condition = readonly [condition: string, value?: unknown, type?: string];

/** A node that compares the custom data `a`, or what its type reads. */
function aNode([condition, value, type = 'custom-data']: Condition, yes: unknown, no: unknown = 'show'): object {
  return { type, ...(type === 'custom-data' ? { property: 'a' } : {}), condition, ...(value === undefined ? {} : { value }), yes, no };
} // prettier-ignore

/** The verdict on an exit: a reader, a contradiction, or neither. */
function judge(rule: object, wanted: string, changes = {}): 'taken' | 'never' | 'open' {
  const config = aConfigWithRule(rule, { products: undefined, ...changes }) as unknown as Config;
  const { exits } = findExits(config, { now: NOON, findsReaders: true });
  const { taken, isOpen } = exits.find(({ pointer }) => pointer.endsWith(wanted))!;
  return taken ? 'taken' : isOpen ? 'open' : 'never';
}

/** The verdict on `yes` after `yes`, and on `no` after `yes`. */
function judgePair(one: Condition, other: Condition): string[] {
  const rule = aNode(one, aNode(other, 'show'));
  return [judge(rule, '/yes/yes'), judge(rule, '/yes/no')];
}

suite('two conditions on one operand', () => {
  for (const [one, other, verdicts] of [
    [['equals', 'Texas'], ['equals', 'Texas'], ['taken', 'never']],
    // A list may hold both.
    [['equals', 'Texas'], ['equals', 'Ohio'], ['taken', 'taken']],
    [['equals', 'Texas'], ['not-equals', 'Texas'], ['never', 'taken']],
    [['equals', 'Texas'], ['in', ['Texas', 'Ohio']], ['taken', 'never']],
    [['in', ['Texas', 'Ohio']], ['in', ['Texas', 'Ohio', 'Utah']], ['taken', 'never']],
    [['equals', 'Texas'], ['starts-with', 'Te'], ['taken', 'never']],
    [['starts-with', 'Texas'], ['starts-with', 'Te'], ['taken', 'never']],
    [['starts-with', 'Te'], ['starts-with', 'Texas'], ['taken', 'taken']],
    [['starts-with', 'Texas'], ['contains', 'exa'], ['taken', 'never']],
    [['contains', 'exa'], ['matches', 'E*A'], ['taken', 'never']],
    [['greater-than', 5], ['greater-than', 3], ['taken', 'never']],
    [['greater-than', 5], ['less-than', 3], ['taken', 'taken']],
    [['is-empty'], ['equals', 'Texas'], ['never', 'taken']],
    [['is-empty'], ['is-not-empty'], ['never', 'taken']],
    [['equals', 5], ['at-least', 5], ['taken', 'never']],
    [['equals', '5'], ['equals', 5], ['taken', 'never']],
    [['equals', 5], ['equals', '5'], ['taken', 'taken']],
    [['after', '2026-03-01'], ['after', '2026-02-01'], ['taken', 'never']],
    [['older-than', 24], ['older-than', 12], ['taken', 'never']],
    [['between', ['2026-01-01', '2026-02-01']], ['before', '2026-03-01'], ['taken', 'never']],
    [['between', ['5', '9']], ['greater-than', 3], ['taken', 'never']],
    [['between', [5, 9]], ['between', [8, 12]], ['taken', 'taken']],
    [['between', ['Da', 'Dz']], ['between', ['D', 'E']], ['taken', 'never']],
    [['between', ['Da', 'Dz']], ['equals', 'Den Haag'], ['taken', 'taken']],
    [['within-days', 7], ['within-days', 30], ['taken', 'never']],
    [['within-days', 7], ['newer-than', 24], ['taken', 'never']],
    [['older-than', 24], ['within-days', 30], ['taken', 'taken']],
  ] as const satisfies readonly (readonly [Condition, Condition, readonly string[]])[]) {
    test(`${one.join(' ')}, then ${other.join(' ')}: yes is ${verdicts[0]}, no is ${verdicts[1]}`, () => {
      assert.deepEqual(judgePair(one, other), verdicts);
    });
  }

  for (const [one, other, verdicts] of [
    [['starts-with', '/news', 'url-path'], ['starts-with', '/sport', 'url-path'], ['never', 'taken']],
    [['equals', '/news', 'url-path'], ['equals', '/sport', 'url-path'], ['never', 'taken']],
    [['starts-with', '/caf%C3%A9', 'url-path'], ['starts-with', '/café', 'url-path'], ['taken', 'open']],
    [['ends-with', 'a.example/', 'referrer'], ['ends-with', 'b.example/', 'referrer'], ['never', 'taken']],
    [['before', '2026-03-01', 'date-time'], ['after', '2026-04-01', 'date-time'], ['never', 'taken']],
    [['after', '2026-03-01', 'date-time'], ['before', '2026-04-01', 'date-time'], ['taken', 'taken']],
    [['older-than', 24, 'published-date'], ['older-than', 12, 'published-date'], ['taken', 'never']],
  ] as const satisfies readonly (readonly [Condition, Condition, readonly string[]])[]) {
    test(`${one.join(' ')}, then ${other.join(' ')}: yes is ${verdicts[0]}, no is ${verdicts[1]}`, () => {
      assert.deepEqual(judgePair(one, other), verdicts);
    });
  }
}); // prettier-ignore

suite('exits that no reader takes', () => {
  const wall = { content: 'hide' };

  test('are those of a user state that another rule is for', () => {
    const rule = { type: 'user-state', is: 'registered', yes: 'show', no: wall };

    assert.equal(judge(rule, '/anonymous/no'), 'taken');
    // Registered readers have no rule of their own, and are decided by this one.
    assert.equal(judge(rule, '/anonymous/yes'), 'taken');
    assert.equal(judge({ ...rule, is: 'customer' }, '/anonymous/yes'), 'never');
  });

  test('are those for a product whose holders are customers', () => {
    const features = {
      articles: { rules: { anonymous: { type: 'has-product', product: 'silver', yes: 'show', no: wall } } },
      videos: {},
    };
    const { products } = aConfig() as { products: object };

    assert.equal(judge({}, '/anonymous/yes', { features, products }), 'never');
    assert.equal(judge({}, '/anonymous/no', { features, products }), 'taken');
  });

  test('are those of attributes where readers have none', () => {
    const rule = { type: 'user-attribute', attribute: 'plan', condition: 'is-not-empty', yes: 'show', no: wall };
    const jwt = { verifyEndpoint: '/zephr/verify' };

    assert.equal(judge(rule, '/anonymous/yes'), 'taken');
    assert.equal(judge(rule, '/anonymous/yes', { jwt }), 'never');
  });

  test('are those of a claim after a token that has expired', () => {
    const claim = { type: 'jwt-token', property: 'a', condition: 'equals', value: 1, yes: 'show', no: wall };

    assert.equal(judge({ type: 'jwt-expired', yes: claim, no: wall }, '/yes/yes'), 'never');
    assert.equal(judge({ type: 'jwt-expired', yes: claim, no: wall }, '/yes/no'), 'taken');
    assert.equal(judge({ ...claim, yes: { type: 'jwt-expired', yes: 'show', no: wall } }, '/yes/yes'), 'never');
  });

  test('are numbers that never remain of a trial', () => {
    const rule = {
      type: 'trial',
      limit: 2,
      remaining: { 0: wall, 1: wall, 2: wall, '01': wall },
      yes: 'show',
      no: wall,
    };

    assert.deepEqual(
      ['/remaining/0', '/remaining/1', '/remaining/2', '/remaining/01', '/yes', '/no'].map((exit) => judge(rule, exit)),
      ['taken', 'taken', 'never', 'never', 'never', 'taken'],
    );
  });

  test('are those behind another group of the same split test', () => {
    const splitTests = {
      price: {
        groups: [
          { id: 'a', weight: 1 },
          { id: 'b', weight: 0 },
        ],
      },
    };
    const inner = { type: 'split-test', test: 'price', exits: { a: 'show', b: wall } };
    const rule = { type: 'split-test', test: 'price', exits: { a: inner, b: wall } };

    assert.deepEqual(
      ['/exits/a/exits/a', '/exits/a/exits/b', '/exits/b'].map((exit) => judge(rule, exit, { splitTests })),
      ['taken', 'never', 'taken'],
    );
  });

  test('are those behind what a sub rule has asked', () => {
    const isTexas = { type: 'custom-data', property: 'a', condition: 'equals', value: 'Texas' };
    const subRules = {
      texan: { start: { ...isTexas, yes: { exit: 'yes' }, no: { exit: 'no' } }, exits: ['yes', 'no'] },
    };
    const rule = { type: 'sub-rule', rule: 'texan', exits: { yes: { ...isTexas, yes: 'show', no: wall }, no: wall } };

    assert.equal(judge(rule, '/exits/yes/yes', { subRules }), 'taken');
    assert.equal(judge(rule, '/exits/yes/no', { subRules }), 'never');
  });

  test('are found behind thirty conditions that could be met in a billion ways', () => {
    const isTexas = { type: 'custom-data', property: 'state', condition: 'equals', value: 'Texas' };
    const nodes: Record<string, object> = { last: { ...isTexas, yes: 'show', no: wall } };
    for (let i = 0; i < 30; i++) {
      const next = i === 29 ? 'last' : `n${i + 1}`;
      nodes[`n${i}`] = { type: 'custom-data', property: `p${i}`, condition: 'equals', value: 1, yes: next, no: next };
    }
    const rule = { start: 'first', nodes: { ...nodes, first: { ...isTexas, yes: 'n0', no: wall } } };

    assert.equal(judge(rule, '/last/no'), 'never');
    assert.equal(judge(rule, '/last/yes'), 'taken');
  });

  test('are not said to be so where the search ends early', () => {
    const nodes: Record<string, object> = {};
    for (let i = 0; i < 40; i++) {
      const next = i === 39 ? wall : `n${i + 1}`;
      // All on one operand, so that each path differs from each other.
      nodes[`n${i}`] = {
        type: 'custom-data',
        property: 'p',
        condition: 'contains',
        value: `${i}x`,
        yes: next,
        no: next,
      };
    }
    const verdicts = Object.keys(nodes).map((id) => judge({ start: 'n0', nodes }, `/${id}/yes`));

    assert.ok(!verdicts.includes('never'));
  });

  test('are found in a rule of a thousand nodes, each inside another', () => {
    let rule: unknown = wall;
    for (let i = 0; i < 1000; i++) rule = aNode(['equals', `value ${i}`], 'show', rule);

    assert.equal(judge(rule as object, '/anonymous/yes'), 'taken');
  });
});
