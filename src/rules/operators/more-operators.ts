import { compileGlob } from '../../lib/match-glob.js';
import { parseDate } from '../../lib/parse-date.js';
import { parseNumber } from '../../lib/parse-number.js';
import { isScalar, onQuantity, type CompileOperator } from './operator.js';

const HOUR = 3_600_000;

/** Numbers, patterns and dates: loaded when a rule compares with one of them. */
export const MORE_OPERATORS: Readonly<Record<string, CompileOperator>> = {
  'greater-than': onQuantity(parseNumber, (datum, value) => datum > value),
  'at-least': onQuantity(parseNumber, (datum, value) => datum >= value),
  'less-than': onQuantity(parseNumber, (datum, value) => datum < value),
  'at-most': onQuantity(parseNumber, (datum, value) => datum <= value),
  matches: (value) => {
    const matches = typeof value === 'string' ? compileGlob(value) : null;
    return matches && ((datum) => (isScalar(datum) ? matches(String(datum)) : null));
  },
  before: onQuantity(parseDate, (datum, value) => datum < value),
  after: onQuantity(parseDate, (datum, value) => datum > value),
  between: (value) => {
    const [from = NaN, to = NaN] = Array.isArray(value) && value.length === 2 ? value.map(parseDate) : [];
    if (!(from <= to)) return null;
    return (datum) => {
      const date = parseDate(datum);
      return Number.isNaN(date) ? null : date >= from && date <= to;
    };
  },
  'older-than': onQuantity(parseNumber, (date, hours, now) => now - date > hours * HOUR, parseDate),
  'newer-than': onQuantity(parseNumber, (date, hours, now) => now - date < hours * HOUR, parseDate),
};
