import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { compileConfig, type CompiledConfig, type EngineInput } from '../../../src/decision/compile-config.js';
import { ConfigError } from '../../../src/model/config-error.js';
import type { Decision } from '../../../src/model/decision.js';
import { aConfig } from '../../support/a-config.js';
import { nearlySound, wordyJson } from '../../support/arbitrary-config.js';
import { graphs, looseEnds, type Graphs } from '../../support/arbitrary-graphs.js';
import { hostileInput, input, soundConfig, summon } from '../../support/arbitrary-rules.js';

const RUNS = { numRuns: 1000 };

function compileOrMistake(config: unknown): CompiledConfig | ConfigError {
  try {
    return compileConfig(config);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error;
  }
}

/** Every config ends in one of two ways, and one that compiles decides. */
function endsWell(config: unknown): void {
  const result = compileOrMistake(config);
  if (result instanceof ConfigError) {
    assert.equal(typeof result.code, 'string');
    assert.match(result.pointer, /^(\/.*)?$/s);
    assert.ok(result.message.startsWith(`${result.pointer || 'config'}: `));
  } else {
    for (const decision of Object.values(result.decideAll())) structuredClone(decision);
  }
}

const inJson = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
/** Decisions with their traces put into words. */
const whole = (decisions: Readonly<Record<string, Decision>>): Decision[] =>
  Object.values(decisions).map((decision) => ({ ...decision }));

suite('whatever is given as config', () => {
  test('any JSON ends in an engine or in a mistake with code and pointer', () => {
    fc.assert(fc.property(fc.oneof(wordyJson, fc.jsonValue()), endsWell), RUNS);
  });
  test('any value at all ends so', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), endsWell),
      RUNS,
    );
  });
  test('a sound config with anything in a few of its places ends so', () => {
    fc.assert(fc.property(nearlySound, endsWell), { numRuns: 3000 });
  });
  test('a sound config with anything in one of its parts ends so', () => {
    const places = fc.constantFrom(
      ...['version', 'jwt', 'products', 'components', 'outcomes', 'features', 'requires', 'subRules', 'splitTests'],
    );
    fc.assert(
      fc.property(places, wordyJson, (place, value) => endsWell(aConfig({ [place]: value }))),
      RUNS,
    );
  });
  test('a sound feature with anything in one of its places ends so', () => {
    const places = fc.constantFrom('rules', 'fallback', 'target', 'pending', 'title');
    fc.assert(
      fc.property(places, wordyJson, (place, value) =>
        endsWell(aConfig({ features: { articles: { [place]: value }, videos: {} } })),
      ),
      RUNS,
    );
  });
  test('a sound jwt with anything in one of its places ends so', () => {
    const places = fc.constantFrom(
      ...[
        'cookie',
        'publicKey',
        'jwks',
        'jwksUrl',
        'verifyEndpoint',
        'endpointKey',
        'algorithms',
        'issuer',
        'audience',
      ],
      ...['clockTolerance', 'sources', 'userMapping', 'productSyncing', 'userAttributes', 'userStore', 'credentials'],
    );
    fc.assert(
      fc.property(places, wordyJson, (place, value) => endsWell(aConfig({ jwt: { [place]: value } }))),
      RUNS,
    );
  });
});

suite('graphs of rules', () => {
  const MISTAKES = ['cycle', 'step-unknown', 'exit-unknown', 'exit-missing', 'sub-rule-unknown'];
  const tell = (made: Graphs): string => {
    const result = compileOrMistake(made.config);
    return result instanceof ConfigError ? result.code : 'sound';
  };

  test('compile where nothing is circular or loose, sub rules included, and else do not', () => {
    const seen: Record<string, number> = {};
    fc.assert(
      fc.property(graphs, (made) => {
        const expected = looseEnds(made);
        const reported = tell(made);
        seen[reported] = (seen[reported] ?? 0) + 1;
        if (expected.length === 0) assert.equal(reported, 'sound');
        else assert.ok(expected.includes(reported), `${reported}, and not ${expected.join(' or ')}`);
      }),
      { numRuns: 4000 },
    );
    // None of the two sides was left out.
    for (const name of ['sound', ...MISTAKES]) assert.ok(seen[name]! > 20, `${name}: ${seen[name]}`);
  });

  test('compile in whatever order their parts are written', () => {
    fc.assert(
      fc.property(graphs, (made) => {
        const sound = tell(made) === 'sound';
        assert.equal(tell({ ...made, config: turned(made.config) as Graphs['config'] }) === 'sound', sound);
      }),
      { numRuns: 1000 },
    );
  });
});

