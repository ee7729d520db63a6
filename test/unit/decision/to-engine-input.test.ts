import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { compileConfig } from '../../../src/decision/compile-config.js';
import type { TestReader } from '../../../src/model/readers-types.js';
import { toEngineInput } from '../../../src/decision/to-engine-input.js';
import { aConfigWithRule } from '../../support/a-config.js';

const NOON = Date.parse('2026-03-02T12:00Z');
const wall = { content: 'hide' };

/** The exits that a reader takes through a rule for anonymous readers. */
function exitsOf(rule: object, reader: TestReader, now = NOON): string[] {
  const splitTests = { price: { groups: [{ id: 'a', weight: 1 }, { id: 'b', weight: 0 }] } };
  const engine = compileConfig(aConfigWithRule(rule, { splitTests }));
  return engine.decide('articles', toEngineInput(reader, now)).trace.map(({ exit }) => exit);
} // prettier-ignore

suite('a test reader as the engine sees them', () => {
  test('has a valid token with claims, and none without', () => {
    assert.equal(toEngineInput({ claims: {} }, NOON).tokenStatus, 'valid');
    assert.equal(toEngineInput({}, NOON).tokenStatus, 'none');
    assert.equal(toEngineInput({ token: 'expired', claims: { sub: '1' } }, NOON).tokenStatus, 'expired');
  });

  test('reads at their moment, or now', () => {
    assert.equal(toEngineInput({ at: '2026-03-02T13:00+01:00' }, 0).now, NOON);
    assert.equal(toEngineInput({}, NOON).now, NOON);
  });

  test('has the facts of the page, and before them their own', () => {
    const { facts } = toEngineInput({ page: { facts: { city: 'Rome', zip: '1' } }, facts: { city: 'Oslo' } }, NOON);

    assert.deepEqual(facts, { city: 'Oslo', zip: '1' });
  });

  for (const window of ['lifetime', 'calendar-day', 'calendar-week', 'calendar-month', { days: 1 }]) {
    for (const counts of ['unique-article', 'page-view']) {
      const trial = { type: 'trial', tracker: 'stories', limit: 4, window, counts, remaining: { 0: wall } };

      test(`has read three articles inside the window ${JSON.stringify(window)} of ${counts}s, and this is the fourth`, () => {
        // The first millisecond of a month and the last of a day are inside their windows, too.
        for (const now of [NOON, Date.parse('2026-03-01T00:00Z'), Date.parse('2026-03-01T23:59:59.999Z')]) {
          assert.deepEqual(exitsOf({ ...trial, yes: 'show', no: wall }, { read: { stories: 2 } }, now), ['yes']);
          assert.deepEqual(exitsOf({ ...trial, yes: 'show', no: wall }, { read: { stories: 3 } }, now), ['0']);
          assert.deepEqual(exitsOf({ ...trial, yes: 'show', no: wall }, { read: { stories: 4 } }, now), ['no']);
        }
      });
    }
  }

  test('has read what the counted views say, too', () => {
    const trial = { type: 'trial', tracker: 'stories', limit: 3, yes: 'show', no: wall };
    const usage = { trials: { stories: [{ item: '/a', at: NOON }] } };

    assert.deepEqual(exitsOf(trial, { read: { stories: 1 }, usage }), ['yes']);
    assert.deepEqual(exitsOf(trial, { read: { stories: 2 }, usage }), ['no']);
    assert.deepEqual(exitsOf(trial, { read: { stories: 2 }, usage, page: { url: '/a' } }), ['yes']);
  });

  test('is in the groups that they name, also in one without a weight', () => {
    const split = { type: 'split-test', test: 'price', exits: { a: 'show', b: wall } };

    assert.deepEqual(exitsOf(split, { groups: { price: 'b' } }), ['b']);
    assert.deepEqual(exitsOf(split, {}), ['a']);
    assert.deepEqual(exitsOf(split, { groups: { price: 'z', other: 'b' } }), ['a']);
  });

  test('keeps a tracker and a fact called __proto__', () => {
    const named = JSON.parse('{ "__proto__": 1 }') as Record<string, number>;
    const { usage, facts } = toEngineInput({ read: named, facts: named }, NOON);

    assert.deepEqual(Object.keys(usage!.trials!), ['__proto__']);
    assert.deepEqual(Object.keys(facts!), ['__proto__']);
  });
});
