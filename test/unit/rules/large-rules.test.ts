import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileConfig, type EngineInput } from '../../../src/decision/compile-config.js';
import type { Decision } from '../../../src/model/decision.js';
import { aConfigWithRule, aNode } from '../../support/a-config.js';

/** The decision of one rule for anonymous readers. */
function decide(rule: unknown, input: EngineInput = {}, changes: Readonly<Record<string, unknown>> = {}): Decision {
  return compileConfig(aConfigWithRule(rule, changes)).decide('articles', { now: 0, ...input });
}

const compare = (condition: string, value: unknown, others: Readonly<Record<string, unknown>> = {}): unknown => ({
  ...{ type: 'jwt-token', property: 'it', condition, value, yes: 'show', no: 'teaser', ...others },
});
const withClaim = (it: unknown): EngineInput => ({ tokenStatus: 'valid', claims: it === undefined ? {} : { it } });

suite('very deep rules', () => {
  const LENGTH = 10_000;

  test('a chain of 10,000 nodes, each after the exit unknown of the one before', () => {
    let rule: unknown = 'teaser';
    for (let i = 0; i < LENGTH; i++) rule = { ...aNode(`p${i}`, 'show', 'show'), unknown: rule };
    const decision = decide(rule);

    assert.equal(decision.outcomeId, 'teaser');
    assert.equal(decision.trace.length, LENGTH);
  });
  test('a chain of 10,000 split tests', () => {
    let rule: unknown = 'teaser';
    for (let i = 0; i < LENGTH; i++) rule = { type: 'split-test', test: 'a', exits: { a: rule } };

    assert.equal(decide(rule, {}, { splitTests: { a: { groups: [{ id: 'a', weight: 1 }] } } }).trace.length, LENGTH);
  });
  test('a sub rule of 150,000 nodes is traced whole', () => {
    const count = 150_000;
    const node = (i: number): unknown => ({
      type: 'jwt-expired',
      yes: 'show',
      no: i + 1 < count ? `n${i + 1}` : { exit: 'out' },
    });
    const long = {
      start: 'n0',
      nodes: Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, node(i)])),
      exits: ['out'],
    };
    const decision = decide({ type: 'sub-rule', rule: 'long', exits: { out: 'teaser' } }, {}, { subRules: { long } });

    assert.equal(decision.outcomeId, 'teaser');
    assert.equal(decision.trace.length, count + 1);
  });
  test('a claim that is nested 10,000 deep', () => {
    let it: unknown = 'a';
    for (let i = 0; i < LENGTH; i++) it = [it];

    assert.equal(decide(compare('equals', 'a', { unknown: 'sheet' }), withClaim(it)).outcomeId, 'bottom-sheet');
  });
});

