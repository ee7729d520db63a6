import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { checkConfig } from '../../../src/config/check-config.js';
import { compileConfig, type EngineInput } from '../../../src/decision/compile-config.js';
import { createEngine } from '../../../src/decision/create-engine.js';
import { NOBODY } from '../../../src/identity/identify.js';
import type { Decision } from '../../../src/model/decision.js';
import { FULL_REGISTRY } from '../../../src/rules/full-registry.js';
import { aConfig, aConfigWithRule, aNode } from '../../support/a-config.js';
import { onDeviceIn } from '../../support/on-device-in.js';

/** The decision of one rule for anonymous readers. */
function decide(rule: unknown, input: EngineInput = {}, changes: Readonly<Record<string, unknown>> = {}): Decision {
  return compileConfig(aConfigWithRule(rule, changes)).decide('articles', { now: 0, ...input });
}

const compare = (condition: string, value: unknown, others: Readonly<Record<string, unknown>> = {}): unknown => ({
  ...{ type: 'jwt-token', property: 'it', condition, value, yes: 'show', no: 'teaser', ...others },
});
const withClaim = (it: unknown): EngineInput => ({ tokenStatus: 'valid', claims: it === undefined ? {} : { it } });

suite('a claim that is missing', () => {
  for (const [condition, value] of [['less-than', 5], ['at-most', 5], ['not-equals', 'a'], ['before', '2026-01-01'], ['newer-than', 1e9], ['matches', '*'], ['contains', ''], ['starts-with', '']] as const) {
    test(`is not ${condition} ${value}`, () => {
      assert.equal(decide(compare(condition, value), withClaim(undefined)).access, false);
    });
  } // prettier-ignore
  test('is not at the end of a path either', () => {
    const rule = { ...(compare('less-than', 5) as object), property: '$.a.b[0].c' };

    assert.equal(decide(rule, { tokenStatus: 'valid', claims: { a: { b: [] } } }).access, false);
  });
  test('leaves by unknown, where that leads elsewhere than no', () => {
    assert.equal(decide(compare('less-than', 5, { unknown: 'sheet' }), withClaim(undefined)).outcomeId, 'bottom-sheet');
  });
});

suite('a claim that is there', () => {
  for (const it of [0, '', false, null]) {
    const empty = it === '' || it === null;
    test(`is not missing where it is ${JSON.stringify(it)}`, () => {
      const equals = compare('equals', it, { unknown: 'sheet' });

      assert.equal(decide(equals, withClaim(it)).outcomeId, 'show');
      assert.equal(decide(equals, withClaim('else')).outcomeId, 'teaser');
      assert.equal(decide(equals, withClaim(undefined)).outcomeId, 'bottom-sheet');
    });
    test(`is ${empty ? '' : 'not '}empty where it is ${JSON.stringify(it)}`, () => {
      assert.equal(decide(compare('is-empty', undefined), withClaim(it)).access, empty);
    });
  }
});

suite('numbers that are written as text', () => {
  test('are compared as numbers: "10" is not less than "9"', () => {
    assert.equal(decide(compare('less-than', '9'), withClaim('10')).access, false);
    assert.equal(decide(compare('less-than', 9), withClaim('10')).access, false);
    assert.equal(decide(compare('greater-than', '9'), withClaim('10')).access, true);
  });
  test('are numbers in decimal notation alone', () => {
    for (const it of ['', ' ', '0x1', '1_000', '1,5', 'Infinity', 'NaN', 'true', '１'])
      assert.equal(decide(compare('less-than', 5, { unknown: 'sheet' }), withClaim(it)).outcomeId, 'bottom-sheet', it);
  });
  test('NaN is neither less nor more than anything, nor equal, nor in a list', () => {
    for (const condition of ['less-than', 'at-most', 'greater-than', 'at-least', 'equals', 'not-equals'])
      assert.equal(decide(compare(condition, 5, { unknown: 'sheet' }), withClaim(NaN)).outcomeId, 'bottom-sheet');
    assert.equal(decide(compare('in', [5, 'x'], { unknown: 'sheet' }), withClaim(NaN)).outcomeId, 'bottom-sheet');
  });
  test('infinity, which JSON can write as 1e999, is more than any number', () => {
    const more = compare('greater-than', 1e308);

    assert.equal(decide(more, withClaim(JSON.parse('1e999'))).access, true);
    assert.equal(decide(more, withClaim(JSON.parse('-1e999'))).access, false);
  });
});

