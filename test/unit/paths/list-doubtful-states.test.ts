// cspell:ignore letrec
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { Config, UserState } from '../../../src/model/config.js';
import { findExits } from '../../../src/paths/find-exits.js';
import type { SlotSettings } from '../../../src/paths/find-slot.js';
import { listDoubtfulStates } from '../../../src/paths/list-doubtful-states.js';
import { NOON } from '../../support/judge-cases.js';

const wall = { content: 'hide' };

/** A node that compares a claim. */
function asks(property: string, yes: unknown = 'show', no: unknown = wall, value = 'x'): object {
  return { type: 'jwt-token', property, condition: 'equals', value, yes, no };
}

function aConfigWith(rules: object, changes: object = {}): Config {
  const jwt = {
    verifyEndpoint: '/zephr/verify',
    userMapping: { foreignUserIdProperty: 'sub' },
    productSyncing: { privateClaimName: 'plan' },
  };
  const products = { gold: { claimValue: 'gold', features: ['articles'] } };
  return { version: 1, jwt, products, features: { articles: { rules } }, ...changes } as unknown as Config;
}

function judge(config: Config): readonly UserState[] {
  const settingsOf = (state: UserState): SlotSettings => {
    return { config, feature: 'articles', state, hasRecord: state !== 'anonymous' };
  };
  return listDoubtfulStates('articles', config, settingsOf);
}

suite('the states whose rules are searched for contradictions', () => {
  const cases: Readonly<Record<string, readonly [rules: object, states: readonly UserState[]]>> = {
    'are none where each condition asks a claim of its own': [{ anonymous: asks('a', asks('b'), asks('c')) }, []],
    'are those that ask a claim twice': [
      { anonymous: asks('a', asks('b')), customer: asks('a', asks('a', 'show', wall, 'y')) },
      ['customer'],
    ],
    'are those that ask a claim on two ways, as both may end in one': [{ customer: asks('a', asks('b'), asks('b')) }, ['customer']],
    'are those that ask who the reader is': [{ registered: asks('sub') }, ['registered']],
    'are those that ask the claim of products': [{ registered: asks('plan') }, ['registered']],
    'are those that ask for a product': [
      { customer: { type: 'has-product', product: 'gold', yes: 'show', no: wall } },
      ['customer'],
    ],
    'are those that ask for a moment': [
      { anonymous: { type: 'date-time', condition: 'after', value: '2026-01-01', yes: 'show', no: wall }, customer: 'show' },
      ['anonymous', 'registered'],
    ],
    'are all that one rule decides for, also where only one of them is in doubt': [
      { anonymous: { type: 'user-attribute', attribute: 'a', condition: 'equals', value: 1, yes: 'show', no: wall } },
      ['anonymous', 'registered'],
    ],
    'are those that ask the same again by a node of a graph': [
      { customer: { start: 'one', nodes: { one: asks('a', 'two'), two: asks('b'), three: asks('a') } } },
      ['customer'],
    ],
  }; // prettier-ignore
  for (const [name, [rules, states]] of Object.entries(cases))
    test(name, () => assert.deepEqual(judge(aConfigWith(rules)), states));
});

test('a rule that is not searched has no exit that no reader takes', () => {
  const claim = fc.constantFrom('a', 'b', 'c', 'd', 'sub', 'plan');
  const step = fc.letrec<{ step: unknown }>((tie) => ({
    step: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom<unknown>('show', wall),
      fc.record({
        type: fc.constant('jwt-token'),
        property: claim,
        condition: fc.constantFrom('equals', 'not-equals', 'starts-with'),
        value: fc.constantFrom('x', 'xy', 'gold'),
        yes: tie('step'),
        no: tie('step'),
      }),
    ),
  })).step;
  const rules = fc.record({ anonymous: step, registered: step, customer: step }, { requiredKeys: ['anonymous'] });
  fc.assert(
    fc.property(rules, (given) => {
      const config = aConfigWith(given);
      const searched = judge(config).map((state) => `/features/articles/rules/${state}`);
      const { exits } = findExits(config, { now: NOON, findsReaders: true });
      const never = exits.filter(({ isMet, isOpen, taken }) => isMet && !isOpen && !taken);
      return never.every(({ pointer }) => searched.some((rule) => pointer.startsWith(rule)));
    }),
    { numRuns: 60 },
  );
});
