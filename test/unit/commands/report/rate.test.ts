import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  estimateDifference,
  estimateRate,
  findMissingSample,
  type Rate,
  type Sample,
} from '../../../../src/commands/report/rate.js';

const of = (successes: number, trials: number): Sample => ({ successes, trials });
const round = (rate: Rate | null): unknown => rate && [rate.rate, rate.low, rate.high].map((n) => Number(n.toFixed(4)));

suite('a rate has an interval of 95 %', () => {
  // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I, method 3.
  for (const [successes, trials, low, high] of [
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ] as const) {
    test(`of ${successes} in ${trials}`, () => {
      assert.deepEqual(round(estimateRate(of(successes, trials))), [
        Number((successes / trials).toFixed(4)),
        ...[low, high],
      ]);
    });
  }

  test('and none without a trial', () => {
    assert.equal(estimateRate(of(0, 0)), null);
  });

  test('and is at most 1, where events were lost', () => {
    assert.equal(estimateRate(of(12, 10))!.rate, 1);
  });
});

suite('a difference has an interval of 95 %', () => {
  // Newcombe, "Interval estimation for the difference between independent proportions", table II, method 10.
  for (const [one, other, expected] of [
    [of(56, 70), of(48, 80), [0.2, 0.0524, 0.3339]],
    [of(9, 10), of(3, 10), [0.6, 0.1705, 0.809]],
    [of(10, 10), of(0, 20), [1, 0.6791, 1]],
  ] as const) {
    test(`of ${one.successes} in ${one.trials} and ${other.successes} in ${other.trials}`, () => {
      assert.deepEqual(round(estimateDifference(one, other)), expected);
    });
  }
});

suite('the missing sample', () => {
  test('is that of a power of 80 %, less the one that is there', () => {
    // 10 % against 12 %: 3,839 in each group.
    assert.equal(findMissingSample(of(100, 1000), of(120, 1000)), 2839);
  });

  test('is 0 where there is enough, and unknown where no difference is seen', () => {
    assert.equal(findMissingSample(of(500, 5000), of(700, 5000)), 0);
    assert.equal(findMissingSample(of(5, 50), of(10, 100)), null);
    assert.equal(findMissingSample(of(0, 0), of(10, 100)), null);
  });
});
