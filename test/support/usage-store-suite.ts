/** The tests of usage stores, which every store runs. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test as nodeTest } from 'node:test';
import type { TrackedView, UsageByTracker, UsageStore, Variant } from '../../src/endpoint/store.js';
import { createPromoCheck } from '../../src/endpoint/promotions/create-promo-check.js';
import { NOON } from './judge-cases.js';

export const DAY = 86_400_000;
const MONTH = Date.UTC(2026, 2, 1);
const NEXT_MONTH = Date.UTC(2026, 3, 1);

/** A store of a test, empty, and a clock that the test sets. */
export interface OpenedStore {
  readonly store: UsageStore;
  readonly close?: () => unknown;
}

/** A trial of three unique articles in a lifetime, unless it says otherwise. */
export function aVariant(changes: Partial<Variant> = {}): Variant {
  return { limit: 3, from: -Infinity, until: null, unique: true, ...changes };
}

/** A view of an article at noon under the tracker `stories`; its id is the item unless it says otherwise. */
export function aSpend(item: string, changes: Partial<TrackedView> = {}): TrackedView {
  return { id: `id-${item}`, tracker: 'stories', item, at: NOON, ...changes };
}

/**
 * Tells what every store does.
 *
 * @param name - Of the store, with an article.
 * @param open - Opens an empty one.
 * @param skip - Why it cannot be opened here; `false` where it can.
 */
