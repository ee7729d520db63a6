/** The tests of preview stores, which every store runs. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test as nodeTest } from 'node:test';
import type { PreviewStore } from '../../src/endpoint/store.js';
import { NOON } from './judge-cases.js';

const HOUR = 3_600_000;
const ID = 'AbCdEfGhIjKlMnOpQr-_01';
const OTHER = '__proto__-1234567890AB';
/** As long as a preview may be. */
const LONG = `${'eyJhbGciOiJFUzI1NiJ9'}.${'a'.repeat(500_000)}.${'b'.repeat(86)}`;

/** A store of a test, empty. */
export interface OpenedPreviewStore {
  readonly store: PreviewStore;
  readonly close?: () => unknown;
}

/**
 * Tells what every store does.
 *
 * @param name - Of the store, with an article.
 * @param open - Opens an empty one.
 * @param skip - Why it cannot be opened here; `false` where it can.
 */
export function tellOfPreviewStore(
  name: string,
  open: (now: () => number) => OpenedPreviewStore | Promise<OpenedPreviewStore>,
  skip: string | false = false,
): void {
  const test = (says: string, run: () => Promise<void>): void => void nodeTest(says, { skip }, run);

  suite(`previews in ${name}`, () => {
    let now = NOON;
    let opened: OpenedPreviewStore;
    let store: PreviewStore;

    beforeEach(async () => {
      if (skip) return;
      now = NOON;
      opened = await open(() => now);
      ({ store } = opened);
    });
    afterEach(() => opened?.close?.());

    test('are found by their ids, however long they are', async () => {
      await store.keepPreview(ID, LONG, NOON + HOUR);
      await store.keepPreview(OTHER, 'a.b.c', NOON + HOUR);

      assert.equal(await store.findPreview(ID), LONG);
      assert.equal(await store.findPreview(OTHER), 'a.b.c');
    });

    test('are not there by other ids', async () => {
      await store.keepPreview(ID, 'a.b.c', NOON + HOUR);

      for (const id of [ID.toLowerCase(), OTHER, '', '*', `${ID}\0`, 'constructor'])
        assert.equal(await store.findPreview(id), null, id);
    });

    test('are there until they end, and not a moment longer', async () => {
      await store.keepPreview(ID, 'a.b.c', NOON + HOUR);
      now = NOON + HOUR - 1;
      assert.equal(await store.findPreview(ID), 'a.b.c');
      now = NOON + HOUR;
      assert.equal(await store.findPreview(ID), null);
    });

    test('stay as they are when they are kept again, by several at once too', async () => {
      await Promise.all([1, 2, 3].map(async () => store.keepPreview(ID, 'a.b.c', NOON + HOUR)));

      assert.equal(await store.findPreview(ID), 'a.b.c');
    });
  });
}
