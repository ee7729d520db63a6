import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileConfig } from '../../../src/decision/compile-config.js';
import type { Decision } from '../../../src/model/decision.js';
import { aConfig, aConfigWithRule, aNode } from '../../support/a-config.js';

const AT = '/features/articles/rules/anonymous';

/** The decision of one rule for anonymous readers. */
function decide(rule: unknown, customData: Readonly<Record<string, unknown>> = {}): Decision {
  return compileConfig(aConfigWithRule(rule)).decide('articles', { customData });
}

/** Names of the nodes on the path. */
const pathOf = ({ trace }: Decision): string[] => trace.map(({ node }) => node);

suite('objects that are in several places', () => {
  test('are one node, reached on two paths', () => {
    const shared = aNode('c', 'show', 'teaser');
    const rule = aNode('a', aNode('b', shared, 'show'), shared);

    assert.equal(decide(rule).outcomeId, 'teaser');
    assert.equal(decide(rule, { a: 1, b: 1 }).outcomeId, 'teaser');
    assert.equal(decide(rule, { a: 1, b: 1, c: 1 }).outcomeId, 'show');
  });

  test('may be one rule of two states and two features', () => {
    const rule = aNode('a', 'show', 'teaser');
    const rules = { anonymous: rule, registered: rule };
    const engine = compileConfig(aConfig({ features: { articles: { rules }, videos: { rules } } }));

    assert.deepEqual(
      Object.values(engine.decideAll()).map(({ outcomeId }) => outcomeId),
      ['teaser', 'teaser'],
    );
  });

  test('may be outcomes', () => {
    const outcome = { content: 'hide', components: ['hello'] };

    assert.deepEqual(decide(aNode('a', outcome, outcome)).components, ['hello']);
  });

  test('do not make a graph grow with each place: sixty diamonds in a row compile', () => {
    let rule: unknown = aNode('end', 'show', 'teaser');
    for (let i = 0; i < 60; i++) rule = aNode(`a${i}`, rule, rule);

    assert.equal(decide(rule).outcomeId, 'teaser');
  });

  test('may be named and inlined too', () => {
    const shared = aNode('b', 'show', 'teaser');

    assert.equal(decide({ start: aNode('a', shared, 'b'), nodes: { b: shared } }, { b: 1 }).outcomeId, 'show');
  });
});

suite('paths that return', () => {
  const ring = (length: number): Record<string, unknown> =>
    Object.fromEntries(Array.from({ length }, (_, i) => [`n${i}`, aNode('a', `n${(i + 1) % length}`, 'show')]));

  for (const length of [1, 2, 3, 1000]) {
    test(`a ring of ${length}`, () => {
      assert.throws(
        () => decide({ start: 'n0', nodes: ring(length) }),
        (error: { code: string; pointer: string }) => {
          assert.equal(error.code, 'cycle');
          assert.match(error.pointer, new RegExp(`^${AT}/nodes/n\\d+$`));
          return true;
        },
      );
    });
  }

  test('a ring that no path reaches', () => {
    assert.throws(() => decide({ start: 'show', nodes: ring(3) }), { code: 'cycle' });
  });

  test('a ring after a long path', () => {
    const nodes = { ...ring(2), way: aNode('a', 'show', 'way2'), way2: aNode('a', 'n0', 'show') };

    assert.throws(
      () => decide({ start: 'way', nodes }),
      ({ pointer }: { pointer: string }) => /nodes\/n[01]$/.test(pointer),
    );
  });

  test('an object that contains itself', () => {
    const node = aNode('a', 'show', 'show');
    node['no'] = node;

    assert.throws(() => decide(node), { code: 'cycle', pointer: AT });
  });

  test('two objects that hold each other', () => {
    const first = aNode('a', 'show', 'show');
    first['yes'] = aNode('b', first, 'show');

    assert.throws(() => decide(first), { code: 'cycle' });
  });

  test('a diamond is not a ring', () => {
    const nodes = {
      a: aNode('a', 'b', 'c'),
      b: aNode('b', 'd', 'd'),
      c: aNode('c', 'd', 'd'),
      d: aNode('d', 'show', 'show'),
    };

    assert.equal(decide({ start: 'a', nodes }).outcomeId, 'show');
  });

  test('the same id in two rules is not a ring', () => {
    const nodes = { a: aNode('a', 'show', 'show') };
    const rules = { anonymous: { start: 'a', nodes }, registered: { start: 'a', nodes } };

    assert.doesNotThrow(() => compileConfig(aConfig({ features: { articles: { rules }, videos: {} } })));
  });
});

