import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test } from 'node:test';
import type { EventStore } from '../../src/endpoint/store.js';

/** An event store of a test, and what ends it. */
export interface OpenedEventStore extends AsyncDisposable {
  readonly store: EventStore;
}

/** Tells what every event store does. */
export function tellOfEventStore(says: string, open: () => OpenedEventStore | Promise<OpenedEventStore>): void {
  suite(`counts of events ${says}`, () => {
    let opened: OpenedEventStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened[Symbol.asyncDispose]());

    test('add up by day and name', async () => {
      const { store } = opened;
      await store.addCounts('2026-11-29', { a: 1 });
      await store.addCounts('2026-11-30', { a: 2, 'b "é" []': 1 });
      await store.addCounts('2026-11-30', { a: 3 });

      assert.deepEqual(
        { ...(await store.readCounts(['2026-11-28', '2026-11-29', '2026-11-30'])) },
        {
          '2026-11-29': { a: 1 },
          '2026-11-30': { a: 5, 'b "é" []': 1 },
        },
      );
    });

    test('are exact for many calls at once', async () => {
      const { store } = opened;
      const calls = Array.from({ length: 300 }, (_, n) =>
        store.addCounts('2026-11-30', { all: 1, [`of ${n % 3}`]: 2 }),
      );
      for (const call of calls) await call;

      assert.deepEqual(
        { ...(await store.readCounts(['2026-11-30'])) },
        {
          '2026-11-30': { all: 300, 'of 0': 200, 'of 1': 200, 'of 2': 200 },
        },
      );
    });
  });
}
