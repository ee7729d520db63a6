import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createFaultDecision } from '../../../src/decision/create-decision.js';
import { createEngine, type Engine } from '../../../src/decision/create-engine.js';
import { identify } from '../../../src/identity/identify.js';
import type { Config } from '../../../src/model/config.js';
import { CORE_REGISTRY } from '../../../src/rules/core-registry.js';
import { createFactCondition } from '../../../src/rules/nodes/create-condition.js';
import { describeOperand } from '../../../src/rules/describe-operand.js';
import type { NodeRegistry } from '../../../src/rules/node-registry.js';
import type { EvaluationContext } from '../../../src/rules/evaluation-context.js';
import { FULL_REGISTRY } from '../../../src/rules/full-registry.js';
import { createClaimsMapper } from '../../../src/token/verify/map-claims.js';
import { aConfig, aConfigWithRule, aNode } from '../../support/a-config.js';
import { NOON } from '../../support/judge-cases.js';

const anEngine = (config: unknown, registry: NodeRegistry = FULL_REGISTRY): Engine =>
  createEngine(config as Config, registry);

function aContext({ customData = {}, claims = {}, debug = false }: Record<string, unknown> = {}): EvaluationContext {
  const config = aConfig() as never as Config;
  const reader = identify(
    createClaimsMapper(config.jwt)({
      status: 'valid',
      reason: null,
      claims: claims as object as Record<string, unknown>,
    }),
    config,
  );
  return {
    reader,
    facts: { customData: customData as Record<string, unknown> },
    usage: {},
    now: NOON,
    debug: debug ? describeOperand : undefined,
  };
}

suite('a mistake that is met only when a feature is asked for', () => {
  const config = aConfig({
    features: {
      articles: { rules: { anonymous: 'nowhere' } },
      videos: { rules: { anonymous: 'teaser' } },
      letters: { fallback: 'show', rules: { anonymous: 'nowhere' } },
      odd: { fallback: { content: 'blur' }, rules: { anonymous: 'nowhere' } },
      text: 'show',
    },
  });

  test('makes that feature a fault', () => {
    assert.deepEqual(
      { ...anEngine(config)._evaluate('articles', aContext())!.decision },
      { ...createFaultDecision('articles') },
    );
  });
  test('leaves the others as they are', () => {
    const engine = anEngine(config);
    engine._evaluate('articles', aContext())!.decision;

    assert.equal(engine._evaluate('videos', aContext())!.decision.outcomeId, 'teaser');
  });
  test('is reported with code and pointer', () => {
    const { code, pointer } = anEngine(config).open('articles')!._mistake!;

    assert.deepEqual([code, pointer], ['step-unknown', '/features/articles/rules/anonymous']);
  });
  test('is the same one whenever it is asked for', () => {
    const engine = anEngine(config);

    assert.equal(engine.open('articles')!._mistake, engine.open('articles')!._mistake);
  });
  test('is not reported of a sound feature', () => {
    assert.equal(anEngine(config).open('videos')!._mistake, null);
  });
  test('is that there is no such feature', () => {
    const { code, pointer } = anEngine(config).open('a/b')!._mistake!;

    assert.deepEqual([code, pointer], ['feature-unknown', '/features/a~1b']);
  });
  test('yields to the fallback', () => {
    assert.equal(anEngine(config)._evaluate('letters', aContext())!.decision.access, true);
  });
  test('and a fallback that is a mistake too leaves the content hidden', () => {
    assert.equal(anEngine(config)._evaluate('odd', aContext())!.decision.content, 'hide');
  });
  test('is a feature that is not an object', () => {
    assert.equal(anEngine(config)._evaluate('text', aContext())!.decision.reason, 'fault');
  });
});

suite('a rule that breaks while it is asked', () => {
  const breaking: NodeRegistry = {
    ...FULL_REGISTRY,
    nodes: {
      breaks: (_node, _at, compileContext) =>
        createFactCondition(compileContext, 'it breaks', () => {
          throw new Error('broken');
        }),
    },
  };

  test('ends in a fault of its feature', () => {
    const engine = anEngine(aConfigWithRule({ type: 'breaks', yes: 'show', no: 'show' }), breaking);

    assert.equal(engine._evaluate('articles', aContext())!.decision.reason, 'fault');
  });
});