suite('very long rules', () => {
  const LENGTH = 10_000;

  test('a chain of 10,000 named nodes is walked to its end', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: LENGTH }, (_, i) => [`n${i}`, aNode('a', 'show', i + 1 < LENGTH ? `n${i + 1}` : 'teaser')]),
    );
    const decision = decide({ start: 'n0', nodes });

    assert.equal(decision.outcomeId, 'teaser');
    assert.equal(decision.trace.length, LENGTH);
  });

  test('a chain of 10,000 nodes in place is walked to its end', () => {
    let rule: unknown = 'teaser';
    for (let i = 0; i < LENGTH; i++) rule = aNode('a', 'show', rule);

    assert.equal(decide(rule).outcomeId, 'teaser');
  });

  test('a mistake at the end of 10,000 nodes in place is found and put into words', () => {
    let rule: unknown = 'nowhere';
    for (let i = 0; i < LENGTH; i++) rule = aNode('a', 'show', rule);

    assert.throws(() => decide(rule), { code: 'step-unknown', pointer: AT + '/no'.repeat(LENGTH) });
  });

  test('in with 10,000 values finds the last one', () => {
    const value = Array.from({ length: 10_000 }, (_, i) => `zip-${i}`);
    const rule = { type: 'custom-data', property: 'zip', condition: 'in', value, yes: 'show', no: 'teaser' };

    assert.equal(decide(rule, { zip: 'zip-9999' }).outcomeId, 'show');
    assert.equal(decide(rule, { zip: 'zip-10000' }).outcomeId, 'teaser');
  });

  test('in with 10,000 values is described in a few words', () => {
    const value = Array.from({ length: 10_000 }, (_, i) => `zip-${i}`);
    const rule = { type: 'custom-data', property: 'zip', condition: 'in', value, yes: 'show', no: 'teaser' };

    assert.ok(decide(rule).trace[0]!.says.length < 200);
  });
});

suite('patterns that freeze others', () => {
  const matches = (value: string, text: string): string =>
    decide({ type: 'custom-data', property: 'a', condition: 'matches', value, yes: 'show', no: 'teaser' }, { a: text })
      .outcomeId;
  const long = 'a'.repeat(100_000);

  for (const [value, gives] of [
    [`${'a*'.repeat(50)}b`, 'teaser'],
    [`${'*a'.repeat(500)}*b`, 'teaser'],
    ['*'.repeat(10_000), 'show'],
    [`${'a?'.repeat(20)}b`, 'teaser'],
    [`${'?*'.repeat(100)}b`, 'teaser'],
    ['^(a+)+$', 'teaser'],
    ['(.*)*b', 'teaser'],
  ] as const) {
    test(`${value.slice(0, 20)} on 100,000 characters ends`, () => {
      assert.equal(matches(value, long), gives);
    });
  }
});

