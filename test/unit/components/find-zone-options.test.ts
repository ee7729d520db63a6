import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findZoneOptions } from '../../../components/feature/find-zone-options.js';
import type { Config } from '../../../src/model/config.js';
import type { Decision } from '../../../src/model/decision.js';

suite('the options of a zone', () => {
  const footer = (closeable: boolean, more = {}): object => ({
    ...{ content: 'show', zone: 'sticky-footer', zoneOptions: { closeable }, ...more },
  });
  const config = {
    version: 1,
    features: {
      'a/b': { rules: { anonymous: { type: 'trial', yes: 'show', no: footer(true) }, customer: footer(false) } },
      named: { rules: { anonymous: { nodes: { x: { yes: footer(true, { id: 'bar' }) } } } } },
      other: { rules: { anonymous: footer(false, { id: 'bar' }) } },
    },
    outcomes: { shared: footer(true), bar: footer(false) },
    subRules: { sub: { start: { no: footer(true, { id: 'below' }) } } },
  } as unknown as Config;
  const closeable = (feature: string, outcomeId: string, zone = 'sticky-footer'): unknown =>
    findZoneOptions({ feature, outcomeId, zone } as Decision, config).closeable;

  for (const [says, feature, outcomeId, expected] of [
    ['a place in the config', 'a/b', '/features/a~1b/rules/anonymous/no', true],
    ['another place', 'a/b', '/features/a~1b/rules/customer', false],
    ['an entry of outcomes', 'a/b', 'shared', true],
    ['an id of its own, in a sub rule', 'a/b', 'below', true],
    ['nothing that exists', 'a/b', '/features/a~1b/rules/registered', undefined],
    ['an inherited member', 'a/b', 'constructor', undefined],
  ] as const) {
    test(`finds an outcome that is named by ${says}`, () => {
      assert.equal(closeable(feature, outcomeId), expected);
    });
  }

  test('takes the outcome of the feature where several have one id', () => {
    assert.deepEqual(
      [closeable('named', 'bar'), closeable('other', 'bar'), closeable('a/b', 'bar')],
      [true, false, false],
    );
  });

  test('takes no outcome of another zone', () => {
    assert.equal(closeable('a/b', 'shared', 'pop-up'), undefined);
  });

  test('comes to an end in a config that contains itself', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    const options = findZoneOptions(
      { feature: 'x', outcomeId: 'y', zone: 'pop-up' } as Decision,
      {
        version: 1,
        features: { x: circle },
      } as unknown as Config,
    );

    assert.deepEqual(options, {});
  });
});
