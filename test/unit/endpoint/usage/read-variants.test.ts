import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileConfig } from '../../../../src/decision/compile-config.js';
import { readVariants } from '../../../../src/endpoint/usage/read-variants.js';
import type { Variant } from '../../../../src/endpoint/store.js';
import type { Config } from '../../../../src/model/config.js';
import { NOON } from '../../../support/judge-cases.js';

const DAY = 86_400_000;
const LIFETIME: Variant = { limit: 10, unique: true, from: -Infinity, until: null };
const BEGINNING: Variant = { limit: 1, from: -Infinity, until: null, unique: false, begins: true };

const trial = (changes: object = {}): object => ({ type: 'trial', yes: 'show', no: { content: 'hide' }, ...changes });
const timeTrial = (changes: object = {}): object => ({
  ...trial(changes),
  type: 'time-trial',
  duration: 1,
  unit: 'days',
});

/** The variants of trackers in a config, which is sound. */
function variantsIn(changes: object, ...trackers: readonly string[]): (readonly Variant[])[] {
  const config = { version: 1, features: {}, ...changes };
  compileConfig(config);
  const variantsOf = readVariants(config as unknown as Config);
  return trackers.map((tracker) => variantsOf(tracker, NOON));
}

const withRules = (rules: object, more: object = {}): object => ({ features: { articles: { rules } }, ...more });

suite('the trials that a tracker counts', () => {
  test('is ten unique articles in a lifetime, unless the rule says otherwise', () => {
    assert.deepEqual(variantsIn(withRules({ anonymous: trial() }), 'articles/anonymous'), [[LIFETIME]]);
  });

  for (const [window, from, until] of [
    ['lifetime', -Infinity, null],
    ['calendar-day', Date.UTC(2026, 2, 2), Date.UTC(2026, 2, 3)],
    ['calendar-week', Date.UTC(2026, 2, 2), Date.UTC(2026, 2, 9)],
    ['calendar-month', Date.UTC(2026, 2, 1), Date.UTC(2026, 3, 1)],
    [{ days: 30 }, NOON - 30 * DAY, NOON + 30 * DAY],
  ] as const) {
    test(`begins and ends with the window ${JSON.stringify(window)}`, () => {
      const rule = trial({ tracker: 'stories', limit: 5, counts: 'page-view', window });

      assert.deepEqual(variantsIn(withRules({ customer: rule }), 'stories'), [
        [{ limit: 5, unique: false, from, until }],
      ]);
    });
  }

  test('is apart for each state, that of registered readers also where they take the step of anonymous ones', () => {
    const rules = { anonymous: trial(), customer: trial({ limit: 3 }) };

    assert.deepEqual(variantsIn(withRules(rules), 'articles/anonymous', 'articles/registered', 'articles/customer'), [
      [LIFETIME],
      [LIFETIME],
      [{ ...LIFETIME, limit: 3 }],
    ]);
    assert.deepEqual(variantsIn(withRules({ ...rules, registered: 'show' }), 'articles/registered'), [[]]);
  });

  test('is each trial of that name anywhere in the rules, equal ones once', () => {
    const inGraph = {
      start: 'ask',
      nodes: {
        ask: { type: 'jwt-expired', yes: 'first', no: trial({ tracker: 'all', limit: 2 }) },
        first: trial({ tracker: 'all', limit: 3, remaining: { 1: trial({ tracker: 'all', limit: 4 }) } }),
      },
    };
    const unknown = { type: 'jwt-token', property: 'a', condition: 'is-empty', yes: 'show', no: 'show', unknown: trial({ tracker: 'all', limit: 5 }) };
    const bySplit = { type: 'split-test', test: 't', exits: { a: trial({ tracker: 'all', limit: 6 }), b: 'show' } };
    const config = {
      splitTests: { t: { groups: [{ id: 'a', weight: 1 }, { id: 'b', weight: 1 }] } },
      features: {
        one: { rules: { anonymous: inGraph, registered: unknown, customer: bySplit } },
        two: { rules: { anonymous: trial({ tracker: 'all', limit: 2 }) } },
      },
    };
    const [all = []] = variantsIn(config, 'all');

    assert.deepEqual(all.map(({ limit }) => limit).sort(), [2, 3, 4, 5, 6]);
  }); // prettier-ignore

  test('in a sub rule bears the name of the feature and state that met it', () => {
    const leave = (rule: string): object => ({ type: 'sub-rule', rule, exits: { over: { content: 'hide' } } });
    const subRules = {
      outer: { start: { ...leave('inner'), exits: { over: { exit: 'over' } } }, exits: ['over'] },
      inner: { start: trial({ limit: 4, no: { exit: 'over' } }), exits: ['over'] },
      idle: { start: trial({ tracker: 'idle', no: { exit: 'over' } }), exits: ['over'] },
    };
    const config = { subRules, features: { a: { rules: { anonymous: leave('outer') } }, b: { rules: { customer: leave('inner') } } } };

    assert.deepEqual(
      variantsIn(config, 'a/anonymous', 'a/registered', 'b/customer', 'b/anonymous', '/anonymous', 'idle').map(([variant]) => variant?.limit),
      [4, 4, 4, undefined, undefined, undefined],
    );
  }); // prettier-ignore

  test('of a time trial is its first beginning, apart from a trial of the same name', () => {
    const rules = { anonymous: timeTrial(), customer: timeTrial({ tracker: 'same', yes: trial({ tracker: 'same' }) }) };

    assert.deepEqual(
      variantsIn(withRules(rules), 'time:articles/anonymous', 'articles/anonymous', 'time:same', 'same'),
      [[BEGINNING], [], [BEGINNING], [LIFETIME]],
    );
  });

  test('is nothing for a name that no rule has, not even one that every object has', () => {
    assert.deepEqual(variantsIn(withRules({ anonymous: trial() }), 'other', '__proto__', 'constructor', ''), [
      [],
      [],
      [],
      [],
    ]);
    assert.deepEqual(variantsIn(withRules({ anonymous: trial({ tracker: '__proto__' }) }), '__proto__'), [[LIFETIME]]);
  });

  test('is read of rules deeper than any stack', () => {
    let rule: object = trial({ tracker: 'deep' });
    for (let n = 0; n < 20_000; n++) rule = { type: 'jwt-expired', yes: 'show', no: rule };
    const variantsOf = readVariants({
      version: 1,
      features: { a: { rules: { anonymous: rule } } },
    } as unknown as Config);

    assert.deepEqual(variantsOf('deep', NOON), [LIFETIME]);
  });

  test('is left out where a rule was not checked, as the page is too old for it', () => {
    const newer = { type: 'brand-new', yes: 'show', no: trial({ tracker: 'x', limit: 'many' }) };
    const config = { requires: ['brand-new'], features: { a: { rules: { anonymous: newer } } } };

    assert.deepEqual(variantsIn(config, 'x'), [[]]);
  });
});
