import { z } from 'zod';
import type { ConditionName } from '../config/known-names.js';
import { own } from '../lib/own.js';
import { parseDate } from '../lib/parse-date.js';
import { parseNumber } from '../lib/parse-number.js';
import { parseRange } from '../lib/parse-range.js';
import { isTimeZone, parseZonedDate } from '../lib/parse-zoned-date.js';
import { noted } from './notes.js';

/** Every value that a condition cannot compare with has one code. */
const INVALID = { error: 'value-invalid' };

const scalar = z.union([z.string(INVALID), z.number(INVALID), z.boolean(INVALID)], INVALID);
const scalars = noted(z.array(scalar, INVALID), { whole: true });
const quantity = z
  .union([z.number(INVALID), z.string(INVALID)], INVALID)
  .refine((value) => !Number.isNaN(parseNumber(value)), INVALID);
const date = z
  .union([z.string(INVALID), z.number(INVALID)], INVALID)
  .refine((value) => !Number.isNaN(parseDate(value)), INVALID);
/** The two dates that a time lies between. */
export const dates: z.ZodType = datesBy(parseDate);
const range = noted(
  z
    .array(z.union([z.string(INVALID), z.number(INVALID)], INVALID), INVALID)
    .length(2, INVALID)
    .refine((value) => parseRange(value) !== null, INVALID)
    .describe('Two numbers, two dates or two texts, the lower one first.'),
  { whole: true },
);
const days = quantity.refine((value) => parseNumber(value) > 0, INVALID).describe('A number of days, more than 0.');

const comparable = scalar.describe('Text, a number, true or false.');
const exact = z.union([scalar, z.null(INVALID)], INVALID).describe('Text, a number, true, false or null.');
const numberOrText = quantity.describe('A number, or text that is one.');
const dateOrSeconds = date.describe('A date: ISO 8601 text, or seconds since 1970. Text without a zone is UTC.');
/** Hours, for a condition on the age of a date. */
export const hours: z.ZodType = quantity.describe('A number of hours.');
const nothing = z.unknown().optional();

/** A date, or the two that a time lies between. */
export const dateOrDates: z.ZodType = z.union([dateOrSeconds, dates]).describe('A date, or two dates for `between`.');

const anyValue = z
  .union([scalar, z.null(), scalars])
  .meta({ id: 'ConditionValue', description: 'The value to compare with. The condition determines its type.' });

/** A condition: its help, and the schema of the value that it compares with. */
interface Condition {
  readonly help: string;
  readonly value: z.ZodType;
}

/** All conditions. A missing operand fails all of them but `is-empty`; a list meets a condition if one of its items does. */
export const conditions: Readonly<Record<ConditionName, Condition>> = {
  equals: { help: 'Equals this value. A number also equals its text.', value: exact },
  'not-equals': { help: 'Is present and does not equal this value.', value: exact },
  'starts-with': { help: 'Begins with this text.', value: comparable },
  'ends-with': { help: 'Ends with this text.', value: comparable },
  contains: { help: 'Contains this text.', value: comparable },
  matches: {
    help: 'Contains this pattern, case-insensitively: `*` matches any text, `?` one character.',
    value: z.string(INVALID).describe('A pattern such as `/news/2026-??/` or `politics*election`.'),
  },
  in: { help: 'Equals one of these values.', value: scalars.describe('A list of texts, numbers, true and false.') },
  'greater-than': { help: 'Is a number greater than this one.', value: numberOrText },
  'at-least': { help: 'Is a number greater than or equal to this one.', value: numberOrText },
  'less-than': { help: 'Is a number less than this one.', value: numberOrText },
  'at-most': { help: 'Is a number less than or equal to this one.', value: numberOrText },
  before: { help: 'Is a date before this one.', value: dateOrSeconds },
  after: { help: 'Is a date after this one.', value: dateOrSeconds },
  between: { help: 'Is a number, a date or a text between these two, both included.', value: range },
  'older-than': { help: 'Is a date more than this number of hours ago.', value: hours },
  'newer-than': { help: 'Is a date less than this number of hours ago.', value: hours },
  'within-days': { help: 'Is a date between now and this number of days ahead.', value: days },
  'is-empty': { help: 'Is missing or empty. Takes no value.', value: nothing },
  'is-not-empty': { help: 'Is present and not empty. Takes no value.', value: nothing },
};

/** The members of a node by which it compares its operand. */
interface Comparison {
  readonly condition: z.ZodType;
  readonly value: z.ZodType;
}

/**
 * Creates the members of a node that compares its operand by some of the conditions.
 *
 * @param value - Schema of the values of all of them.
 * @param id - Name of these conditions in the JSON Schema; without it they are written in place.
 */
export function compareBy(names: readonly ConditionName[], value: z.ZodType, id?: string): Comparison {
  const error = (issue: { readonly input?: unknown }): string =>
    typeof issue.input === 'string' && issue.input !== '' ? 'condition-unknown' : 'type-wrong';
  const words = names.map((name) => z.literal(name, { error }).describe(conditions[name].help));
  const choose = (_value: unknown, node: unknown): z.ZodType => {
    const [condition, zone] = [own(node, 'condition'), own(node, 'timeZone')];
    // Which of two dates is the earlier one may depend on the zone of one that brings none.
    if (condition === 'between' && own(node, 'type') === 'date-time') {
      return isTimeZone(zone) ? datesBy((value) => parseZonedDate(value, zone as string)) : dates;
    }
    return (own(conditions, condition) as Condition | undefined)?.value ?? nothing;
  };
  return {
    condition: z.union(words, { error }).meta({ ...(id && { id }), description: 'How to compare.' }),
    value: noted(value.optional(), { choose, missing: 'value-invalid' }),
  };
}

/** The members of a node that compares its operand by any condition. */
export const comparison: Comparison = compareBy(Object.keys(conditions) as ConditionName[], anyValue, 'Condition');

function datesBy(parse: (value: unknown) => number): z.ZodType {
  const list = z.array(date, INVALID).length(2, INVALID);
  const isInOrder = ([from, to]: readonly unknown[]): boolean => parse(from) <= parse(to);
  return noted(list.refine(isInOrder, INVALID).describe('Two dates, the earlier one first.'), { whole: true });
}
