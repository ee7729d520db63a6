import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { compileGlob } from '../../lib/match-glob.js';
import { parseDate } from '../../lib/parse-date.js';
import { parseNumber } from '../../lib/parse-number.js';
import { fail } from '../../config/fail.js';
import { NO, UNKNOWN, YES, type Answer } from '../pass.js';

/** Compares one datum with the value that the config gives. */
export type Operator = (datum: unknown, now: number) => Answer;

/** Compares one value that is there; `null` where it is of the wrong type. */
type Compare = (datum: unknown, now: number) => boolean | null;

const HOUR = 3_600_000;

/** Every operator: from the value in the config to a comparison, or `null` where the value is of the wrong kind. */
const OPERATORS: Readonly<Record<string, (value: unknown) => Compare | null>> = {
  equals,
  'not-equals': equals,
  in: (value) => (Array.isArray(value) && value.every(isScalar) ? inList(value) : null),
  'starts-with': text((datum, value) => datum.startsWith(value)),
  'ends-with': text((datum, value) => datum.endsWith(value)),
  contains: text((datum, value) => datum.includes(value)),
  matches: (value) => {
    const matches = typeof value === 'string' ? compileGlob(value) : null;
    return matches && ((datum) => (isScalar(datum) ? matches(String(datum)) : null));
  },
  'greater-than': quantity(parseNumber, (datum, value) => datum > value),
  'at-least': quantity(parseNumber, (datum, value) => datum >= value),
  'less-than': quantity(parseNumber, (datum, value) => datum < value),
  'at-most': quantity(parseNumber, (datum, value) => datum <= value),
  before: quantity(parseDate, (datum, value) => datum < value),
  after: quantity(parseDate, (datum, value) => datum > value),
  between: (value) => {
    const [from = NaN, to = NaN] = Array.isArray(value) && value.length === 2 ? value.map(parseDate) : [];
    return from <= to ? compareWith(parseDate, (datum) => datum >= from && datum <= to) : null;
  },
  'older-than': quantity(parseNumber, (age, hours) => age > hours * HOUR, true),
  'newer-than': quantity(parseNumber, (age, hours) => age < hours * HOUR, true),
};

/**
 * Compiles a condition. A list matches where one of its items does, and `not-equals` where none does.
 *
 * @param condition - Name of the operator.
 * @param value - What the config compares with.
 * @param at - JSON pointer of the node.
 * @throws {ConfigError} `condition-unknown` or `value-invalid`.
 */
export function compileOperator(condition: unknown, value: unknown, at: string): Operator {
  if (condition === 'is-empty') return (datum) => (isEmpty(datum) ? YES : NO);
  if (condition === 'is-not-empty') return (datum) => (datum === undefined ? UNKNOWN : isEmpty(datum) ? NO : YES);
  const name = String(condition);
  const operator = own(OPERATORS, name) as (typeof OPERATORS)[string] | undefined;
  const compare = operator ? operator(value) : fail('condition-unknown', `${at}/condition`);
  if (!compare) fail('value-invalid', `${at}/value`);
  const [met, unmet] = name === 'not-equals' ? [NO, YES] : [YES, NO];

  return (datum, now) => {
    if (datum === undefined) return UNKNOWN;
    let answer: Answer = Array.isArray(datum) && !datum.length ? unmet : UNKNOWN;
    for (const item of Array.isArray(datum) ? (datum as unknown[]) : [datum]) {
      const result = compare(item, now);
      if (result) return met;
      if (result === false) answer = unmet;
    }
    return answer;
  };
}

/** `0` and `false` are there; what holds nothing is empty. */
function isEmpty(datum: unknown): boolean {
  if (datum === undefined || datum === null || datum === '') return true;
  return (Array.isArray(datum) || isRecord(datum)) && !Object.keys(datum).length;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** Text as it is; a number also with text that is one, a boolean also with `true` and `false` as text. */
function equals(value: unknown): Compare | null {
  return isScalar(value) || value === null ? inList([value]) : null;
}

function inList(values: readonly unknown[]): Compare {
  const exact = new Set(values);
  const numbers = new Set(values.map(parseNumber));
  const typed = new Set(values.filter((value) => typeof value === 'number'));
  const words = new Set(values.filter((value) => typeof value === 'boolean').map(String));
  return (datum) => {
    if (exact.has(datum)) return true;
    if (typeof datum === 'string') return words.has(datum) || typed.has(parseNumber(datum));
    if (typeof datum === 'number') return Number.isNaN(datum) ? null : numbers.has(datum);
    return typeof datum === 'boolean' ? exact.has(String(datum)) : datum === null ? false : null;
  };
}

function text(compare: (datum: string, value: string) => boolean): (value: unknown) => Compare | null {
  return (value) => (isScalar(value) ? (datum) => (isScalar(datum) ? compare(String(datum), String(value)) : null) : null);
}

/** Numbers or dates; with `age`, the datum is a date and its age in milliseconds is compared. */
function quantity(
  parse: (value: unknown) => number,
  compare: (datum: number, value: number) => boolean,
  age?: boolean,
): (value: unknown) => Compare | null {
  return (value) => {
    const limit = parse(value);
    if (Number.isNaN(limit)) return null;
    if (!age) return compareWith(parse, (datum) => compare(datum, limit));
    return compareWith(parseDate, (datum, now) => compare(now - datum, limit));
  };
}

function compareWith(parse: (value: unknown) => number, compare: (datum: number, now: number) => boolean): Compare {
  return (datum, now) => {
    const parsed = parse(datum);
    return Number.isNaN(parsed) ? null : compare(parsed, now);
  };
}