suite('data that JSON does not know', () => {
  const odd: Readonly<Record<string, unknown>> = {
    NaN,
    Infinity,
    bigint: 10n,
    symbol: Symbol('a'),
    function: () => 'a',
    date: new Date(0),
    'an invalid date': new Date(NaN),
    map: new Map([['a', 1]]),
    'an object without a prototype': Object.create(null),
    'an object that throws': {
      get a() {
        throw new Error('no');
      },
    },
    'an object that cannot be written as text': { toString: 1, valueOf: 1 },
    'a list with a hole': [, 'a'], // eslint-disable-line no-sparse-arrays
    'a list of undefined': [undefined],
  };
  const conditions: readonly (readonly [condition: string, value: unknown])[] = [
    ['equals', 'a'],
    ['not-equals', 'a'],
    ['starts-with', 'a'],
    ['ends-with', 'a'],
    ['contains', 'a'],
    ['matches', 'a*'],
    ['in', ['a', 1]],
    ['greater-than', 5],
    ['at-least', 5],
    ['less-than', 5],
    ['at-most', 5],
    ['before', '2026-01-01'],
    ['after', '2026-01-01'],
    ['between', ['2026-01-01', '2026-02-01']],
    ['between', [1, 5]],
    ['between', ['a', 'b']],
    ['older-than', 5],
    ['newer-than', 5],
    ['within-days', 5],
    ['is-empty', undefined],
    ['is-not-empty', undefined],
  ];
  for (const [says, operand] of Object.entries(odd)) {
    test(`${says} makes no condition throw`, () => {
      for (const [condition, value] of conditions) {
        const rule = { type: 'custom-data', property: 'a', condition, value, yes: 'show', no: 'teaser' };
        assert.equal(decide(rule, { a: operand }).reason, 'rule', condition);
      }
    });
  }

  for (const condition of ['less-than', 'greater-than', 'at-most', 'at-least', 'before', 'after']) {
    test(`NaN is not ${condition} anything`, () => {
      const value = condition.startsWith('before') || condition === 'after' ? '2026-01-01' : 5;
      const rule = { type: 'custom-data', property: 'a', condition, value, yes: 'show', no: 'show', unknown: 'teaser' };

      assert.equal(decide(rule, { a: NaN }).outcomeId, 'teaser');
    });
  }

  test('a fact that throws when it is read ends in a fault and not in an exception', () => {
    const customData = {
      get a(): never {
        throw new Error('no');
      },
    };

    assert.equal(decide(aNode('a', 'show', 'show'), customData).reason, 'fault');
  });
});

suite('the trace', () => {
  test('names the nodes of the path and no others', () => {
    const nodes = { a: aNode('a', 'b', 'c'), b: aNode('b', 'show', 'show'), c: aNode('c', 'show', 'teaser') };

    assert.deepEqual(pathOf(decide({ start: 'a', nodes })), ['a', 'c']);
  });

  test('names nodes in place by their pointer', () => {
    assert.deepEqual(pathOf(decide(aNode('a', 'show', aNode('b', 'show', 'teaser')))), [AT, `${AT}/no`]);
  });

  test('names a node in place under a named one by its pointer', () => {
    const nodes = { 'a/b': aNode('a', 'show', aNode('b', 'show', 'teaser')) };

    assert.deepEqual(pathOf(decide({ start: 'a/b', nodes })), ['a/b', `${AT}/nodes/a~1b/no`]);
  });

  for (const [type, fields] of Object.entries({
    'jwt-token': { property: 'a', condition: 'equals', value: 'x' },
    'custom-data': { property: 'a', condition: 'equals', value: 'x' },
    'url-path': { condition: 'equals', value: 'x' },
  })) {
    test(`of ${type} reports no operand of the reader`, () => {
      const rule = { type, ...fields, yes: 'show', no: 'teaser' };
      const engine = compileConfig(aConfigWithRule(rule, { jwt: {} }));
      const claims = { a: 'private-7391' };
      const { trace } = engine.decide('articles', {
        tokenStatus: 'valid',
        claims,
        customData: claims,
        url: '/private-7391',
      });

      assert.equal(trace.length, 1);
      assert.doesNotMatch(JSON.stringify(trace), /7391/);
    });
  }
});
