import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createOutage } from '../../../../src/token/ask/create-outage.js';
import { NOON } from '../../../support/judge-cases.js';

/** An outage, its clock, and what it reported. */
function anOutage() {
  const world = { now: NOON, reports: [] as string[], runs: 0, waiting: [] as (() => void)[] };
  const outage = createOutage(
    {
      now: () => world.now,
      onReconnect: (callback) => void world.waiting.push(callback),
      again: () => void world.runs++,
    },
    (detail) => void world.reports.push(detail),
  );
  return { outage, world };
}

suite('an endpoint', () => {
  test('is in reach at first', () => {
    const { outage, world } = anOutage();

    assert.deepEqual([outage._isRecent(), world.reports, world.waiting.length], [false, [], 0]);
  });

  test('that failed is not asked again for five seconds', () => {
    const { outage, world } = anOutage();
    outage._begin('status 500');
    world.now += 4999;
    const before = outage._isRecent();
    world.now += 1;

    assert.deepEqual([before, outage._isRecent()], [true, false]);
  });

  test('is asked again when the clock was turned back', () => {
    const { outage, world } = anOutage();
    outage._begin('status 500');
    world.now -= 1000;

    assert.equal(outage._isRecent(), false);
  });

  test('that fails again is reported once, and waited for once', () => {
    const { outage, world } = anOutage();
    outage._begin('status 500');
    outage._begin('no answer');

    assert.deepEqual([world.reports, world.waiting.length], [['status 500'], 1]);
  });

  test('may be asked at once when the browser is back', () => {
    const { outage, world } = anOutage();
    outage._begin('status 500');
    world.waiting[0]!();

    assert.deepEqual([outage._isRecent(), world.runs], [false, 1]);
  });

  test('that fails again after that is not reported again, but waited for again', () => {
    const { outage, world } = anOutage();
    outage._begin('status 500');
    world.waiting[0]!();
    outage._begin('status 503');

    assert.deepEqual([world.reports, world.waiting.length, outage._isRecent()], [['status 500'], 2, true]);
  });

  test('that has answered meanwhile is not asked when the browser is back', () => {
    const { outage, world } = anOutage();
    outage._begin('status 500');
    outage._end();
    world.waiting[0]!();

    assert.deepEqual([world.runs, outage._isRecent()], [0, false]);
  });

  test('that fails after it has answered is reported again', () => {
    const { outage, world } = anOutage();
    outage._begin('status 500');
    outage._end();
    outage._begin('status 503');

    assert.deepEqual(world.reports, ['status 500', 'status 503']);
  });
});
