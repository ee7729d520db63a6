import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import type { TrialWindow } from '../../../src/model/config.js';
import { findWindow } from '../../../src/usage/find-window.js';
import { onDeviceIn } from '../../support/on-device-in.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONES = [
  ...['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Apia', 'Australia/Lord_Howe', 'America/St_Johns'],
  ...['America/Havana', 'Asia/Beirut', 'Pacific/Kiritimati', 'UTC'],
];

/** From when to when, in ISO 8601. */
function stretch(window: TrialWindow, now: string, timeZone: string): string {
  const { from, to } = findWindow(window, Date.parse(now), timeZone);
  return `${new Date(from).toISOString()} ${new Date(to!).toISOString()}`.replaceAll(':00.000', '');
}

suite('a window by the calendar', () => {
  const rows: readonly (readonly [says: string, window: TrialWindow, now: string, timeZone: string, gives: string])[] = [
    ['a day in UTC', 'calendar-day', '2026-03-02T12:00Z', 'UTC', '2026-03-02T00:00Z 2026-03-03T00:00Z'],
    ['the first moment of a day is part of it', 'calendar-day', '2026-03-02T00:00Z', 'UTC', '2026-03-02T00:00Z 2026-03-03T00:00Z'],
    ['the last moment of a day is part of it', 'calendar-day', '2026-03-02T23:59:59.999Z', 'UTC', '2026-03-02T00:00Z 2026-03-03T00:00Z'],
    ['a week from Monday, on a Monday', 'calendar-week', '2026-03-02T00:00Z', 'UTC', '2026-03-02T00:00Z 2026-03-09T00:00Z'],
    ['a week from Monday, on a Wednesday', 'calendar-week', '2026-03-04T12:00Z', 'UTC', '2026-03-02T00:00Z 2026-03-09T00:00Z'],
    ['a week from Monday, on a Sunday', 'calendar-week', '2026-03-08T23:59:59.999Z', 'UTC', '2026-03-02T00:00Z 2026-03-09T00:00Z'],
    ['a week that began in the month before', 'calendar-week', '2026-04-01T12:00Z', 'UTC', '2026-03-30T00:00Z 2026-04-06T00:00Z'],
    ['a week that began in the year before', 'calendar-week', '2027-01-01T12:00Z', 'UTC', '2026-12-28T00:00Z 2027-01-04T00:00Z'],
    ['a month from the 1st', 'calendar-month', '2026-03-31T23:59Z', 'UTC', '2026-03-01T00:00Z 2026-04-01T00:00Z'],
    ['February of a leap year', 'calendar-month', '2028-02-29T12:00Z', 'UTC', '2028-02-01T00:00Z 2028-03-01T00:00Z'],
    ['December', 'calendar-month', '2026-12-31T12:00Z', 'UTC', '2026-12-01T00:00Z 2027-01-01T00:00Z'],

    ['the evening of a day in New York, the next day in UTC', 'calendar-day', '2026-01-16T03:00Z', 'America/New_York', '2026-01-15T05:00Z 2026-01-16T05:00Z'],
    ['the evening of a Sunday in New York, a Monday in UTC', 'calendar-week', '2026-01-19T03:00Z', 'America/New_York', '2026-01-12T05:00Z 2026-01-19T05:00Z'],
    ['the last evening of a month in New York', 'calendar-month', '2026-02-01T03:00Z', 'America/New_York', '2026-01-01T05:00Z 2026-02-01T05:00Z'],
    ['the first morning of a month in Berlin', 'calendar-month', '2026-01-31T23:30Z', 'Europe/Berlin', '2026-01-31T23:00Z 2026-02-28T23:00Z'],
    ['New Year in Kiritimati', 'calendar-day', '2025-12-31T10:00Z', 'Pacific/Kiritimati', '2025-12-31T10:00Z 2026-01-01T10:00Z'],

    ['the day of 23 hours in New York', 'calendar-day', '2026-03-08T12:00Z', 'America/New_York', '2026-03-08T05:00Z 2026-03-09T04:00Z'],
    ['the same, before its clocks are set forward', 'calendar-day', '2026-03-08T06:59Z', 'America/New_York', '2026-03-08T05:00Z 2026-03-09T04:00Z'],
    ['the day of 25 hours in New York', 'calendar-day', '2026-11-01T12:00Z', 'America/New_York', '2026-11-01T04:00Z 2026-11-02T05:00Z'],
    ['the hour that its clocks show twice, the first time', 'calendar-day', '2026-11-01T05:30Z', 'America/New_York', '2026-11-01T04:00Z 2026-11-02T05:00Z'],
    ['the hour that its clocks show twice, the second time', 'calendar-day', '2026-11-01T06:30Z', 'America/New_York', '2026-11-01T04:00Z 2026-11-02T05:00Z'],
    ['the week that ends with the day of 23 hours', 'calendar-week', '2026-03-04T12:00Z', 'America/New_York', '2026-03-02T05:00Z 2026-03-09T04:00Z'],
    ['the week that ends with the day of 25 hours', 'calendar-week', '2026-10-28T12:00Z', 'America/New_York', '2026-10-26T04:00Z 2026-11-02T05:00Z'],
    ['the month in which its clocks are set forward', 'calendar-month', '2026-03-20T12:00Z', 'America/New_York', '2026-03-01T05:00Z 2026-04-01T04:00Z'],
    ['the month in which they are set back', 'calendar-month', '2026-11-20T12:00Z', 'America/New_York', '2026-11-01T04:00Z 2026-12-01T05:00Z'],
    ['the day of 23 hours in Berlin', 'calendar-day', '2026-03-29T12:00Z', 'Europe/Berlin', '2026-03-28T23:00Z 2026-03-29T22:00Z'],
    ['the day of 25 hours in Berlin', 'calendar-day', '2026-10-25T12:00Z', 'Europe/Berlin', '2026-10-24T22:00Z 2026-10-25T23:00Z'],
    ['the week that ends with the day of 23 hours in Berlin', 'calendar-week', '2026-03-29T21:59Z', 'Europe/Berlin', '2026-03-22T23:00Z 2026-03-29T22:00Z'],
    ['the week that ends with the day of 25 hours in Berlin', 'calendar-week', '2026-10-19T12:00Z', 'Europe/Berlin', '2026-10-18T22:00Z 2026-10-25T23:00Z'],
    ['the month in which Berlin’s clocks are set forward', 'calendar-month', '2026-03-01T12:00Z', 'Europe/Berlin', '2026-02-28T23:00Z 2026-03-31T22:00Z'],
    ['the month in which they are set back there', 'calendar-month', '2026-10-31T12:00Z', 'Europe/Berlin', '2026-09-30T22:00Z 2026-10-31T23:00Z'],

    ['a day that begins at 01:00, as its midnight is skipped', 'calendar-day', '2026-03-29T12:00Z', 'Asia/Beirut', '2026-03-28T22:00Z 2026-03-29T21:00Z'],
    ['a day that begins twice, from the first time on', 'calendar-day', '2026-11-01T12:00Z', 'America/Havana', '2026-11-01T04:00Z 2026-11-02T05:00Z'],
    ['the day before one that Apia skipped', 'calendar-day', '2011-12-30T09:00Z', 'Pacific/Apia', '2011-12-29T10:00Z 2011-12-30T10:00Z'],
    ['the day after it', 'calendar-day', '2011-12-30T10:00Z', 'Pacific/Apia', '2011-12-30T10:00Z 2011-12-31T10:00Z'],
  ]; // prettier-ignore
  for (const [says, window, now, timeZone, gives] of rows) {
    test(says, () => {
      assert.equal(stretch(window, now, timeZone), gives);
    });
  }

  test('on a device in New York, where the calendar of the device counts', () => {
    onDeviceIn('America/New_York', () => {
      assert.equal(stretch('calendar-day', '2026-03-08T12:00Z', 'local'), '2026-03-08T05:00Z 2026-03-09T04:00Z');
    });
  });
});

