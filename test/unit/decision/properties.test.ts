import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { compileConfig, type CompiledConfig, type EngineInput } from '../../../src/decision/compile-config.js';
import { ConfigError } from '../../../src/model/config-error.js';
import { aConfig } from '../../support/a-config.js';

const RUNS = { numRuns: 1500 };

/** Words that stand in configs, so that what is made of them is nearly one. */
const word = fc.constantFrom(
  ...['show', 'hide', 'a', 'b', 'c', 'articles', 'videos', 'gold', 'teaser', 'register', 'anonymous', 'registered'],
  ...['customer', 'jwt-token', 'custom-data', 'jwt-expired', 'user-state', 'has-product', 'feature', 'url-path', ''],
  ...['equals', 'matches', 'in', 'less-than', 'between', 'is-empty', 'older-than', '$.a', '$..', '$.a[*].b', 'inline'],
  ...[
    '2026-01-01',
    '2026-02-30',
    '5',
    'a*b?',
    'RS256',
    'cookie',
    'https://id.example',
    '__proto__',
    'constructor',
    '~/',
  ],
);
const name = fc.constantFrom(
  ...[
    'version',
    'features',
    'jwt',
    'products',
    'components',
    'outcomes',
    'requires',
    'rules',
    'anonymous',
    'registered',
  ],
  ...[
    'customer',
    'type',
    'yes',
    'no',
    'unknown',
    'exits',
    'start',
    'nodes',
    'a',
    'b',
    'property',
    'condition',
    'value',
  ],
  ...[
    'content',
    'keep',
    'words',
    'zone',
    'id',
    'label',
    'fallback',
    'claimValue',
    'offers',
    'publicKey',
    'jwks',
    'keys',
  ],
  ...['algorithms', 'sources', 'userMapping', 'foreignUserIdProperty', 'kty', 'articles', 'toString', 'constructor'],
);
const scalar = fc.oneof(word, fc.constantFrom(null, true, false, 0, 1, -1, 1.5, 1e21), fc.string());
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar,
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(name, tie('json'), { maxKeys: 5 }),
  ),
}));

const condition = fc.oneof(
  fc.record({
    condition: fc.constantFrom('equals', 'not-equals', 'starts-with', 'contains', 'matches'),
    value: fc.string(),
  }),
  fc.record({ condition: fc.constantFrom('less-than', 'at-least', 'older-than'), value: fc.double({ noNaN: true }) }),
  fc.record({ condition: fc.constant('in'), value: fc.array(fc.oneof(fc.string(), fc.integer(), fc.boolean())) }),
  fc.record({
    condition: fc.constantFrom('before', 'after'),
    value: fc.constantFrom('2026-01-01', 0, '2026-03-02T10:00'),
  }),
  fc.record({ condition: fc.constant('between'), value: fc.constant(['2026-01-01', '2026-02-01']) }),
  fc.record({ condition: fc.constantFrom('is-empty', 'is-not-empty') }),
);
const property = fc.constantFrom(
  'sub',
  'prod',
  'state',
  'exp',
  '$.a',
  '$.a.b',
  '$.a[0]',
  '$.list[*].id',
  '__proto__',
  'a.b',
);
const question = fc.oneof(
  fc
    .tuple(fc.record({ type: fc.constantFrom('jwt-token', 'custom-data'), property }), condition)
    .map(([a, b]) => ({ ...a, ...b })),
  condition.map((fields) => ({ type: 'url-path', ...fields })),
  fc.constant({ type: 'jwt-expired' }),
  fc.record({ type: fc.constant('user-state'), is: fc.constantFrom('anonymous', 'registered', 'customer') }),
  fc.record({ type: fc.constant('has-product'), product: fc.constantFrom('gold', 'silver', 'film') }),
  fc.record({ type: fc.constant('feature'), feature: fc.constantFrom('articles', 'videos') }),
);

