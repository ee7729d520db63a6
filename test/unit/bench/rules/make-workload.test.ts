import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { listConditions } from '../../../../bench/rules/workload/list-conditions.js';
import { countAsked, expectOutcome, makeWorkload } from '../../../../bench/rules/workload/make-workload.js';

const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);

test('the workload is the same in every run and on every machine', () => {
  const workload = makeWorkload({ features: 100, conditions: 10 });

  assert.equal(digest(workload), '0d66d14a1d0d207f');
});

test('another seed is another workload', () => {
  const size = { features: 10, conditions: 10 };

  assert.notDeepEqual(makeWorkload(size, 2).rules, makeWorkload(size, 1).rules);
});

test('the first feature is the same in a large config and in a small one', () => {
  const [small, large] = [1, 200].map((features) => makeWorkload({ features, conditions: 10 }));

  assert.deepEqual(large!.rules[0], small!.rules[0]);
  assert.deepEqual(large!.readers, small!.readers);
});

test('features share their conditions, but no rule asks the same twice', () => {
  const { rules } = makeWorkload({ features: 200, conditions: 10 });
  const asked = rules.map(({ stretches }) =>
    stretches.flatMap(({ checks }) => checks.map(({ condition }) => JSON.stringify(condition))),
  );

  for (const conditions of asked) assert.equal(new Set(conditions).size, 10);
  assert.ok(new Set(asked.flat()).size <= listConditions().length);
});

for (const conditions of [10, 100]) {
  test(`readers are asked most of ${conditions} conditions, and not all of them get the same`, () => {
    const { rules, readers } = makeWorkload({ features: 50, conditions });
    const asked = rules.flatMap((rule) => readers.map((reader) => countAsked(rule, reader)));
    const outcomes = rules.map((rule) => new Set(readers.map((reader) => expectOutcome(rule, reader))));

    assert.ok(asked.reduce((sum, count) => sum + count, 0) / asked.length > conditions * 0.8);
    for (const different of outcomes) assert.ok(different.size > 1);
  });
}