suite('values that are written alike', () => {
  /** Asks twice for one operand, and leaves by the first that holds. */
  const either = (condition: string, first: unknown, second: unknown): unknown => ({
    ...(compare(condition, first) as object),
    no: { ...(compare(condition, second) as object), yes: 'sheet' },
  });

  test('are not taken for each other: infinity and its opposite', () => {
    assert.equal(decide(either('less-than', -Infinity, Infinity), withClaim(5)).outcomeId, 'bottom-sheet');
  });
  test('null and infinity', () => {
    assert.equal(decide(either('equals', null, Infinity), withClaim(Infinity)).outcomeId, 'bottom-sheet');
  });
  test('lists of them', () => {
    assert.equal(decide(either('in', [-Infinity], [Infinity]), withClaim(Infinity)).outcomeId, 'bottom-sheet');
  });
  test('a number and its text', () => {
    assert.equal(decide(either('starts-with', 1, '1.0'), withClaim('1.0')).outcomeId, 'show');
    assert.equal(decide(either('equals', '1.0', 1), withClaim(1)).outcomeId, 'show');
    assert.equal(decide(either('equals', '1.0', 1), withClaim('1')).outcomeId, 'bottom-sheet');
  });
  test('a name with a condition in it and a condition', () => {
    const first = { ...(compare('equals', 'b') as object), property: 'a equals' };
    const second = { ...(compare('equals', 'equals "b"') as object), property: 'a', yes: 'sheet' };

    assert.equal(
      decide({ ...first, no: second }, { tokenStatus: 'valid', claims: { a: 'equals "b"' } }).outcomeId,
      'bottom-sheet',
    );
  });
});

suite('names that objects inherit', () => {
  const HOSTILE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'prototype'];
  const asked = [
    ['jwt-token', 'property', (data: object) => ({ tokenStatus: 'valid', claims: data })],
    ['jwt-token', 'property', (data: object) => ({ tokenStatus: 'valid', claims: data }), '$.'],
    ['custom-data', 'property', (data: object) => ({ customData: data })],
    ['cookie', 'name', (data: object) => ({ cookies: data })],
    ['meta-tag', 'name', (data: object) => ({ meta: data })],
    ['user-attribute', 'attribute', (data: object) => ({ tokenStatus: 'valid', claims: { sub: 'r' }, user: data })],
  ] as const;
  for (const name of HOSTILE) {
    test(`are data like others where they are given: ${name}`, () => {
      for (const [type, field, tell, before = ''] of asked) {
        const rule = { type, [field]: before + name, condition: 'is-not-empty', yes: 'show', no: 'teaser' };
        const engine = compileConfig(
          aConfig({ products: {}, features: { articles: { rules: { anonymous: rule } }, videos: {} } }),
        );
        const own = JSON.parse(`{"${name}":"x"}`) as object;
        for (let i = 0; i < 4; i++) {
          assert.equal(engine.decide('articles', tell({}) as EngineInput).access, false, type);
          assert.equal(engine.decide('articles', tell(own) as EngineInput).access, true, type);
        }
      }
    });
    test(`are ids like others: ${name}`, () => {
      const step = { id: 'wall', content: 'hide' };
      const config = JSON.parse(
        JSON.stringify({
          version: 1,
          products: { NAME: { claimValue: 'NAME', features: ['NAME'] } },
          jwt: { userMapping: { foreignUserIdProperty: 'sub' }, productSyncing: { privateClaimName: 'NAME' } },
          outcomes: { NAME: step },
          subRules: {
            NAME: {
              start: 'NAME',
              nodes: { NAME: { type: 'has-product', product: 'NAME', yes: { exit: 'NAME' }, no: 'show' } },
              exits: ['NAME'],
            },
          },
          splitTests: { NAME: { groups: [{ id: 'NAME', weight: 1 }] } },
          features: {
            NAME: {
              rules: {
                anonymous: 'NAME',
                customer: {
                  start: 'NAME',
                  nodes: {
                    NAME: { type: 'sub-rule', rule: 'NAME', exits: { NAME: 'next' } },
                    next: { type: 'split-test', test: 'NAME', exits: { NAME: 'trial' } },
                    trial: { type: 'trial', tracker: 'NAME', limit: 1, yes: 'show', no: step },
                  },
                },
              },
            },
          },
        }).replaceAll('NAME', name),
      ) as unknown;
      const input: EngineInput = {
        tokenStatus: 'valid',
        claims: JSON.parse(`{"sub":"r","${name}":"${name}"}`) as Record<string, unknown>,
        now: 0,
      };
      const engine = compileConfig(config);
      for (let i = 0; i < 3; i++) {
        const decision = engine.decideAll(input)[name]!;

        assert.deepEqual([decision.reason, decision.userState], ['rule', 'customer']);
        assert.deepEqual(Object.keys(decision.trials), [name]);
        assert.deepEqual(Object.entries(decision.splitTests), [[name, name]]);
        assert.equal(engine.decide(name).outcomeId, 'wall');
      }
    });
  }
});

