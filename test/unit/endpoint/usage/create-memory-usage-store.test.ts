import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createMemoryUsageStore } from '../../../../src/endpoint/usage/create-memory-usage-store.js';
import { NOON } from '../../../support/judge-cases.js';
import { aSpend, aVariant, tellOfUsageStore } from '../../../support/usage-store-suite.js';

tellOfUsageStore('memory', (now) => ({ store: createMemoryUsageStore(now) }));

suite('usage in memory', () => {
  test('is bounded: the reader goes of whom nothing was counted for longest', async () => {
    const store = createMemoryUsageStore(() => NOON, 10);
    const spend = (reader: string, item: string): unknown =>
      store.spend(reader, [aSpend(item)], { stories: [aVariant({ limit: 10 })] });
    for (let n = 0; n < 5; n++) await Promise.all([spend(`reader-${n}`, '/a'), spend(`reader-${n}`, '/b')]);
    await spend('reader-0', '/c');

    const left = await Promise.all(
      [0, 1, 2].map(async (n) => Object.keys(await store.readUsage(`reader-${n}`)).length),
    );
    assert.deepEqual(left, [1, 0, 1]);
  });
});
