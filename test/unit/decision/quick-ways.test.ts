import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { compileConfig, type CompiledConfig, type EngineInput } from '../../../src/decision/compile-config.js';
import type { Decision } from '../../../src/model/decision.js';
import { aConfig, aNode } from '../../support/a-config.js';
import { input, soundConfig } from '../../support/arbitrary-rules.js';
import { decidePlainly } from '../../support/decide-plainly.js';

/** A decision with its trace put into words. */
const whole = (decision: Decision): Decision => ({ ...decision });

/**
 * Asks an engine again and again, one feature at a time and all at once, and holds each answer against the plain one.
 */
function holdAgainstPlain(config: Record<string, unknown>, inputs: readonly EngineInput[]): void {
  const features = Object.keys(config['features'] as object);
  const plain = inputs.map((given) => features.map((feature) => whole(decidePlainly(config, feature, given))));
  const byOne = compileConfig(config);
  const byAll = compileConfig(config);
  for (let round = 0; round < 3; round++) {
    for (const [number, given] of inputs.entries()) {
      const one = features.map((feature) => whole(byOne.decide(feature, given)));
      const all = byAll.decideAll(given);
      assert.deepEqual(one, plain[number]);
      assert.deepEqual(Object.keys(all), features);
      assert.deepEqual(Object.values(all).map(whole), plain[number]);
    }
  }
}

suite('an engine that is asked again and again decides as one that is asked once', () => {
  test('in configs of all kinds, for readers of all kinds', () => {
    fc.assert(fc.property(soundConfig, fc.array(input, { minLength: 1, maxLength: 6 }), holdAgainstPlain), {
      numRuns: 300,
    });
  });

  test('on data that throw when they are looked at, before and after data that do not', () => {
    const broken = (properties: readonly string[]): EngineInput => {
      const customData = {};
      for (const property of properties) {
        const get = (): never => {
          throw new Error('no');
        };
        Object.defineProperty(customData, property, { get, enumerable: true });
      }
      return { customData, now: 0 };
    };
    const throwing = fc.subarray(['a', 'b', 'c', 'country'], { minLength: 1 }).map(broken);
    fc.assert(
      fc.property(soundConfig, fc.array(fc.oneof(input, throwing), { minLength: 2, maxLength: 6 }), holdAgainstPlain),
      { numRuns: 200 },
    );
  });

  /** Answers by the bits of a number. */
  const bits = (number: number, count: number): EngineInput => ({
    customData: Object.fromEntries(Array.from({ length: count }, (_, i) => [`p${i}`, (number >> i) & 1])),
    now: 0,
  });
  const rulesOf = (start: unknown, nodes: Record<string, unknown>): Record<string, unknown> =>
    aConfig({ features: { articles: { rules: { anonymous: { start, nodes } } }, videos: {} } });

  /** So many nodes in a row, both exits of each lead to the next: with each there are twice as many paths. */
  const diamonds = (count: number): Record<string, unknown> =>
    rulesOf(
      'n0',
      Object.fromEntries(
        Array.from({ length: count }, (_, i) => {
          const next = i + 1 < count ? `n${i + 1}` : 'teaser';
          return [`n${i}`, aNode(`p${i}`, next, next)];
        }),
      ),
    );

  for (const count of [3, 11, 12, 13, 16]) {
    test(`on ${2 ** count} paths to one terminal`, () => {
      const ways = Array.from({ length: 100 }, (_, i) => (i * 40_503) % 2 ** count);
      holdAgainstPlain(
        diamonds(count),
        ways.map((path) => bits(path, count)),
      );
    });
  }

  test('on paths of which some leave early, through nodes that several lead to', () => {
    const row = fc.tuple(fc.nat(19), fc.nat(19), fc.option(fc.nat(19)));
    const config = fc.array(row, { minLength: 14, maxLength: 20 }).map((rows) => {
      const step = (i: number, to: number): string =>
        i + 1 + (to % 3) < rows.length ? `n${i + 1 + (to % 3)}` : to % 2 ? 'show' : 'teaser';
      return rulesOf(
        'n0',
        Object.fromEntries(
          rows.map(([yes, no, unknown], i) => [
            `n${i}`,
            {
              ...aNode(`p${i % 9}`, step(i, yes), step(i, no)),
              ...(unknown === null ? {} : { unknown: step(i, unknown) }),
            },
          ]),
        ),
      );
    });
    const ways = fc.array(
      fc.tuple(fc.nat(511), fc.nat(9)).map(([path, known]) => bits(path, known)),
      { minLength: 30, maxLength: 60 },
    );
    fc.assert(fc.property(config, ways, holdAgainstPlain), { numRuns: 40 });
  });

  test('on a tree with more than 4,096 nodes, and on one with just so many', () => {
    const tree = (depth: number): unknown =>
      depth === 0 ? { content: 'hide' } : aNode(`p${depth - 1}`, tree(depth - 1), tree(depth - 1));
    for (const depth of [12, 13]) {
      holdAgainstPlain(
        rulesOf(tree(depth), {}),
        Array.from({ length: 6 }, (_, i) => bits((i * 2_503) % 2 ** depth, depth)),
      );
    }
  });

  test('on a chain of 10,000 nodes', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, i) => [
        `n${i}`,
        aNode(`p${i % 7}`, i + 1 < 10_000 ? `n${i + 1}` : 'show', 'teaser'),
      ]),
    );
    holdAgainstPlain(rulesOf('n0', nodes), [bits(127, 7), bits(126, 7), bits(63, 7)]);
  });
});

