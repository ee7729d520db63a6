import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { readTrial, type Trial, type TrialState } from '../../../src/usage/read-trial.js';
import type { CountedView, Usage } from '../../../src/usage/usage.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** 2026-03-02 12:00 UTC. */
const MONDAY = Date.UTC(2026, 2, 2, 12);

const aTrial = (changes: Partial<Trial> = {}): Trial => ({
  tracker: 'articles',
  limit: 3,
  counts: 'unique-article',
  window: 'lifetime',
  ...changes,
});
const seen = (...sightings: readonly (readonly [item: string, at: number])[]): Usage => ({
  trials: { articles: sightings.map(([item, at]) => ({ item, at })) },
});
const read = (usage: Usage, item = 'story', trial: Partial<Trial> = {}, now = MONDAY): TrialState =>
  readTrial(aTrial(trial), usage, item, now);

suite('a trial of three articles', () => {
  test('is new to who has read none: this one counted in, two are left', () => {
    assert.deepEqual(read({}), { limit: 3, remaining: 2, resetsAt: null, inTrial: true, spends: true });
  });
  test('lets the third article be read, and then none are left', () => {
    const { inTrial, remaining } = read(seen(['a', MONDAY - DAY], ['b', MONDAY - HOUR]));

    assert.deepEqual([inTrial, remaining], [true, 0]);
  });
  test('is used up with the fourth', () => {
    const usage = seen(['a', MONDAY - 3], ['b', MONDAY - 2], ['c', MONDAY - 1]);

    assert.deepEqual(read(usage), { limit: 3, remaining: 0, resetsAt: null, inTrial: false, spends: false });
  });
  test('counts an article once, however often it is read', () => {
    const usage = seen(['story', MONDAY - 3], ['story', MONDAY - 2], ['a', MONDAY - 1]);

    assert.deepEqual(read(usage), { limit: 3, remaining: 1, resetsAt: null, inTrial: true, spends: false });
  });
  test('lets an article that counted be read again when it is used up', () => {
    const usage = seen(['story', MONDAY - 3], ['b', MONDAY - 2], ['c', MONDAY - 1]);

    assert.deepEqual([read(usage).inTrial, read(usage).spends, read(usage, 'd').inTrial], [true, false, false]);
  });
  test('of page views counts each of them', () => {
    const usage = seen(['story', MONDAY - 2], ['story', MONDAY - 1]);

    assert.deepEqual([read(usage, 'story', { counts: 'page-view' }).remaining, read(usage, 'story').remaining], [0, 2]);
  });
  test('of page views is used up by one page that is read again and again', () => {
    const usage = seen(['story', MONDAY - 3], ['story', MONDAY - 2], ['story', MONDAY - 1]);

    assert.equal(read(usage, 'story', { counts: 'page-view' }).inTrial, false);
  });
  test('has none left, and not fewer, where the limit was lowered meanwhile', () => {
    const usage = seen(['a', MONDAY - 3], ['b', MONDAY - 2], ['c', MONDAY - 1]);

    assert.equal(read(usage, 'd', { limit: 1 }).remaining, 0);
  });
  test('goes on where the limit was raised: three of five were read, this one counted in, one is left', () => {
    const usage = seen(['a', MONDAY - 3], ['b', MONDAY - 2], ['c', MONDAY - 1]);

    assert.equal(read(usage, 'd', { limit: 5 }).remaining, 1);
  });
  test('of no articles is used up from the start', () => {
    assert.deepEqual(read({}, 'a', { limit: 0 }).inTrial, false);
  });
});

suite('the window of a trial', () => {
  const sunday = MONDAY - DAY;

  test('of a calendar day starts again with each day', () => {
    const usage = seen(['a', sunday], ['b', MONDAY - HOUR]);

    assert.deepEqual(read(usage, 'c', { window: 'calendar-day' }), {
      limit: 3,
      remaining: 1,
      resetsAt: Date.UTC(2026, 2, 3),
      inTrial: true,
      spends: true,
    });
  });
  test('of a calendar week begins on Monday', () => {
    const { remaining, resetsAt } = read(seen(['a', sunday], ['b', MONDAY - HOUR]), 'c', { window: 'calendar-week' });

    assert.deepEqual([remaining, resetsAt], [1, Date.UTC(2026, 2, 9)]);
  });
  test('of a calendar month begins on the 1st', () => {
    const { remaining, resetsAt } = read(seen(['a', Date.UTC(2026, 1, 28)], ['b', sunday]), 'c', {
      window: 'calendar-month',
    });

    assert.deepEqual([remaining, resetsAt], [1, Date.UTC(2026, 3, 1)]);
  });
  test('is one of the reader’s calendar where their zone is known', () => {
    // 23:00 on Sunday in New York.
    const usage = seen(['a', Date.UTC(2026, 2, 2, 4)]);
    const left = (timeZone: string | undefined): number =>
      read({ ...usage, timeZone: timeZone! }, 'b', { window: 'calendar-day' }).remaining;

    assert.deepEqual([left('America/New_York'), left('UTC'), left(undefined)], [2, 1, 1]);
  });
  test('is one of UTC where their zone is unknown', () => {
    const { resetsAt } = read({ timeZone: 'Mars/Phobos' }, 'a', { window: 'calendar-day' });

    assert.equal(resetsAt, Date.UTC(2026, 2, 3));
  });
  test('of days rolls: what is older leaves one by one', () => {
    const usage = seen(['a', MONDAY - 8 * DAY], ['b', MONDAY - 6 * DAY], ['c', MONDAY - DAY]);

    assert.deepEqual(read(usage, 'd', { window: { days: 7 } }), {
      limit: 3,
      remaining: 0,
      resetsAt: MONDAY + DAY,
      inTrial: true,
      spends: true,
    });
  });
  test('of days holds its first moment', () => {
    const { remaining } = read(seen(['a', MONDAY - 7 * DAY], ['b', MONDAY - 7 * DAY - 1]), 'c', {
      window: { days: 7 },
    });

    assert.equal(remaining, 1);
  });
  test('of days without anything in it begins now', () => {
    assert.equal(read({}, 'a', { window: { days: 7 } }).resetsAt, MONDAY + 7 * DAY);
  });
  test('of more days than a clock can show never ends', () => {
    assert.equal(read({}, 'a', { window: { days: 1e305 } }).resetsAt, null);
  });
  test('an article counts again in the next one', () => {
    const usage = seen(['story', sunday]);

    assert.deepEqual(
      [read(usage, 'story', { window: 'calendar-week' }).spends, read(usage, 'story').spends],
      [true, false],
    );
  });
});

