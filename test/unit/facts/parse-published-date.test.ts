import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parsePublishedDate } from '../../../src/facts/parse-published-date.js';

/** Dates as pages write them, and the moments that they name. */
const DATES: Readonly<Record<string, string>> = {
  '2026-11-28T09:00:00+0100': '2026-11-28T08:00:00.000Z',
  '2026-11-28T09:00:00.25-0530': '2026-11-28T14:30:00.250Z',
  '2026-11-28T09:00:00+01': '2026-11-28T08:00:00.000Z',
  '2026-11-28 09:00:00 +0100': '2026-11-28T08:00:00.000Z',
  '2026-11-28T09:00+0100': '2026-11-28T08:00:00.000Z',
  ' 2026-11-28T09:00:00Z ': '2026-11-28T09:00:00.000Z',
  '\n2026-11-28\t': '2026-11-28T00:00:00.000Z',
  '2026-11-28t09:00:00z': '2026-11-28T09:00:00.000Z',
  'Sat, 28 Nov 2026 09:00:00 +0000': '2026-11-28T09:00:00.000Z',
  'Sat, 28 Nov 2026 09:00:00 GMT': '2026-11-28T09:00:00.000Z',
  '1 Nov 2026 09:00 -0500': '2026-11-01T14:00:00.000Z',
  'Sun, 01 Nov 2026 09:00:00 EST': '2026-11-01T14:00:00.000Z',
  'Sat, 28 Nov 2026 09:00:00 +0100 (CET)': '2026-11-28T08:00:00.000Z',
  '2026-11-28T09:00:00+01:00': '2026-11-28T08:00:00.000Z',
};

/** Texts that name no moment, or not for certain. */
const NONE = [
  '2026-02-30T09:00:00+0100',
  '2026-11-28T09:00:00+0170',
  '2026-11-28+0100',
  '30 Feb 2026 09:00:00 GMT',
  '28 Now 2026 09:00:00 GMT',
  'Sat, 28 Nov 2026 09:00:00 CET',
  'Sat, 28 Nov 2026',
  '28/11/2026',
  '1795856400',
  'November 28, 2026',
  `${' '.repeat(60)}2026-11-28`,
  '',
];

suite('a date of publication', () => {
  for (const [text, moment] of Object.entries(DATES)) {
    test(`is read: ${JSON.stringify(text)}`, () => {
      assert.equal(new Date(parsePublishedDate(text)).toISOString(), moment);
    });
  }
  for (const text of NONE) {
    test(`is not read: ${JSON.stringify(text)}`, () => {
      assert.ok(Number.isNaN(parsePublishedDate(text)));
    });
  }
  test('is a number of seconds, as everywhere', () => {
    assert.equal(parsePublishedDate(1_795_856_400), 1_795_856_400_000);
  });
});