test('a claim that is named by an address is read by that name', () => {
  const rule = { ...(compare('equals', 'editor') as object), property: 'https://site.example/roles' };
  const claims = { 'https://site.example/roles': ['reader', 'editor'] };

  assert.equal(decide(rule, { tokenStatus: 'valid', claims }).access, true);
});

test('a claim with dots in its name is not a path', () => {
  const rule = { ...(compare('equals', 1) as object), property: 'a.b' };

  assert.equal(decide(rule, { tokenStatus: 'valid', claims: { a: { b: 1 } } }).access, false);
  assert.equal(decide(rule, { tokenStatus: 'valid', claims: { 'a.b': 1 } }).access, true);
});

suite('an unknown condition', () => {
  // An engine that takes it for "no" opens here: the "no" of the node leads to the content.
  const rule = { ...aNode('a', 'teaser', 'show'), condition: 'resembles' };

  test('is reported when all is compiled', () => {
    assert.throws(() => compileConfig(aConfigWithRule(rule)), { code: 'condition-unknown' });
  });
  test('opens nothing where its feature is compiled later', () => {
    const engine = createEngine(checkConfig(aConfigWithRule(rule)), FULL_REGISTRY);
    const { reason, access } = engine._evaluate('articles', { reader: NOBODY, facts: {}, usage: {}, now: 0 })!.decision;

    assert.deepEqual([reason, access], ['fault', false]);
  });
  test('does not cause a fault in other features', () => {
    const config = aConfig({ features: { articles: { rules: { anonymous: rule } }, videos: {} } });
    const engine = createEngine(checkConfig(config), FULL_REGISTRY);

    assert.equal(engine._evaluate('videos', { reader: NOBODY, facts: {}, usage: {}, now: 0 })!.decision.access, true);
  });
});

suite('a node type of a newer SDK', () => {
  const moon = { type: 'moon-phase', yes: 'show', no: 'show' };
  const features = { articles: { rules: { anonymous: moon } }, videos: { rules: { anonymous: 'teaser' } } };

  test('is a mistake where the config does not require it', () => {
    assert.throws(() => compileConfig(aConfig({ features })), { code: 'node-type-unknown' });
  });
  test('costs only the features that use it where the config does', () => {
    const { articles, videos } = compileConfig(aConfig({ features, requires: ['moon-phase'] })).decideAll();

    assert.deepEqual([articles!.reason, articles!.access, videos!.reason], ['fault', false, 'rule']);
  });
  test('costs those that use it through a sub rule as well', () => {
    const lunar = { start: { ...moon, yes: { exit: 'out' } }, exits: ['out'] };
    const solar = { start: aNode('a', { exit: 'out' }, { exit: 'out' }), exits: ['out'] };
    const through = (rule: string): unknown => ({
      rules: { anonymous: { type: 'sub-rule', rule, exits: { out: 'teaser' } } },
    });
    const engine = compileConfig(
      aConfig({
        products: {},
        requires: ['moon-phase'],
        subRules: {
          outer: { start: { type: 'sub-rule', rule: 'lunar', exits: { out: { exit: 'out' } } }, exits: ['out'] },
          lunar,
          solar,
        },
        features: { articles: through('outer'), videos: through('solar') },
      }),
    );
    const { articles, videos } = engine.decideAll();

    assert.deepEqual([articles!.reason, videos!.reason, videos!.outcomeId], ['fault', 'rule', 'teaser']);
  });
});

