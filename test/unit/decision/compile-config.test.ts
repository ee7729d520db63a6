import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileConfig, ConfigError, type EngineInput } from '../../../src/engine.js';
import { aConfig, aConfigWithRule, aNode } from '../../support/a-config.js';

const MEMBERS = [
  ...['feature', 'userState', 'outcomeId', 'outcomeLabel', 'access', 'content', 'components', 'zone'],
  ...['trials', 'splitTests', 'reason', 'trace'],
];

/** A value that a site's own code may pass: reading it throws. */
const unreadable: EngineInput = {
  tokenStatus: 'valid',
  get claims(): never {
    throw new Error('no');
  },
};
const split = { type: 'split-test', test: 'price', exits: { a: { content: { keep: { words: 3 } } } } };
const counting = { type: 'trial', window: { days: 30 }, yes: split, no: 'teaser' };
const tests = { splitTests: { price: { groups: [{ id: 'a', weight: 1 }] } } };

suite('a decision', () => {
  const decisions = {
    'of a rule': () => compileConfig(aConfigWithRule(aNode('a', 'show', 'teaser'))).decide('articles'),
    'to show': () => compileConfig(aConfigWithRule('show')).decide('articles'),
    'of a fault': () =>
      compileConfig(aConfigWithRule({ type: 'moon-phase' }, { requires: ['moon-phase'] })).decide('articles'),
    'about an unknown feature': () => compileConfig(aConfig()).decide('podcasts'),
    'on what throws when it is read': () => compileConfig(aConfigWithRule('show')).decide('articles', unreadable),
    'about an unknown feature, on input that throws': () => compileConfig(aConfig()).decide('podcasts', unreadable),
    'with a trial and a split test': () =>
      compileConfig(aConfigWithRule(counting, tests)).decide('articles', { now: 0 }),
    'that was made before': () => {
      const engine = compileConfig(aConfigWithRule(aNode('a', 'show', 'teaser')));
      for (let i = 0; i < 3; i++) engine.decide('articles');
      return engine.decide('articles');
    },
    'while debugging': () =>
      compileConfig(aConfigWithRule(aNode('a', 'show', 'teaser'))).decide('articles', { debug: true }),
  };
  for (const [says, decide] of Object.entries(decisions)) {
    test(`${says} has all members, own and enumerable`, () => {
      assert.deepEqual(Object.keys(decide()), MEMBERS);
    });
    test(`${says} can be cloned`, () => {
      assert.deepEqual(structuredClone(decide()), { ...decide() });
    });
    test(`${says} can be written as JSON`, () => {
      assert.deepEqual(JSON.parse(JSON.stringify(decide())), { ...decide() });
    });
    test(`${says} is frozen through and through, and so for all of a page`, () => {
      const isFrozen = (value: unknown): boolean =>
        typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));

      assert.ok(isFrozen(decide()));
    });
    test(`${says} has names for what it came to`, () => {
      const { outcomeId, outcomeLabel, zone } = decide();

      assert.ok(outcomeId && outcomeLabel);
      assert.equal(zone, 'inline');
    });
  }

  test('cannot be used to change the config', () => {
    const engine = compileConfig(aConfigWithRule('teaser'));
    const { components, content } = engine.decide('articles') as unknown as {
      components: string[];
      content: { keep: { words: number } };
    };
    assert.throws(() => components.push('hello'), TypeError);
    assert.throws(() => (content.keep.words = 7), TypeError);

    assert.deepEqual(engine.decide('articles').components, ['subscribe']);
    assert.deepEqual(engine.decide('articles').content, { keep: { words: 60 } });
  });

  test('has the same trace whenever it is read', () => {
    const decision = compileConfig(aConfigWithRule(aNode('a', 'show', 'teaser'))).decide('articles');

    assert.deepEqual(decision.trace, decision.trace);
    assert.equal(decision.trace.length, 1);
  });
});