suite('sub rules that name one another', () => {
  /** Sub rules of which each meets the next one twice, one after the other. */
  const twice = (depth: number): Record<string, unknown> =>
    Object.fromEntries(
      Array.from({ length: depth }, (_, i) => {
        const meet = (next: unknown): unknown => ({ type: 'sub-rule', rule: `s${i + 1}`, exits: { out: next } });
        const last = aNode('a', { exit: 'out' }, { exit: 'out' });
        return [`s${i}`, { start: i + 1 < depth ? meet(meet({ exit: 'out' })) : last, exits: ['out'] }];
      }),
    );
  const enter = (next: unknown): unknown => ({ type: 'sub-rule', rule: 's0', exits: { out: next } });

  for (const depth of [1, 2, 30, 100]) {
    test(`twice each and ${depth} deep: each is walked once, and traced once`, () => {
      let reads = 0;
      const customData = {
        get a() {
          reads++;
          return 1;
        },
      };
      const engine = compileConfig(aConfigWithRule(enter(enter('teaser')), { subRules: twice(depth) }));
      const { outcomeId, trace } = engine.decide('articles', { customData });

      assert.equal(outcomeId, 'teaser');
      assert.equal(reads, 1);
      // Two nodes that meet each sub rule, and the one that asks.
      assert.equal(trace.length, 2 * depth + 1);
      assert.equal(trace.filter(({ type }) => type === 'custom-data').length, 1);
    });
  }

  test('are traced again by each decision, and for each reader', () => {
    const engine = compileConfig(aConfigWithRule(enter('teaser'), { subRules: twice(3) }));
    for (const [a, exit] of [
      [1, 'yes'],
      [2, 'no'],
      [1, 'yes'],
    ] as const) {
      const { trace } = engine.decide('articles', { customData: { a } });

      assert.deepEqual([trace.length, trace[3]!.exit], [6, exit]);
    }
  });
  test('a hundred deep are walked, and a hundred and one are a mistake', () => {
    assert.equal(decide(enter('teaser'), {}, { subRules: twice(100) }).outcomeId, 'teaser');
    assert.throws(() => decide(enter('teaser'), {}, { subRules: twice(101) }), {
      code: 'sub-rule-too-deep',
      pointer: '/subRules/s100',
    });
  });
  test('are as deep in whatever order they are written', () => {
    const reversed = (depth: number): unknown => Object.fromEntries(Object.entries(twice(depth)).reverse());

    assert.equal(decide(enter('teaser'), {}, { subRules: reversed(100) }).outcomeId, 'teaser');
    assert.throws(() => decide('show', {}, { subRules: reversed(101) }), { code: 'sub-rule-too-deep' });
  });
  test('are as deep where a rule meets the deepest ones first', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, i) => [
        `n${i}`,
        { type: 'sub-rule', rule: `s${9_999 - i}`, exits: { out: 'teaser' } },
      ]),
    );

    assert.throws(() => decide({ start: 'n0', nodes }, {}, { subRules: twice(10_000) }), { code: 'sub-rule-too-deep' });
  });
  test('many beside one another are not deep', () => {
    const one = { start: aNode('a', { exit: 'out' }, { exit: 'out' }), exits: ['out'] };
    const subRules = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`s${i}`, one]));
    const nodes = Object.fromEntries(
      Array.from({ length: 1000 }, (_, i) => [
        `n${i}`,
        { type: 'sub-rule', rule: `s${i}`, exits: { out: i < 999 ? `n${i + 1}` : 'teaser' } },
      ]),
    );

    assert.equal(decide({ start: 'n0', nodes }, {}, { subRules }).trace.length, 2000);
  });
});

suite('a set of 10,000 values', () => {
  const values = (count: number): string[] => Array.from({ length: count }, (_, i) => `zip-${i}`);
  /** How often sets are asked for a decision, and how often the list of the config is looked at. */
  const work = (count: number, it: unknown): { asked: number; looked: number; access: boolean } => {
    let looked = 0;
    const value = new Proxy(values(count), {
      get: (list, name, receiver) => {
        looked++;
        return Reflect.get(list, name, receiver) as unknown;
      },
    });
    const engine = compileConfig(aConfigWithRule(compare('in', value)));
    looked = 0;
    const { has } = Set.prototype; // eslint-disable-line @typescript-eslint/unbound-method
    let asked = 0;
    Set.prototype.has = function (this: Set<unknown>, item) {
      asked++;
      return has.call(this, item);
    };
    try {
      const { access } = engine.decide('articles', withClaim(it));
      return { asked, looked, access };
    } finally {
      Set.prototype.has = has;
    }
  };

  for (const [says, it] of [
    ['a text that is in it', 'zip-9'],
    ['a text that is not', 'nowhere'],
    ['a number that is not', 7],
  ] as const) {
    test(`takes no more look-ups than one of ten: ${says}`, () => {
      const [small, large] = [work(10, it), work(10_000, it)];

      assert.deepEqual(large, small);
      assert.equal(large.access, it === 'zip-9');
      assert.equal(large.looked, 0);
    });
  }
  test('finds the last of them', () => {
    assert.equal(work(10_000, 'zip-9999').access, true);
  });
});

suite('a pattern of a config', () => {
  test('never becomes a regular expression', () => {
    const { RegExp: original } = globalThis;
    globalThis.RegExp = function () {
      throw new Error('A regular expression was made.');
    } as unknown as RegExpConstructor;
    try {
      const engine = compileConfig(aConfigWithRule(compare('matches', '^(a+)+$')));

      assert.equal(engine.decide('articles', withClaim('^(a+)+$')).access, true);
      assert.equal(engine.decide('articles', withClaim('aaaa')).access, false);
      assert.throws(() => new RegExp('a'), /was made/);
    } finally {
      globalThis.RegExp = original;
    }
  });
  test('ends on 100,000 letters that freeze others', () => {
    assert.equal(decide(compare('matches', '^(a+)+$'), withClaim(`${'a'.repeat(100_000)}!`)).access, false);
  });
});
