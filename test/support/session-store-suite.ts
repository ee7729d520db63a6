/** The tests of session stores, which every store runs. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test as nodeTest } from 'node:test';
import { MAX_SESSION_LIMIT } from '../../src/config/limits.js';
import type { SessionPlace, SessionStore } from '../../src/endpoint/store.js';
import { NOON } from './judge-cases.js';

const MINUTE = 60_000;

/** A store of a test, empty. */
export interface OpenedSessionStore {
  readonly store: SessionStore;
  readonly close?: () => unknown;
}

/** An id as browsers make it. */
export const aSessionId = (name: string | number): string => `session-${String(name).padStart(12, '0')}`;

/**
 * Tells what every store does.
 *
 * @param name - Of the store, with an article.
 * @param open - Opens an empty one.
 * @param skip - Why it cannot be opened here; `false` where it can.
 */
export function tellOfSessionStore(
  name: string,
  open: (now: () => number) => OpenedSessionStore | Promise<OpenedSessionStore>,
  skip: string | false = false,
): void {
  const test = (says: string, run: () => Promise<void>): void => void nodeTest(says, { skip }, run);

  suite(`sessions in ${name}`, () => {
    let now = NOON;
    let opened: OpenedSessionStore;
    let store: SessionStore;

    beforeEach(async () => {
      if (skip) return;
      now = NOON;
      opened = await open(() => now);
      ({ store } = opened);
    });
    afterEach(() => opened?.close?.());

    const keep = async (session: string | number, reader = 'reader', until = now + MINUTE): Promise<string> =>
      inWords(await store.keepSession(reader, aSessionId(session), until));

    test('have places in the order in which they began, and keep them', async () => {
      const began = [await keep('c'), await keep('a'), await keep('b')];
      now += MINUTE / 2;
      const later = [await keep('a'), await keep('b'), await keep('c')];

      assert.deepEqual(
        [began, later],
        [
          ['1 of 1', '2 of 2', '3 of 3'],
          ['2 of 3', '3 of 3', '1 of 3'],
        ],
      );
    });

    test('are over at their moment, and make room for those behind them', async () => {
      await keep('a');
      now += MINUTE / 2;
      await keep('b');
      now = NOON + MINUTE - 1;
      const before = await keep('b');
      now = NOON + MINUTE;

      assert.deepEqual([before, await keep('b'), await keep('a')], ['2 of 2', '1 of 1', '2 of 2']);
    });

    test('are kept until the latest of their moments', async () => {
      await keep('a');
      await keep('a', 'reader', NOON + 1);
      now = NOON + MINUTE - 1;

      assert.equal(await keep('b'), '2 of 2');
    });

    test('are those of one reader, whatever the key of the reader is', async () => {
      const readers = ['user::1', 'user::2', 'USER::1', 'user:\0:1', 'user::1\0', '"user::1"', '__proto__', '\uD800'];
      const places: string[] = [];
      for (const reader of readers) places.push(await keep('a', reader));

      assert.deepEqual(
        places,
        readers.map(() => '1 of 1'),
      );
    });

    test('have a place each when they begin at the same moment', async () => {
      const places = await Promise.all(Array.from({ length: 20 }, (_, n) => keep(n)));

      assert.deepEqual(
        places.map((place) => Number.parseInt(place, 10)).sort((a, b) => a - b),
        Array.from({ length: 20 }, (_, n) => n + 1),
      );
    });

    test('of one reader are 50: further ones have no place until one is over', async () => {
      for (let n = 0; n < MAX_SESSION_LIMIT; n++) await keep(n);
      const full = [await keep('new'), await keep(0), await keep('new')];
      await store.endSession('reader', aSessionId(7));

      assert.deepEqual([...full, await keep('new')], ['none', '1 of 50', 'none', '50 of 50']);
    });

    test('can be ended, also those that are not there', async () => {
      await keep('a');
      await keep('b');
      for (const session of ['a', 'unknown']) await store.endSession('reader', aSessionId(session));
      await store.endSession('nobody', aSessionId('b'));

      assert.deepEqual([await keep('b'), await keep('a')], ['1 of 1', '2 of 2']);
    });

    test('can be forgotten all at once', async () => {
      await keep('a');
      await keep('b');
      await keep('c', 'another');

      assert.deepEqual([await store.forgetSessions!('reader'), await store.forgetSessions!('reader')], [true, false]);
      assert.deepEqual([await keep('b'), await keep('d', 'another')], ['1 of 1', '2 of 2']);
    });

    test('begin again after the last one was ended', async () => {
      await keep('a');
      await store.endSession('reader', aSessionId('a'));

      assert.equal(await keep('b'), '1 of 1');
    });
  });
}

function inWords(place: SessionPlace | null): string {
  return place ? `${place.place} of ${place.of}` : 'none';
}