/** The same with the names of every object in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).reverse();
  return Object.fromEntries(members.map(([name, member]) => [name, turned(member)]));
}

suite('rules that compile', () => {
  test('decide about whatever a site may tell', () => {
    fc.assert(
      fc.property(soundConfig, input, (config, given) => {
        for (const decision of whole(compileConfig(config).decideAll(given))) {
          assert.equal(decision.reason, 'rule');
          assert.ok(decision.trace.length <= 100);
          assert.ok(decision.trace.every(({ says, exit }) => says.endsWith(`: ${exit}`)));
        }
      }),
      { numRuns: 500 },
    );
  });

  test('never throw and always end, whatever is passed', () => {
    fc.assert(
      fc.property(soundConfig, fc.array(hostileInput, { minLength: 1, maxLength: 4 }), (config, inputs) => {
        const engine = compileConfig(config);
        for (const recipe of [...inputs, ...inputs, ...inputs]) {
          const given = summon(recipe);
          const decisions = [...Object.values(engine.decideAll(given)), engine.decide('articles', given)];
          for (const decision of decisions) {
            assert.match(decision.reason, /^(rule|fault)$/);
            assert.ok(Array.isArray(decision.trace));
          }
          assert.equal(engine.decide('nothing', given).reason, 'unknown-feature');
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('decide as before for the next reader, whatever was passed', () => {
    fc.assert(
      fc.property(soundConfig, fc.array(hostileInput, { maxLength: 5 }), input, (config, inputs, given) => {
        const used = compileConfig(config);
        for (const one of inputs) used.decideAll(summon(one));
        assert.deepEqual(whole(used.decideAll(given)), whole(compileConfig(config).decideAll(given)));
      }),
      { numRuns: 500 },
    );
  });

  test('give decisions that can be cloned, written as JSON, and not be changed', () => {
    const isFrozen = (value: unknown): boolean =>
      typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));
    fc.assert(
      fc.property(soundConfig, fc.oneof(input, hostileInput), (config, given) => {
        const engine = compileConfig(config);
        for (let i = 0; i < 3; i++) {
          const decisions = {
            ...engine.decideAll(summon(given)),
            nothing: engine.decide('nothing', summon(given)),
          };
          for (const decision of Object.values(decisions)) {
            assert.ok(isFrozen(decision));
            const copy = { ...decision };
            assert.deepEqual(structuredClone(decision), copy);
            assert.deepEqual(inJson(decision), copy);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

suite('a decision does not depend on', () => {
  const decideAll = (config: unknown, given: EngineInput): Decision[] => whole(compileConfig(config).decideAll(given));

  test('a claim, a cookie, a fact or any other operand that nothing asks for', () => {
    const places = ['claims', 'customData', 'cookies', 'meta', 'facts', 'user'] as const;
    fc.assert(
      fc.property(soundConfig, input, fc.constantFrom(...places), fc.jsonValue(), (config, given, place, extra) => {
        const more = { ...given, [place]: { ...(given[place] as object), unrelated: extra } };
        // No record is not the same as one without anything in it, but only for what asks of it.
        assert.deepEqual(decideAll(config, more), decideAll(config, given));
      }),
      { numRuns: 500 },
    );
  });

  test('the order of names in the config and in the input', () => {
    const members = ['claims', 'customData', 'cookies', 'meta', 'facts', 'user'] as const;
    fc.assert(
      fc.property(soundConfig, input, (config, given) => {
        const plain = inJson(config);
        // While debugging, operands are reported in the order of the input.
        const before = { ...given, debug: false };
        const after = { ...before };
        for (const member of members) if (member in after) Object.assign(after, { [member]: turned(after[member]) });
        const [first, second] = [compileConfig(plain).decideAll(before), compileConfig(turned(plain)).decideAll(after)];
        for (const feature of Object.keys(first)) assert.deepEqual({ ...second[feature] }, { ...first[feature] });
      }),
      { numRuns: 500 },
    );
  });

  test('the features beside it', () => {
    fc.assert(
      fc.property(soundConfig, input, (config, given) => {
        const { articles, videos, letters } = config['features'] as Record<string, unknown>;
        const alone = { ...config, features: { articles, videos: {}, letters: {} } };
        const beside = { ...config, features: { letters, videos, articles } };
        assert.deepEqual(
          { ...compileConfig(alone).decideAll(given)['articles'] },
          { ...compileConfig(beside).decideAll(given)['articles'] },
        );
      }),
      { numRuns: 300 },
    );
  });

  test('claims of a token that is not valid', () => {
    fc.assert(
      fc.property(
        soundConfig,
        input,
        fc.constantFrom('none', 'expired', 'invalid', 'unreachable'),
        (config, given, status) => {
          const invalid = { ...given, tokenStatus: status as 'none' };
          assert.deepEqual(decideAll(config, invalid), decideAll(config, { ...invalid, claims: {} }));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('whether its trace is written in full', () => {
    const reported = (decisions: readonly Decision[]): unknown[] =>
      decisions.map(({ trace, ...others }) => ({ ...others, trace: trace.map(({ says: _, ...entry }) => entry) }));
    fc.assert(
      fc.property(soundConfig, input, (config, given) => {
        assert.deepEqual(
          reported(decideAll(config, { ...given, debug: true })),
          reported(decideAll(config, { ...given, debug: false })),
        );
      }),
      { numRuns: 300 },
    );
  });
});
