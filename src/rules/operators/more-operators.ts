import { compileGlob } from '../../lib/match-glob.js';
import { parseDate } from '../../lib/parse-date.js';
import { parseNumber } from '../../lib/parse-number.js';
import { DAY_MS } from '../../lib/day.js';
import { parseRange } from '../../lib/parse-range.js';
import { NO, UNKNOWN, YES } from '../evaluation-context.js';
import { isScalar, onOrder, overItems, type Compare, type CompileCompare, type CompileOperator } from './operator.js';

const HOUR = 3_600_000;

/** Ends of texts, what is there at all, lists, numbers, patterns and dates: loaded when a rule compares with one of them. */
export const MORE_OPERATORS: Readonly<Record<string, CompileOperator>> = {
  'is-empty': () => (operand) => (isEmpty(operand) ? YES : NO),
  'is-not-empty': () => (operand) => (operand === undefined ? UNKNOWN : isEmpty(operand) ? NO : YES),
  'ends-with': overItems((value) => {
    if (!isScalar(value)) return null;
    const text = String(value);
    return (operand) => (isScalar(operand) ? String(operand).endsWith(text) : null);
  }),
  in: overItems((value) => (Array.isArray(value) && value.every(isScalar) ? inList(value) : null)),
  'greater-than': overItems(onOrder(parseNumber, 1, 1)),
  'at-least': overItems(onOrder(parseNumber, 0, 1)),
  'less-than': overItems(onOrder(parseNumber, -1, -1)),
  'at-most': overItems(onOrder(parseNumber, -1, 0)),
  matches: overItems((value) => {
    const matches = typeof value === 'string' ? compileGlob(value) : null;
    return matches && ((operand) => (isScalar(operand) ? matches(String(operand)) : null));
  }),
  before: overItems(onOrder(parseDate, -1, -1)),
  after: overItems(onOrder(parseDate, 1, 1)),
  between: overItems(inRange),
  'older-than': overItems(onAge(1)),
  'newer-than': overItems(onAge(-1)),
  'within-days': overItems((value) => {
    const period = parseNumber(value) * DAY_MS;
    if (!(period > 0)) return null;
    return (operand, { now }) => {
      const ahead = parseDate(operand) - now;
      return Number.isNaN(ahead) ? null : ahead >= 0 && ahead <= period;
    };
  }),
};

/** `0` and `false` are there; what holds nothing is empty. */
function isEmpty(operand: unknown): boolean {
  return operand === '' || (operand ?? null) === null || (typeof operand === 'object' && !Object.keys(operand!).length);
}

/** Compares how many hours ago a date is: more (1) or fewer (-1) than so many. */
function onAge(order: 1 | -1): CompileCompare {
  return (value) => {
    const age = parseNumber(value) * HOUR;
    if (Number.isNaN(age)) return null;
    return (operand, { now }) => {
      const date = parseDate(operand);
      return Number.isNaN(date) ? null : (now - date - age) * order > 0;
    };
  };
}

/** Compares with the two ends of a range, both included: as numbers, as dates, else as texts, by their code units. */
function inRange(value: unknown): Compare | null {
  const range = parseRange(value);
  if (!range) return null;
  const { kind, from, to } = range;
  if (kind === 'texts')
    return (operand) => (isScalar(operand) ? String(operand) >= from && String(operand) <= to : null);
  // Numbers in a config are also seconds since 1970, which a date is compared with.
  const isSeconds = (value as readonly unknown[]).every((end) => typeof end === 'number');
  return (operand) => {
    const number = kind === 'dates' ? parseDate(operand) : parseNumber(operand);
    const parsed = Number.isNaN(number) && isSeconds ? parseDate(operand) / 1000 : number;
    return Number.isNaN(parsed) ? null : parsed >= from && parsed <= to;
  };
}

/** Compares with many values in one look-up: true for an operand that equals one of them. */
function inList(values: readonly unknown[]): Compare {
  const exact = new Set(values);
  const numbers = new Set(values.map(parseNumber));
  const typed = new Set(values.filter((value) => typeof value === 'number'));
  const words = new Set(values.filter((value) => typeof value === 'boolean').map(String));
  return (operand) => {
    if (exact.has(operand)) return true;
    if (typeof operand === 'string') return words.has(operand) || (typed.size > 0 && typed.has(parseNumber(operand)));
    if (typeof operand === 'number') return Number.isNaN(operand) ? null : numbers.has(operand);
    return typeof operand === 'boolean' ? exact.has(String(operand)) : operand === null ? false : null;
  };
}