suite('the decisions for one reader', () => {
  const config = aConfig({
    features: { articles: { rules: { anonymous: aNode('a', 'show', 'teaser') } }, videos: {} },
  });
  /** Data that are another each time that they are read. */
  const unsteady = (...values: readonly unknown[]): { readonly customData: Record<string, unknown> } => {
    let reads = 0;
    return {
      customData: {
        get a() {
          return values[reads++ % values.length];
        },
      },
    };
  };
  const used = (): CompiledConfig => {
    const engine = compileConfig(config);
    for (const a of [1, 2, 1]) engine.decide('videos', { customData: { a } });
    return engine;
  };

  test('is given to no other, though the data that it was decided by are others each time that they are read', () => {
    for (const values of [
      [1, 2],
      [2, 1],
      [1, 2, 2],
      [2, 1, 1],
    ]) {
      for (const times of [1, 2, 3, 4]) {
        const engine = used();
        for (let i = 0; i < times; i++) engine.decide('articles', unsteady(...values));

        assert.equal(engine.decide('articles', { customData: { a: 1 } }).outcomeId, 'show');
        assert.equal(engine.decide('articles', { customData: { a: 2 } }).outcomeId, 'teaser');
        assert.match(engine.decide('articles', { customData: { a: 2 } }).trace[0]!.says, /: no$/);
      }
    }
  });

  test('is given to no other in a rule too large for the program', () => {
    const count = 13;
    const nodes = Object.fromEntries(
      Array.from({ length: count }, (_, i) => {
        const next = i + 1 < count ? `n${i + 1}` : 'last';
        return [`n${i}`, aNode(`p${i}`, next, next)];
      }),
    );
    const large = aConfig({
      features: {
        articles: { rules: { anonymous: { start: 'n0', nodes: { ...nodes, last: aNode('a', 'show', 'teaser') } } } },
        videos: {},
      },
    });
    const engine = compileConfig(large);
    for (let i = 0; i < 6; i++) engine.decide('articles', unsteady(1, 2));

    assert.equal(engine.decide('articles', { customData: { a: 1 } }).outcomeId, 'show');
    assert.equal(engine.decide('articles', { customData: { a: 2 } }).outcomeId, 'teaser');
  });

  test('is not mixed with what its data decide in turn, when they ask the engine themselves', () => {
    const two = aConfig({
      features: {
        articles: { rules: { anonymous: aNode('a', aNode('b', 'show', 'teaser'), 'sheet') } },
        videos: { rules: { anonymous: aNode('b', 'show', 'teaser') } },
      },
    });
    const engine = compileConfig(two);
    const asking = {
      b: 1,
      get a() {
        const other = { customData: { a: 2, b: 2 } };
        assert.deepEqual(
          [engine.decide('articles', other).outcomeId, engine.decideAll(other)['videos']!.outcomeId],
          ['bottom-sheet', 'teaser'],
        );
        return 1;
      },
    };
    for (let i = 0; i < 5; i++) {
      assert.equal(engine.decide('articles', { customData: asking }).outcomeId, 'show');
      const all = engine.decideAll({ customData: asking });
      assert.deepEqual([all['articles']!.outcomeId, all['videos']!.outcomeId], ['show', 'show']);
    }
  });
});

suite('conditions that several features ask of the same reader', () => {
  const COUNT = 50;
  const config = aConfig({
    products: {},
    features: Object.fromEntries(
      Array.from({ length: COUNT }, (_, i) => [
        `f${i}`,
        { rules: { anonymous: aNode('a', aNode(`b${i % 2}`, 'show', 'teaser'), 'show') } },
      ]),
    ),
  });

  test('is read once for all of them', () => {
    const engine = compileConfig(config);
    for (let i = 0; i < 5; i++) {
      let reads = 0;
      const customData = {
        get a() {
          reads++;
          return 1;
        },
        get b0() {
          reads++;
          return 1;
        },
        b1: 1,
      };
      engine.decideAll({ customData });

      assert.equal(reads, 2);
    }
  });

  test('is not read where no rule comes to it', () => {
    const engine = compileConfig(config);
    for (let i = 0; i < 5; i++) {
      const customData = {
        a: 2,
        get b0(): never {
          throw new Error('read');
        },
      };

      assert.ok(Object.values(engine.decideAll({ customData })).every(({ reason }) => reason === 'rule'));
    }
  });

  test('comes to the same decision object, once it is known', () => {
    const engine = compileConfig(config);
    const ask = (): Decision => engine.decideAll({ customData: { a: 1, b0: 1 } })['f0']!;
    for (let i = 0; i < 3; i++) ask();

    assert.equal(ask(), ask());
  });
});
