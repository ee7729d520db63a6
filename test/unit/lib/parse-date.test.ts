import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { parseDate } from '../../../src/lib/parse-date.js';
import { MAX_NUMBER_CHARACTERS, parseNumber } from '../../../src/lib/parse-number.js';

test('every moment between the years 1 and 9999 is read as it is written', () => {
  const moment = fc.date({
    min: new Date('0001-01-01'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  });

  fc.assert(fc.property(moment, (date) => assert.equal(parseDate(date.toISOString()), date.getTime())));
});

test('a day is its first moment in UTC', () => {
  assert.equal(parseDate('2026-03-02'), Date.UTC(2026, 2, 2));
});

test('a moment without a zone does not depend on the zone of the device', () => {
  const { TZ } = process.env;
  process.env['TZ'] = 'America/New_York';
  const read = parseDate('2026-07-01T12:00:00');
  if (TZ === undefined) delete process.env['TZ'];
  else process.env['TZ'] = TZ;

  assert.equal(read, Date.UTC(2026, 6, 1, 12));
});

suite('no dates', () => {
  for (const value of [
    '',
    ' ',
    'now',
    '2026',
    '2026-3-2',
    '2026-02-30',
    '2026-00-10',
    '2026-01-00',
    '20260302',
    '2026-03-02T',
    null,
    undefined,
    true,
    [],
    {},
    ['2026-03-02'],
    Object.create(null),
    { toString: 1 },
    Symbol('a'),
    new Date(0),
  ]) {
    test(
      typeof value === 'object' || typeof value === 'symbol'
        ? `of the type ${Object.prototype.toString.call(value)}`
        : String(value),
      () => {
        assert.ok(Number.isNaN(parseDate(value)));
      },
    );
  }
});

suite('numbers', () => {
  for (const [value, gives] of [
    ['1', 1],
    ['-1.5', -1.5],
    ['+2', 2],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['007', 7],
    [3, 3],
  ] as const) {
    test(`${JSON.stringify(value)} is ${gives}`, () => assert.equal(parseNumber(value), gives));
  }
  for (const value of [
    '',
    ' ',
    ' 1',
    '1 ',
    '0x10',
    '1_000',
    '1,5',
    'e5',
    '.',
    '-',
    'Infinity',
    'NaN',
    true,
    null,
    undefined,
    [],
    [1],
    {},
    1n,
  ]) {
    test(`${typeof value === 'bigint' ? '1n' : JSON.stringify(value)} is not a date`, () =>
      assert.ok(Number.isNaN(parseNumber(value))));
  }
  test('the longest text that is read as a number', () => {
    assert.equal(parseNumber('1'.padStart(MAX_NUMBER_CHARACTERS, '0')), 1);
  });
  for (const [says, value] of [
    ['one digit more than the limit', '1'.padStart(MAX_NUMBER_CHARACTERS + 1, '0')],
    ['100,000 digits', '1'.repeat(100_000)],
    ['100,000 digits and a letter', `${'1'.repeat(100_000)}x`],
    ['100,000 digits, a point and a letter', `${'1'.repeat(50_000)}.${'1'.repeat(50_000)}x`],
    ['an exponent of 100,000 digits', `1e${'1'.repeat(100_000)}`],
  ] as const) {
    test(`${says}: not a number`, () => assert.ok(Number.isNaN(parseNumber(value))));
  }
});