export function tellOfUsageStore(
  name: string,
  open: (now: () => number) => OpenedStore | Promise<OpenedStore>,
  skip: string | false = false,
): void {
  const test = (says: string, run: () => Promise<void>): void => void nodeTest(says, { skip }, run);

  suite(`usage in ${name}`, () => {
    let now = NOON;
    let opened: OpenedStore;
    let store: UsageStore;

    beforeEach(async () => {
      if (skip) return;
      now = NOON;
      opened = await open(() => now);
      ({ store } = opened);
    });
    afterEach(() => opened?.close?.());

    /** Spends one after the other; gives which were refused. */
    const spend = async (
      spends: readonly TrackedView[],
      variants: readonly Variant[] = [aVariant()],
      reader = 'reader',
    ): Promise<readonly string[]> => (await store.spend(reader, spends, { stories: variants })).refused;
    const items = (usage: UsageByTracker): string[] => (usage['stories'] ?? []).map(({ item }) => item);
    const counted = async (reader = 'reader'): Promise<string[]> => items(await store.readUsage(reader));

    test('is nothing of a reader who is new', async () => {
      assert.deepEqual(await store.readUsage('nobody'), {});
    });

    test('is returned as it was counted, from the earliest on, by reader and tracker', async () => {
      await store.spend('one', [aSpend('/b', { at: NOON + 1 }), aSpend('/a'), aSpend('/c', { tracker: 'films' })], {
        stories: [aVariant()],
        films: [aVariant()],
      });
      await spend([aSpend('/d')], [aVariant()], 'two');

      assert.deepEqual(await store.readUsage('one'), {
        stories: [
          { id: 'id-/a', item: '/a', at: NOON },
          { id: 'id-/b', item: '/b', at: NOON + 1 },
        ],
        films: [{ id: 'id-/c', item: '/c', at: NOON }],
      });
      assert.deepEqual(await counted('two'), ['/d']);
    });

    test('ends at the limit, and what was read before is free', async () => {
      assert.deepEqual(await spend(['/a', '/b', '/c', '/d'].map((item) => aSpend(item))), ['id-/d']);
      assert.deepEqual(await spend([aSpend('/a', { id: 'again' }), aSpend('/e')]), ['id-/e']);
      assert.deepEqual(await counted(), ['/a', '/b', '/c']);
    });

    test('counts a promotion code for as many readers as it is for, and once for each', async () => {
      const promotions = { spring: { codes: ['SPRING'], limit: 2, until: new Date(NOON + DAY).toISOString() } };
      const check = createPromoCheck(promotions, { store, now: () => now });
      const answers = [];
      for (const session of ['one', 'one', 'two', 'three', 'one'])
        answers.push((await check({ code: 'SPRING', session }, { account: null, client: session })).promotion);

      assert.deepEqual(answers, ['spring', 'spring', 'spring', null, 'spring']);
    });

    test('is not counted twice by the same id', async () => {
      const views = [aVariant({ unique: false })];
      for (let n = 0; n < 5; n++) assert.deepEqual(await spend([aSpend('/a')], views), []);

      assert.deepEqual(await counted(), ['/a']);
    });

    test('of page views counts each', async () => {
      const views = [aVariant({ unique: false })];
      const refused = await spend(
        [1, 2, 3, 4].map((n) => aSpend('/a', { id: `view-${n}` })),
        views,
      );

      assert.deepEqual(refused, ['view-4']);
      assert.deepEqual(await counted(), ['/a', '/a', '/a']);
    });

    const windows: readonly (readonly [says: string, from: number, until: number | null, before: number, inside: number])[] = [
      ['a calendar month', MONTH, NEXT_MONTH, MONTH - 1, MONTH],
      ['30 days that roll', NOON - 30 * DAY, NOON + 30 * DAY, NOON - 30 * DAY - 1, NOON - 30 * DAY],
    ]; // prettier-ignore
    for (const [says, from, until, before, inside] of windows) {
      test(`of ${says} is limited in it, and what was before costs nothing`, async () => {
        const wide = [aVariant({ limit: 10 })];
        const narrow = [aVariant({ limit: 1, from, until })];
        await spend([aSpend('/before', { at: before })], wide);
        assert.deepEqual(await spend([aSpend('/late', { at: before })], narrow), []);
        assert.deepEqual(await spend([aSpend('/inside', { at: inside })], narrow), []);
        assert.deepEqual(await spend([aSpend('/now')], narrow), ['id-/now']);
        // Read before the window, an article costs again.
        assert.deepEqual(await spend([aSpend('/before', { id: 'again' })], narrow), ['again']);

        assert.deepEqual(await counted(), ['/before', '/inside']);
      });
    }

    test('that is later than now, as some clock is wrong, counts in every window', async () => {
      const variant = aVariant({ limit: 1, from: MONTH, until: NEXT_MONTH });
      await spend([aSpend('/future', { at: NEXT_MONTH + DAY })], [variant]);

      assert.deepEqual(await spend([aSpend('/now')], [variant]), ['id-/now']);
    });

    test('is admitted where one of several trials of a tracker has room', async () => {
      const variants = [aVariant({ limit: 1 }), aVariant({ limit: 2, unique: false })];
      const refused = await spend(
        [aSpend('/a'), aSpend('/a', { id: 'twice' }), aSpend('/a', { id: 'thrice' }), aSpend('/b')],
        variants,
      );

      // The third view of /a is over for page views, and known as an article.
      assert.deepEqual(refused, ['id-/b']);
      assert.deepEqual(await counted(), ['/a', '/a']);
    });

    test('of a tracker that no trial has is refused, whatever it is called', async () => {
      for (const tracker of ['none', '__proto__', 'constructor', 'toString'])
        assert.deepEqual(await spend([aSpend('/a', { tracker })]), ['id-/a']);

      assert.deepEqual(await store.readUsage('reader'), {});
    });

    test('takes any name of reader, tracker and item', async () => {
      const names = ['__proto__', 'constructor', "'); DROP TABLE sightings; --", 'ÄÖ 👩‍💻\n\t"\\', '{a}:b', 'x'.repeat(2000)];
      for (const name of names) {
        const variants = Object.fromEntries([[name, [aVariant()]]]);
        assert.deepEqual(await store.spend(name, [aSpend(name, { id: name, tracker: name })], variants), { refused: [] });
        const usage = await store.readUsage(name);

        assert.deepEqual(Object.entries(usage), [[name, [{ id: name, item: name, at: NOON }]]]);
      }
      assert.deepEqual(await store.readUsage('reader'), {});
    }); // prettier-ignore

    test('keeps readers apart whose ids a store could take for one', async () => {
      for (const reader of ['a', 'a\0', 'a\0b', '"a"', 'a\uD800', 'a\uDC00', '"a\\u0000"']) {
        assert.deepEqual(await counted(reader), [], JSON.stringify(reader));
        await spend([aSpend('/a')], [aVariant()], reader);
        assert.deepEqual(await counted(reader), ['/a']);
      }
    });

    test('begins a time trial once; an earlier beginning still counts', async () => {
      const begin = [aVariant({ limit: 1, unique: false, begins: true })];
      const at = (id: string, moment: number): TrackedView => aSpend('', { id, at: moment });
      assert.deepEqual(await spend([at('first', NOON), at('second', NOON + 1), at('first', NOON)], begin), ['second']);
      assert.deepEqual(await spend([at('earlier', NOON - DAY), at('late', NOON - 1)], begin), ['late']);

      const { stories } = await store.readUsage('reader');
      assert.equal(stories?.[0]?.at, NOON - DAY);
      assert.deepEqual(await spend([aSpend('/no-beginning')], begin, 'other'), ['id-/no-beginning']);
    });

    test('of an anonymous reader is carried over, once', async () => {
      const limit = [aVariant({ limit: 10 })];
      await spend([aSpend('/a'), aSpend('/b')], limit, 'anonymous');
      await spend([aSpend('/c')], limit, 'user');
      for (let n = 0; n < 3; n++) await store.carry('anonymous', 'user');

      assert.deepEqual((await counted('user')).sort(), ['/a', '/b', '/c']);
      assert.deepEqual(await counted('anonymous'), ['/a', '/b']);
      await spend([aSpend('/d')], limit, 'anonymous');
      await store.carry('anonymous', 'user');
      assert.equal((await counted('user')).length, 4);
    });

    test('is carried over beyond a limit, and then nothing is left', async () => {
      await spend([aSpend('/a'), aSpend('/b')], [aVariant()], 'anonymous');
      await spend([aSpend('/c'), aSpend('/d')], [aVariant()], 'user');
      await store.carry('anonymous', 'user');

      assert.equal((await counted('user')).length, 4);
      assert.deepEqual(await spend([aSpend('/e')], [aVariant()], 'user'), ['id-/e']);
    });

    test('of an unknown reader, and of the same reader, is carried over to no effect', async () => {
      await spend([aSpend('/a')]);
      await store.carry('nobody', 'reader');
      await store.carry('reader', 'reader');

      assert.deepEqual(await counted(), ['/a']);
    });

    test('is kept up to a thousand a tracker: then the trial is over, however high its limit', async () => {
      const high = [aVariant({ limit: 5000 })];
      const many = (from: number, to: number): TrackedView[] =>
        Array.from({ length: to - from }, (_, n) => aSpend(`/${from + n}`, { at: NOON + from + n }));
      assert.deepEqual(await spend(many(0, 1000), high), []);

      assert.equal((await spend(many(1000, 1010), high)).length, 10);
      assert.equal((await counted()).length, 1000);
    });

    test('of full trackers lets go what no trial needs, and never what one does', async () => {
      const articles = aVariant({ limit: 2 });
      const daily = (day: number): Variant =>
        aVariant({ limit: 600, unique: false, from: NOON + day * DAY, until: NOON + (day + 1) * DAY });
      await spend([aSpend('/first'), aSpend('/second')], [articles]);
      for (let day = 0; day < 3; day++) {
        const views = Array.from({ length: 600 }, (_, n) => aSpend('/first', { id: `${day}-${n}`, at: NOON + day * DAY + 1 }));
        assert.deepEqual(await spend(views, [articles, daily(day)]), []);
      }

      assert.deepEqual(await spend([aSpend('/third')], [articles]), ['id-/third']);
      assert.ok((await counted()).length <= 1000);
    }); // prettier-ignore

    suite('of a reader with long items', () => {
      const trackers = { stories: [aVariant({ limit: 1000 })], films: [aVariant({ limit: 1000 })] };
      const long = (name: string, count: number): TrackedView[] =>
        Array.from({ length: count }, (_, n) =>
          aSpend(`/${name}/${n}/`.padEnd(2000, 'a'), { id: `${name}-${n}`, tracker: n % 2 ? 'films' : 'stories' }),
        );
      const sizeOf = async (reader: string): Promise<number> => JSON.stringify(await store.readUsage(reader)).length;

      test('is kept up to a quarter of a mebibyte, of all trackers together', async () => {
        const { refused } = await store.spend('reader', long('x', 200), trackers);
        const kept = Object.values(await store.readUsage('reader')).flat();

        assert.equal(kept.length + refused.length, 200);
        assert.ok(kept.length > 110 && kept.length < 135, `${kept.length}`);
        assert.ok((await store.spend('reader', long('y', 6), trackers)).refused.length > 4);
        assert.deepEqual((await store.spend('other', long('x', 4), trackers)).refused, []);
      });

      test('lets go what no window needs, and counts on', async () => {
        for (const name of ['x', 'z']) await store.spend('reader', long(name, 200), trackers);
        const later = { stories: [aVariant({ limit: 10, from: NOON + 1 })] };
        const view = { ...long('y', 1)[0]!, at: NOON + 2 };

        assert.deepEqual(await store.spend('reader', [view], later), { refused: [] });
        assert.deepEqual(
          (await store.readUsage('reader'))['stories']!.map(({ id }) => id),
          ['y-0'],
        );
      });

      test('is carried over up to that size too', async () => {
        for (const name of ['a', 'b', 'c']) {
          await store.spend(name, long(name, 120), trackers);
          await store.carry(name, 'reader');
        }

        assert.ok((await sizeOf('reader')) < 280_000, `${await sizeOf('reader')}`);
        assert.ok((await sizeOf('reader')) > 220_000);
      });
    });

    test('is carried over up to a thousand a tracker, different articles before the same again', async () => {
      const views = [aVariant({ limit: 1000, unique: false })];
      await spend([aSpend('/a', { at: NOON - 2 }), aSpend('/b', { at: NOON - 1 })], views, 'user');
      await spend(Array.from({ length: 1000 }, (_, n) => aSpend('/c', { id: `c-${n}` })), views, 'anonymous'); // prettier-ignore
      await store.carry('anonymous', 'user');
      const articles = await counted('user');

      assert.equal(articles.length, 1000);
      assert.deepEqual([...new Set(articles)], ['/a', '/b', '/c']);
    });

    test('is forgotten when no window needs it any longer, and not before', async () => {
      const variants = {
        stories: [aVariant({ until: NOON + DAY }), aVariant({ until: NOON + 3 * DAY })],
        forever: [aVariant({ until: NOON + DAY }), aVariant()],
      };
      await store.spend('reader', [aSpend('/a'), aSpend('/b', { tracker: 'forever' })], variants);
      now = NOON + 3 * DAY - 1;
      assert.deepEqual(Object.keys(await store.readUsage('reader')).sort(), ['forever', 'stories']);
      now = NOON + 3 * DAY;

      assert.deepEqual(Object.keys(await store.readUsage('reader')), ['forever']);
      // As if it had never been.
      assert.deepEqual(await spend([aSpend('/a')]), []);
    });

    test('that is earlier than the last spend of the reader counts at that spend', async () => {
      const rolling = (): Variant[] => [aVariant({ limit: 2, from: now - 30 * DAY, until: now + 30 * DAY })];
      await spend([aSpend('/a', { at: NOON - 29 * DAY })], rolling());
      now = NOON + DAY;
      await spend([aSpend('/b', { at: NOON - 28 * DAY })], rolling());
      now = NOON + 5 * DAY;

      // The first has left the window by now, and the second is in it since the first was sent.
      assert.deepEqual(await spend([aSpend('/c', { at: now }), aSpend('/d', { at: now })], rolling()), ['id-/d']);
      assert.deepEqual((await store.readUsage('reader'))['stories']?.map(({ at }) => at), [NOON - 29 * DAY, NOON, now]);
    }); // prettier-ignore

    test('of another reader, or of before signing in, stays at its moment', async () => {
      const rolling = [aVariant({ limit: 9, from: NOON - 30 * DAY, until: NOON + 30 * DAY })];
      await spend([aSpend('/a')], rolling);
      await spend([aSpend('/b', { at: NOON - 20 * DAY })], rolling, 'other');
      await store.spend('reader', [aSpend('/c', { at: NOON - 20 * DAY })], { stories: rolling }, { isCarried: true });

      assert.equal((await store.readUsage('other'))['stories']?.[0]?.at, NOON - 20 * DAY);
      assert.equal((await store.readUsage('reader'))['stories']?.[0]?.at, NOON - 20 * DAY);
    });

    test('of the last spend is neither returned nor carried over', async () => {
      await spend([aSpend('/a')], [aVariant({ until: NOON + DAY })], 'one');
      await store.carry('one', 'two');

      for (const reader of ['one', 'two']) assert.deepEqual(Object.keys(await store.readUsage(reader)), ['stories']);
    });

    test('begins a time trial at its own moment, however early', async () => {
      const begin = [aVariant({ limit: 1, unique: false, begins: true })];
      await spend([aSpend('/a')], [aVariant({ until: NOON + DAY })]);
      await store.spend('reader', [aSpend('', { tracker: 'time', at: NOON - DAY })], { time: begin });

      assert.equal((await store.readUsage('reader'))['time']?.[0]?.at, NOON - DAY);
    });

    test('that a page sends again after its window is over is not counted a second time', async () => {
      const daily = (): Variant[] => [aVariant({ limit: 1, unique: false, from: now - 1, until: now + DAY })];
      await spend([aSpend('/a')], daily());
      for (const days of [2, 6]) {
        now = NOON + days * DAY;
        assert.deepEqual(await spend([aSpend('/a', { at: now })], daily()), []);
        assert.deepEqual(await counted(), []);
      }
      assert.deepEqual(await spend([aSpend('/b', { at: now })], daily()), []);
      // Nothing that was counted meanwhile makes it unknown.
      assert.deepEqual(await spend([aSpend('/a', { at: now })], daily()), []);
      assert.deepEqual(await counted(), ['/b']);
    });

    test('that is forgotten is gone for that reader alone, and counts from the beginning', async () => {
      await spend(['/a', '/b', '/c'].map((item) => aSpend(item)));
      await spend([aSpend('/d')], [aVariant()], 'other');

      assert.equal(await store.forgetUsage!('reader'), true);
      assert.deepEqual([await store.readUsage('reader'), await counted('other')], [{}, ['/d']]);
      assert.equal(await store.forgetUsage!('reader'), false);
      assert.deepEqual(await spend([aSpend('/a'), aSpend('/e')]), []);
      assert.deepEqual(await counted(), ['/a', '/e']);
    });

    test('of a thousand spends at the same moment admits just as many as the limit', async () => {
      const variants = [aVariant({ limit: 100 })];
      const answers = await Promise.all(Array.from({ length: 1000 }, (_, n) => spend([aSpend(`/${n}`)], variants)));

      assert.equal(answers.flat().length, 900);
      assert.equal((await counted()).length, 100);
    });
  });
}