suite('trackers', () => {
  test('are apart', () => {
    const usage: Usage = { trials: { other: [{ item: 'a', at: MONDAY - 1 }] } };

    assert.equal(read(usage).remaining, 2);
  });
  test('are shared by trials with other limits: ten were free, five read, and of fifteen ten are left', () => {
    const usage = seen(...Array.from({ length: 5 }, (_, i) => [`${i}`, MONDAY - 9 + i] as const));

    assert.equal(read(usage, '0', { limit: 15 }).remaining, 10);
  });
  for (const tracker of ['__proto__', 'constructor', 'toString', '']) {
    test(`may be named "${tracker}"`, () => {
      const usage = JSON.parse(`{"trials":{"${tracker}":[{"item":"a","at":1}]}}`) as Usage;

      assert.equal(read({}, 'b', { tracker }).remaining, 2);
      assert.equal(read(usage, 'b', { tracker }).remaining, 1);
    });
  }
  for (const trials of [null, 7, 'a', [], { articles: null }, { articles: 'a' }, { articles: { length: 3 } }]) {
    test(`of which only ${JSON.stringify(trials)} is known have counted nothing`, () => {
      assert.equal(read({ trials } as unknown as Usage).remaining, 2);
    });
  }
});

suite('a clock that is set back', () => {
  test('makes nothing uncounted', () => {
    const usage = seen(['a', MONDAY + DAY], ['b', MONDAY + 40 * DAY]);

    for (const window of ['lifetime', 'calendar-day', 'calendar-month', { days: 1 }] as const)
      assert.equal(read(usage, 'c', { window }).remaining, 0);
  });

  const windows = fc.oneof(
    fc.constantFrom('lifetime', 'calendar-day', 'calendar-week', 'calendar-month') as fc.Arbitrary<Trial['window']>,
    fc.record({ days: fc.integer({ min: 1, max: 40 }) }),
  );
  const view: fc.Arbitrary<CountedView> = fc.record({
    item: fc.constantFrom('a', 'b', 'c', 'd'),
    at: fc.integer({ min: MONDAY - 90 * DAY, max: MONDAY + 90 * DAY }),
  });
  const trial: fc.Arbitrary<Trial> = fc.record({
    tracker: fc.constant('articles'),
    limit: fc.nat(5),
    counts: fc.constantFrom('unique-article', 'page-view'),
    window: windows,
  });
  const zone = fc.constantFrom('UTC', 'America/New_York', 'Europe/Berlin');

  test('never gains: a reader refused at a moment is refused at each earlier one, and never has more left', () => {
    fc.assert(
      fc.property(trial, fc.array(view), zone, fc.nat(100 * DAY), (one, trials, timeZone, back) => {
        const usage = { trials: { articles: trials }, timeZone };
        // Not an article that the reader read before: that one may be new in a later window.
        const [now, before] = [MONDAY, MONDAY - back].map((moment) => readTrial(one, usage, 'new', moment));
        assert.ok(before!.remaining <= now!.remaining);
        assert.ok(now!.inTrial || !before!.inTrial);
      }),
      { numRuns: 2000 },
    );
  });
  test('whatever was counted, what is left is between none and the limit, and only what is in trial spends', () => {
    fc.assert(
      fc.property(trial, fc.array(view), zone, fc.constantFrom('a', 'new'), (one, trials, timeZone, item) => {
        const { remaining, inTrial, spends, resetsAt } = readTrial(
          one,
          { trials: { articles: trials }, timeZone },
          item,
          MONDAY,
        );
        assert.ok(remaining >= 0 && remaining <= one.limit);
        assert.ok(inTrial || !spends);
        assert.equal(resetsAt === null, one.window === 'lifetime');
      }),
      { numRuns: 2000 },
    );
  });
  test('counting a view leaves the reported remainder, until the trial is used up', () => {
    fc.assert(
      fc.property(trial, fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 12 }), (one, items) => {
        const ledger: CountedView[] = [];
        const granted = new Set<string>();
        let views = 0;
        for (const [index, item] of items.entries()) {
          const now = MONDAY + index;
          const { inTrial, spends, remaining } = readTrial(one, { trials: { articles: ledger } }, item, now);
          if (spends) ledger.push({ item, at: now });
          if (inTrial) granted.add(item);
          views += Number(inTrial);
          const used = one.counts === 'page-view' ? views : granted.size;
          assert.ok(used <= one.limit);
          assert.equal(remaining, one.limit - used);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
