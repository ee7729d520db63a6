import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseDate } from '../../../src/lib/parse-date.js';
import { writeDate } from '../../../src/lib/write-date.js';

test('a moment is written in UTC', () => {
  assert.equal(writeDate(Date.UTC(2026, 2, 2, 12)), '2026-03-02T12:00:00.000Z');
});

test('a moment after the year 9999 is written in seconds', () => {
  assert.equal(writeDate(1e15), 1e12);
});

test('a number that is not a moment is written as no moment', () => {
  for (const moment of [NaN, Infinity, -Infinity]) assert.equal(writeDate(moment), moment);
});

test('every moment up to the year 9999 is read as it is written', () => {
  const moment = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }).map(Number);

  fc.assert(fc.property(moment, (value) => assert.equal(parseDate(writeDate(value)), value)));
});