/** A graph in which every exit leads on to a later node or ends: what compiles. */
const graph = fc
  .array(fc.record({ question, exits: fc.array(fc.nat(20), { minLength: 2, maxLength: 3 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((rows) => {
    const step = (from: number, to: number): unknown =>
      from + 1 + to < rows.length ? `n${from + 1 + to}` : to % 2 ? 'show' : 'teaser';
    const nodes = rows.map(({ question: fields, exits }, i) => {
      const [yes, no, unknown] = exits.map((to) => step(i, to));
      return [`n${i}`, { ...fields, yes, no, ...(unknown === undefined ? {} : { unknown }) }];
    });
    return { start: 'n0', nodes: Object.fromEntries(nodes) as Record<string, Record<string, unknown>> };
  });
const sound = fc.record({ anonymous: graph, registered: graph, customer: graph }, { requiredKeys: ['anonymous'] });

const anything = fc.anything({ withNullPrototype: true });
const input = fc.record(
  {
    claims: fc.oneof(fc.dictionary(fc.oneof(property, name), anything), anything),
    tokenStatus: fc.constantFrom('none', 'valid', 'valid', 'expired', 'invalid', 'unreachable'),
    url: fc.oneof(fc.webUrl(), fc.string(), fc.constant(undefined)),
    customData: fc.oneof(fc.dictionary(fc.oneof(property, name), anything), anything),
    cookies: anything,
    meta: anything,
    facts: anything,
    user: anything,
    usage: anything,
    now: fc.oneof(fc.integer(), fc.constantFrom(NaN, Infinity)),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<EngineInput>;

const withRules = (rules: unknown): Record<string, unknown> =>
  aConfig({ features: { articles: { rules }, videos: {} } });

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
    assert.ok(result.message.length > 10);
  } else {
    for (const decision of Object.values(result.decideAll())) structuredClone(decision);
  }
}

const inJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

suite('whatever is given as config', () => {
  test('any JSON ends in an engine or in a mistake with code and pointer', () => {
    fc.assert(fc.property(fc.oneof(json, fc.jsonValue()), endsWell), RUNS);
  });
  test('any value at all ends so', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }), endsWell),
      RUNS,
    );
  });
  test('a sound config with anything in one of its places ends so', () => {
    const places = fc.constantFrom('version', 'jwt', 'products', 'components', 'outcomes', 'features', 'requires');
    fc.assert(
      fc.property(places, json, (place, value) => endsWell(aConfig({ [place]: value }))),
      RUNS,
    );
  });
  test('a sound feature with anything in one of its places ends so', () => {
    const places = fc.constantFrom('rules', 'fallback', 'target', 'pending', 'title');
    fc.assert(
      fc.property(places, json, (place, value) =>
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
      fc.property(places, json, (place, value) => endsWell(aConfig({ jwt: { [place]: value } }))),
      RUNS,
    );
  });
  test('a sound rule with one step changed at random ends so', () => {
    fc.assert(
      fc.property(
        graph,
        fc.nat(),
        fc.constantFrom('yes', 'no', 'unknown', 'type', 'condition', 'value', 'property'),
        json,
        (rule, at, field, value) => {
          const ids = Object.keys(rule.nodes);
          rule.nodes[ids[at % ids.length]!]![field] = value;
          endsWell(withRules({ anonymous: rule }));
        },
      ),
      RUNS,
    );
  });
});

suite('rules that compile', () => {
  test('are those without loose ends and rings', () => {
    fc.assert(
      fc.property(sound, (rules) => void compileConfig(withRules(rules))),
      RUNS,
    );
  });

  test('decide about anything', () => {
    fc.assert(
      fc.property(sound, input, (rules, given) => {
        const decision = compileConfig(withRules(rules)).decide('articles', given);
        assert.match(decision.outcomeId, /^(show|teaser)$/);
        assert.equal(decision.reason, 'rule');
        assert.ok(decision.trace.length <= 12);
      }),
      RUNS,
    );
  });

  test('do not compile with a step that leads back', () => {
    fc.assert(
      fc.property(graph, fc.nat(), fc.constantFrom('yes', 'no', 'unknown'), (rule, from, exit) => {
        const ids = Object.keys(rule.nodes);
        const at = from % ids.length;
        rule.nodes[ids[at]!]![exit] = ids[0];
        // Back to the start closes a ring only where the start leads here.
        const reached = new Set(['n0']);
        for (const id of ids) {
          if (reached.has(id)) ['yes', 'no', 'unknown'].forEach((name) => reached.add(rule.nodes[id]![name] as string));
        }
        const result = compileOrMistake(withRules({ anonymous: rule }));
        assert.equal(result instanceof ConfigError && result.code, reached.has(ids[at]!) ? 'cycle' : false);
      }),
      RUNS,
    );
  });

  test('do not compile with a step that leads nowhere', () => {
    fc.assert(
      fc.property(graph, fc.nat(), fc.constantFrom('yes', 'no', 'unknown'), (rule, from, exit) => {
        const id = `n${from % Object.keys(rule.nodes).length}`;
        rule.nodes[id]![exit] = 'nowhere';
        const result = compileOrMistake(withRules({ anonymous: rule }));
        assert.ok(result instanceof ConfigError);
        assert.deepEqual(
          [result.code, result.pointer],
          ['step-unknown', `/features/articles/rules/anonymous/nodes/${id}/${exit}`],
        );
      }),
      RUNS,
    );
  });
});

suite('what a decision does not depend on', () => {
  const claims = fc.dictionary(fc.constantFrom('sub', 'prod', 'state', 'a', 'list'), fc.jsonValue());

  test('a claim that nothing asks for', () => {
    fc.assert(
      fc.property(sound, claims, fc.jsonValue(), (rules, given, extra) => {
        const engine = compileConfig(withRules(rules));
        const before = engine.decide('articles', { claims: given, tokenStatus: 'valid', now: 0 });
        const after = engine.decide('articles', {
          claims: { ...given, unrelated: extra },
          tokenStatus: 'valid',
          now: 0,
        });
        assert.deepEqual(inJson(after), inJson(before));
      }),
      RUNS,
    );
  });

  test('the order of names in the config and in the claims', () => {
    const turned = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(turned)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([key, member]) => [key, turned(member)]),
            )
          : value;
    // Wildcards collect members in their order, which is then the order of a list that is only compared item by item.
    fc.assert(
      fc.property(sound, claims, (rules, given) => {
        const before = compileConfig(withRules(rules)).decide('articles', {
          claims: given,
          tokenStatus: 'valid',
          now: 0,
        });
        const after = compileConfig(turned(withRules(rules))).decide('articles', {
          claims: turned(given) as Record<string, unknown>,
          tokenStatus: 'valid',
          now: 0,
        });
        assert.deepEqual(inJson(after), inJson(before));
      }),
      RUNS,
    );
  });

  test('claims of a token that is not valid', () => {
    fc.assert(
      fc.property(
        sound,
        claims,
        fc.constantFrom('none', 'expired', 'invalid', 'unreachable'),
        (rules, given, tokenStatus) => {
          const engine = compileConfig(withRules(rules));
          const ask = { tokenStatus: tokenStatus as 'none', now: 0 };
          assert.deepEqual(
            inJson(engine.decide('articles', { ...ask, claims: given })),
            inJson(engine.decide('articles', ask)),
          );
        },
      ),
      RUNS,
    );
  });
});