suite('other windows', () => {
  const NOW = Date.UTC(2026, 2, 29, 12);

  test('a lifetime has neither a beginning nor an end', () => {
    assert.deepEqual(findWindow('lifetime', NOW, 'UTC'), { from: -Infinity, to: null });
  });
  test('days are 24 hours each, also where clocks are set forward', () => {
    assert.deepEqual(findWindow({ days: 1 }, NOW, 'Europe/Berlin'), { from: NOW - DAY, to: null });
  });
  test('half a day is twelve hours', () => {
    assert.deepEqual(findWindow({ days: 0.5 }, NOW, 'UTC'), { from: NOW - 12 * HOUR, to: null });
  });
  test('an unknown zone is the caller’s mistake', () => {
    assert.throws(() => findWindow('calendar-day', NOW, 'Mars/Phobos'), RangeError);
  });
});

suite('whenever and wherever', () => {
  const window = fc.constantFrom('calendar-day', 'calendar-week', 'calendar-month') as fc.Arbitrary<TrialWindow>;
  const moment = fc.date({ min: new Date('1990-01-01'), max: new Date('2037-12-31'), noInvalidDate: true }).map(Number);
  const zone = fc.constantFrom(...ZONES);
  const clockIn = (timeZone: string, at: number): string =>
    new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(at);

  test('now is inside of its window', () => {
    fc.assert(
      fc.property(window, moment, zone, (one, now, timeZone) => {
        const { from, to } = findWindow(one, now, timeZone);
        assert.ok(from <= now && now < to!);
      }),
      { numRuns: 1500 },
    );
  });
  test('the whole window has the same one, and the next begins where it ends', () => {
    fc.assert(
      fc.property(window, moment, zone, fc.double({ min: 0, max: 1, noNaN: true }), (one, now, timeZone, part) => {
        const { from, to } = findWindow(one, now, timeZone);
        const inside = Math.min(to! - 1, Math.floor(from + part * (to! - from)));
        assert.deepEqual(findWindow(one, inside, timeZone), { from, to });
        assert.equal(findWindow(one, to!, timeZone).from, to);
        assert.equal(findWindow(one, from - 1, timeZone).to, from);
      }),
      { numRuns: 1500 },
    );
  });
  test('a window begins when the day does: at midnight, or where that is skipped, at the first moment after it', () => {
    fc.assert(
      fc.property(window, moment, zone, (one, now, timeZone) => {
        const { from } = findWindow(one, now, timeZone);
        const day = clockIn(timeZone, from).slice(0, 10);
        assert.ok(clockIn(timeZone, from).endsWith(' 00:00:00') || clockIn(timeZone, from - 1000).slice(0, 10) < day);
        if (one === 'calendar-month') assert.match(day, /-01$/);
        if (one === 'calendar-week') assert.equal(new Date(`${day}T12:00Z`).getUTCDay(), 1);
      }),
      { numRuns: 1500 },
    );
  });
  test('the zone of the device counts as its name does', () => {
    for (const timeZone of ZONES) {
      fc.assert(
        fc.property(window, moment, (one, now) => {
          const local = onDeviceIn(timeZone, () => findWindow(one, now, 'local'));
          assert.deepEqual(local, findWindow(one, now, timeZone));
        }),
        { numRuns: 100 },
      );
    }
  });
  test('a clock that is set back never begins a later window', () => {
    const any = fc.oneof(window, fc.record({ days: fc.integer({ min: 1, max: 60 }) }));
    fc.assert(
      fc.property(any, moment, fc.nat(90 * DAY), zone, (one, now, back, timeZone) => {
        assert.ok(findWindow(one, now - back, timeZone).from <= findWindow(one, now, timeZone).from);
      }),
      { numRuns: 1500 },
    );
  });
});
