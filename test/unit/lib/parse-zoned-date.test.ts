import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { isTimeZone, parseZonedDate } from '../../../src/lib/parse-zoned-date.js';
import { onDeviceIn } from '../../support/on-device-in.js';

const ZONES = [
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Pacific/Apia',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Casablanca',
  'Pacific/Kiritimati',
  'UTC',
];

/** The local time of a zone at a moment, to the second. */
function clockIn(timeZone: string, moment: number): string {
  // Swedish is written as ISO 8601 is.
  return new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(moment);
}

const moment = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2037-12-31'), noInvalidDate: true })
  .map((date) => Math.floor(date.getTime() / 1000) * 1000);
const clock = moment.map((date) => new Date(date).toISOString().slice(0, 19));

test('a local time is read as its moment, or as the earlier one with the same local time', () => {
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), moment, (zone, date) => {
      const shown = clockIn(zone, date);
      const read = parseZonedDate(shown, zone);
      assert.equal(clockIn(zone, read), shown);
      assert.ok(read <= date);
      assert.ok(date - read <= 86_400_000);
    }),
    { numRuns: 1500 },
  );
});

test('the zone of the device is read as its name is', () => {
  for (const zone of ZONES) {
    fc.assert(
      fc.property(clock, (text) => {
        assert.equal(
          onDeviceIn(zone, () => parseZonedDate(text, 'local')),
          parseZonedDate(text, zone),
        );
      }),
      { numRuns: 100 },
    );
  }
});

test('the zone of the device is read as the platform does, where its clocks skip and repeat too', () => {
  onDeviceIn('America/New_York', () => {
    for (const text of ['2026-03-08T02:30', '2026-11-01T01:30', '2026-07-15T00:00', '2011-12-30T12:00']) {
      assert.equal(parseZonedDate(text, 'local'), Date.parse(text));
    }
    assert.equal(parseZonedDate('2026-07-15', 'local'), Date.parse('2026-07-15T00:00'));
  });
});

suite('time zones', () => {
  for (const name of [...ZONES, 'local', 'Etc/GMT+5', 'Asia/Calcutta', 'europe/berlin']) {
    test(`${name} is one`, () => assert.equal(isTimeZone(name), true));
  }
  for (const name of [
    '',
    ' ',
    'Mars/Olympus',
    'Berlin',
    'Local',
    '+05:30',
    '-03',
    'UTC ',
    null,
    undefined,
    1,
    {},
    [],
  ]) {
    test(`${JSON.stringify(name)} is not a time zone`, () => assert.equal(isTimeZone(name), false));
  }
});

test('an unknown zone is refused where it is needed', () => {
  assert.throws(() => parseZonedDate('2026-07-15', 'Mars/Olympus'), RangeError);
});
