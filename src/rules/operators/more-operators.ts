import { compileGlob } from '../../lib/match-glob.js';
import { parseDate } from '../../lib/parse-date.js';
import { parseNumber } from '../../lib/parse-number.js';
import { isScalar, onQuantity, type Compare, type CompileOperator } from './operator.js';

const HOUR = 3_600_000;

/** Lists, numbers, patterns and dates: loaded when a rule compares with one of them. */
export const MORE_OPERATORS: Readonly<Record<string, CompileOperator>> = {
  in: (value) => (Array.isArray(value) && value.every(isScalar) ? inList(value) : null),
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

/** What equals one of many values, found in one look-up. */
function inList(values: readonly unknown[]): Compare {
  const exact = new Set(values);
  const numbers = new Set(values.map(parseNumber));
  const typed = new Set(values.filter((value) => typeof value === 'number'));
  const words = new Set(values.filter((value) => typeof value === 'boolean').map(String));
  return (datum) => {
    if (exact.has(datum)) return true;
    if (typeof datum === 'string') return words.has(datum) || (typed.size > 0 && typed.has(parseNumber(datum)));
    if (typeof datum === 'number') return Number.isNaN(datum) ? null : numbers.has(datum);
    return typeof datum === 'boolean' ? exact.has(String(datum)) : datum === null ? false : null;
  };
}