suite('an incomplete node registry', () => {
  const rare = {
    'a rare operator': {
      type: 'custom-data',
      property: 'a',
      condition: 'matches',
      value: 'b',
      yes: 'show',
      no: 'show',
    },
    'a JSONPath': { type: 'jwt-token', property: '$.a', condition: 'equals', value: 'b', yes: 'show', no: 'show' },
    'a rare node': { type: 'moon-phase', yes: 'show', no: 'show' },
  };
  for (const [says, node] of Object.entries(rare)) {
    test(`is reported: ${says}`, () => {
      assert.equal(anEngine(aConfigWithRule(node), CORE_REGISTRY)._evaluate('articles', aContext()), null);
    });
    test(`is reported again, as the complete one may be there by then: ${says}`, () => {
      const engine = anEngine(aConfigWithRule(node), CORE_REGISTRY);
      for (let i = 0; i < 2; i++) assert.equal(engine._evaluate('articles', aContext()), null);
    });
    test(`is enough for the features that need no more: ${says}`, () => {
      const { rules } = (aConfigWithRule(node) as { features: { articles: object } }).features.articles as {
        rules: object;
      };
      const engine = anEngine(aConfig({ features: { articles: { rules }, videos: {} } }), CORE_REGISTRY);

      assert.equal(engine._evaluate('videos', aContext())!.decision.reason, 'rule');
    });
  }

  test('is enough for the seed', () => {
    const rule = {
      type: 'jwt-token',
      property: 'state',
      condition: 'equals',
      value: 'Alabama',
      yes: 'show',
      no: 'teaser',
    };

    assert.equal(
      anEngine(aConfigWithRule(rule), CORE_REGISTRY)._evaluate('articles', aContext({ claims: { state: 'Alabama' } }))!
        .decision.access,
      true,
    );
  });
});

suite('the trace while debugging', () => {
  const date = { type: 'date-time', condition: 'after', value: '2026-01-01', yes: 'time', no: 'teaser' };
  const time = { type: 'time-trial', duration: 2, unit: 'hours', yes: 'show', no: 'teaser' };
  const rule = { type: 'custom-data', property: 'a', condition: 'equals', value: 'b', yes: 'show', no: 'teaser' };
  const said = (customData: unknown): string =>
    anEngine(aConfigWithRule(rule))._evaluate('articles', aContext({ customData, debug: true }))!.decision.trace[0]!
      .says;

  test('reports the operand', () => {
    assert.equal(said({ a: 'c' }), 'the custom data a equals b (it is "c"): no');
  });
  test('tells that it is missing', () => {
    assert.equal(said({}), 'the custom data a equals b (it is missing): no');
  });
  test('copes with what cannot be written as JSON', () => {
    const circular: Record<string, unknown> = {};
    circular['a'] = circular;

    assert.match(said(circular), /equals b/);
    assert.match(said({ a: 10n }), /equals b/);
  });
  test('tells moments as people write them', () => {
    const rules = { start: 'date', nodes: { date, time } };
    const trace = anEngine(aConfigWithRule(rules))._evaluate('articles', aContext({ debug: true }))!.decision.trace;

    assert.deepEqual(
      trace.map(({ says }) => says),
      [
        'the time in UTC after 2026-01-01 (it is "2026-03-02T12:00:00.000Z"): yes',
        'the trial of 2 hours lasts (it is "2026-03-02T12:00:00.000Z"): yes',
      ],
    );
  });
  test('reports only the exit of a sub rule', () => {
    const leave = { exit: 'out' };
    const subRules = { inner: { start: aNode('a', leave, leave), exits: ['out'] } };
    const rule = { type: 'sub-rule', rule: 'inner', exits: { out: 'teaser' } };
    const [first] = anEngine(aConfigWithRule(rule, { subRules }))._evaluate('articles', aContext({ debug: true }))!
      .decision.trace;

    assert.equal(first!.says, 'the sub rule inner: out');
  });
  test('of a path without nodes is empty', () => {
    assert.deepEqual(anEngine(aConfigWithRule(aNode('a', 'show', 'show'))).fault('articles').trace, []);
  });
});