suite('dates without a zone', () => {
  const DEVICES = ['UTC', 'America/New_York', 'Pacific/Kiritimati'];
  /** The outcomes of a rule on devices around the world. */
  const around = (rule: unknown, input: EngineInput): string[] =>
    DEVICES.map((timeZone) => onDeviceIn(timeZone, () => decide(rule, input).outcomeId));

  test('are UTC’s on any device, in the config and in claims', () => {
    const now = Date.parse('2026-03-02T11:00Z');
    const later = { type: 'date-time', condition: 'before', value: '2026-03-02T12:00', yes: 'show', no: 'teaser' };

    assert.deepEqual(around(later, { now }), ['show', 'show', 'show']);
    assert.deepEqual(around(compare('before', '2026-03-02T12:00'), withClaim('2026-03-02T11:59:59')), [
      'show',
      'show',
      'show',
    ]);
    assert.deepEqual(around(compare('newer-than', 1), { ...withClaim('2026-03-02 10:00:01'), now }), [
      'show',
      'show',
      'show',
    ]);
  });
  test('are of the zone that the node names', () => {
    const now = Date.parse('2026-03-02T16:59:59Z');
    const rule = {
      type: 'date-time',
      condition: 'before',
      value: '2026-03-02T12:00',
      yes: 'show',
      no: 'teaser',
      timeZone: 'America/New_York',
    };

    assert.deepEqual(around(rule, { now }), ['show', 'show', 'show']);
    assert.deepEqual(around(rule, { now: now + 1000 }), ['teaser', 'teaser', 'teaser']);
  });
  test('are exact to the millisecond, whatever the moment', () => {
    // 2039-01-01 00:00:00.002: divided by a thousand and multiplied again, it is another moment.
    const now = 2_177_452_800_002;
    const value = new Date(now).toISOString().slice(0, -1);
    const accessBy = (fields: object): boolean =>
      decide({ type: 'date-time', yes: 'show', no: 'teaser', ...fields }, { now }).access;

    assert.notEqual((now / 1000) * 1000, now);
    assert.equal(accessBy({ condition: 'before', value }), false);
    assert.equal(accessBy({ condition: 'after', value }), false);
    assert.equal(accessBy({ condition: 'between', value: [value, value] }), true);
  });
  test('are of the device’s own zone where the node says so', () => {
    const rule = {
      type: 'date-time',
      condition: 'before',
      value: '2026-03-02T12:00',
      yes: 'show',
      no: 'teaser',
      timeZone: 'local',
    };

    assert.deepEqual(around(rule, { now: Date.parse('2026-03-02T12:00Z') }), ['teaser', 'show', 'teaser']);
  });
});

suite('a window of the calendar in which clocks are set', () => {
  const rule = { type: 'trial', limit: 1, window: 'calendar-day', yes: 'show', no: 'teaser' };
  const decideAt = (now: string, readAt: string, timeZone: string): string =>
    decide(rule, {
      now: Date.parse(now),
      url: '/new',
      usage: { trials: { 'articles/anonymous': [{ item: '/old', at: Date.parse(readAt) }] }, timeZone },
    }).outcomeId;

  test('has 23 hours in spring: an article of its first minute counts in its last, and not a minute later', () => {
    assert.equal(decideAt('2026-03-09T03:59Z', '2026-03-08T05:00Z', 'America/New_York'), 'teaser');
    assert.equal(decideAt('2026-03-09T04:00Z', '2026-03-08T05:00Z', 'America/New_York'), 'show');
    assert.equal(decideAt('2026-03-29T21:59Z', '2026-03-28T23:00Z', 'Europe/Berlin'), 'teaser');
    assert.equal(decideAt('2026-03-29T22:00Z', '2026-03-28T23:00Z', 'Europe/Berlin'), 'show');
  });
  test('and 25 in autumn', () => {
    assert.equal(decideAt('2026-11-02T04:59Z', '2026-11-01T04:00Z', 'America/New_York'), 'teaser');
    assert.equal(decideAt('2026-11-02T05:00Z', '2026-11-01T04:00Z', 'America/New_York'), 'show');
    assert.equal(decideAt('2026-10-25T22:59Z', '2026-10-24T22:00Z', 'Europe/Berlin'), 'teaser');
    assert.equal(decideAt('2026-10-25T23:00Z', '2026-10-24T22:00Z', 'Europe/Berlin'), 'show');
  });
});