suite('an engine', () => {
  test('decides the tutorial: a wall for anonymous readers, a paywall for registered ones, all for customers', () => {
    const rules = {
      anonymous: { id: 'register', content: 'hide', components: ['register'] },
      registered: {
        type: 'jwt-token',
        property: 'state',
        condition: 'equals',
        value: 'Alabama',
        yes: 'show',
        no: 'teaser',
      },
      customer: 'show',
    };
    const engine = compileConfig(aConfig({ features: { articles: { rules }, videos: {} } }));
    const of = (claims: Record<string, unknown>): string =>
      engine.decide('articles', { claims, tokenStatus: 'valid' }).outcomeId;

    assert.equal(engine.decide('articles').outcomeId, 'register');
    assert.equal(of({ sub: '7', state: 'Ohio' }), 'teaser');
    assert.equal(of({ sub: '7', state: 'Alabama' }), 'show');
    assert.equal(of({ sub: '7', prod: 'gold' }), 'show');
  });

  test('decides all features, in the order of the config', () => {
    assert.deepEqual(Object.keys(compileConfig(aConfig()).decideAll()), ['articles', 'videos']);
  });

  test('decides all features as it decides each', () => {
    const engine = compileConfig(aConfig());
    const input = { claims: { sub: '7', prod: 'silver' }, tokenStatus: 'valid' as const, now: 0 };

    assert.deepEqual(
      JSON.parse(JSON.stringify(engine.decideAll(input))),
      JSON.parse(
        JSON.stringify({ articles: engine.decide('articles', input), videos: engine.decide('videos', input) }),
      ),
    );
  });

  test('is not changed by what it decided before', () => {
    const engine = compileConfig(aConfigWithRule(aNode('a', 'show', 'teaser')));
    const before = engine.decide('articles').outcomeId;
    engine.decide('articles', { customData: { a: 1 } });

    assert.equal(engine.decide('articles').outcomeId, before);
  });

  test('decides a feature named __proto__', () => {
    const config = aConfig() as { features: object };
    config.features = JSON.parse('{"__proto__":{"rules":{"anonymous":{"content":"hide"}}},"articles":{},"videos":{}}');
    const engine = compileConfig(config);

    assert.equal(engine.decide('__proto__').content, 'hide');
    assert.deepEqual(Object.keys(engine.decideAll()), ['__proto__', 'articles', 'videos']);
  });

  test('takes a config without jwt', () => {
    const engine = compileConfig({ version: 1, features: { articles: {} } });

    assert.equal(engine.decide('articles', { claims: { sub: '7' }, tokenStatus: 'valid' }).userState, 'anonymous');
  });

  test('makes a fault of every feature where the input throws when it is looked at, and goes on', () => {
    const engine = compileConfig(aConfig());
    const reasons = Object.values(engine.decideAll(unreadable)).map(({ reason }) => reason);

    assert.deepEqual(reasons, ['fault', 'fault']);
    assert.equal(engine.decide('articles', unreadable).reason, 'fault');
    assert.equal(engine.decide('podcasts', unreadable).reason, 'unknown-feature');
    assert.equal(engine.decide('articles').reason, 'rule');
  });

  test('makes a fault where the product claim throws, for a reader of whom nothing is known', () => {
    const prod = new Proxy([], {
      get: () => {
        throw new Error('no');
      },
    });
    const input: EngineInput = { tokenStatus: 'valid', claims: { sub: 'r', prod } };
    const engine = compileConfig(aConfig());

    for (const { reason, userState } of Object.values(engine.decideAll(input)))
      assert.deepEqual([reason, userState], ['fault', 'anonymous']);
    assert.equal(engine.decide('podcasts', input).reason, 'unknown-feature');
  });

  for (const input of [undefined, {}, { claims: undefined }, { now: NaN }, { url: '' }, { user: null }]) {
    test(`decides on ${JSON.stringify(input)}`, () => {
      assert.equal(compileConfig(aConfig()).decide('articles', input).reason, 'rule');
    });
  }

  for (const feature of [undefined, null, 7, {}, [], Symbol.iterator]) {
    test(`has no feature ${String(feature)}`, () => {
      assert.equal(compileConfig(aConfig()).decide(feature as string).reason, 'unknown-feature');
    });
  }

  test('leaves the config that it was given as it was', () => {
    const config = aConfigWithRule(aNode('a', 'show', 'teaser'));
    const before = structuredClone(config);
    compileConfig(config).decideAll();

    assert.deepEqual(config, before);
  });

  test('takes a config that is frozen through and through', () => {
    const freeze = <Value>(value: Value): Value => {
      if (typeof value === 'object' && value !== null) Object.values(value).forEach(freeze);
      return Object.freeze(value);
    };

    assert.equal(compileConfig(freeze(aConfigWithRule('teaser'))).decide('articles').outcomeId, 'teaser');
  });

  test('throws an error that says what it is', () => {
    assert.throws(
      () => compileConfig(null),
      (error) => error instanceof ConfigError && error.pointer === '',
    );
  });

  for (const config of [undefined, () => 1, Symbol('a'), 1n, NaN, new Date(0), new Map()]) {
    test(`takes ${String(config)} for no config`, () => {
      assert.throws(() => compileConfig(config), { name: 'ConfigError' });
    });
  }
});

suite('a mistake in one feature', () => {
  test('is found though another feature comes first', () => {
    const config = aConfig({ features: { articles: {}, videos: { rules: { anonymous: 'nowhere' } } } });

    assert.throws(() => compileConfig(config), { code: 'step-unknown', pointer: '/features/videos/rules/anonymous' });
  });

  test('is found though a fault of a newer SDK comes first', () => {
    const config = aConfig({
      requires: ['moon-phase'],
      features: {
        articles: { rules: { anonymous: { type: 'moon-phase' } } },
        videos: { rules: { anonymous: 'nowhere' } },
      },
    });

    assert.throws(() => compileConfig(config), { code: 'step-unknown', pointer: '/features/videos/rules/anonymous' });
  });
});
