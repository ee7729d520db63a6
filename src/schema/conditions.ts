import { z } from 'zod';
import type { ConditionName } from '../config/known-names.js';
import { own } from '../lib/own.js';
import { parseDate } from '../lib/parse-date.js';
import { parseNumber } from '../lib/parse-number.js';
import { isTimeZone, parseZonedDate } from '../lib/parse-zoned-date.js';
import { noted } from './notes.js';

/** Whatever stands where a condition's value should: one code for all of it. */
const INVALID = { error: 'value-invalid' };

const scalar = z.union([z.string(INVALID), z.number(INVALID), z.boolean(INVALID)], INVALID);
const scalars = noted(z.array(scalar, INVALID), { whole: true });
const quantity = z
  .union([z.number(INVALID), z.string(INVALID)], INVALID)
  .refine((value) => !Number.isNaN(parseNumber(value)), INVALID);
const date = z
  .union([z.string(INVALID), z.number(INVALID)], INVALID)
  .refine((value) => !Number.isNaN(parseDate(value)), INVALID);
const dates = datesBy(parseDate);

const comparable = scalar.describe('Text, a number, true or false.');
const exact = z.union([scalar, z.null(INVALID)], INVALID).describe('Text, a number, true, false or null.');
const aNumber = quantity.describe('A number, or text that is one.');
const aDate = date.describe('A date: ISO 8601 text, or seconds since 1970. Text without a zone is UTC.');
/** Hours, for a condition on the age of a date. */
export const hours: z.ZodType = quantity.describe('A number of hours.');
const nothing = z.unknown().optional();

/** A date, or the two that a time lies between. */
export const dateOrDates: z.ZodType = z.union([aDate, dates]).describe('A date, or for `between` two of them.');

const anyValue = z
  .union([scalar, z.null(), scalars])
  .meta({ id: 'ConditionValue', description: 'What the datum is compared with; its kind depends on the condition.' });

/** A condition: what it says, and what it compares with. */
interface Condition {
  readonly help: string;
  readonly value: z.ZodType;
}

/** All conditions. A datum that is missing fails all of them but `is-empty`; a list meets one where an item does. */
export const conditions: Readonly<Record<ConditionName, Condition>> = {
  equals: { help: 'Is exactly this; a number also as text.', value: exact },
  'not-equals': { help: 'Is there, and is not this.', value: exact },
  'starts-with': { help: 'Begins with this text.', value: comparable },
  'ends-with': { help: 'Ends with this text.', value: comparable },
  contains: { help: 'Has this text in it.', value: comparable },
  matches: {
    help: 'Has this pattern in it, in whatever case: `*` is any text, `?` one character.',
    value: z.string(INVALID).describe('A pattern such as `/news/2026-??/` or `politics*election`.'),
  },
  in: { help: 'Is one of these.', value: scalars.describe('A list of texts, numbers, true and false.') },
  'greater-than': { help: 'Is a number above this.', value: aNumber },
  'at-least': { help: 'Is this number or one above it.', value: aNumber },
  'less-than': { help: 'Is a number below this.', value: aNumber },
  'at-most': { help: 'Is this number or one below it.', value: aNumber },
  before: { help: 'Is a date before this.', value: aDate },
  after: { help: 'Is a date after this.', value: aDate },
  between: { help: 'Is a date from the first to the second.', value: dates },
  'older-than': { help: 'Is a date more than so many hours ago.', value: hours },
  'newer-than': { help: 'Is a date less than so many hours ago.', value: hours },
  'is-empty': { help: 'Is missing, or holds nothing. Takes no value.', value: nothing },
  'is-not-empty': { help: 'Is there and holds something. Takes no value.', value: nothing },
};

/** What a node that compares a datum has for it. */
interface Comparison {
  readonly condition: z.ZodType;
  readonly value: z.ZodType;
}

/**
 * Makes the members of a node that holds its datum against some of the conditions.
 *
 * @param value - What the values of all of them have in common.
 * @param id - Name of these conditions in the JSON Schema; without one they are written in place.
 */
export function compareBy(names: readonly ConditionName[], value: z.ZodType, id?: string): Comparison {
  const error = (issue: { readonly input?: unknown }): string =>
    typeof issue.input === 'string' && issue.input !== '' ? 'condition-unknown' : 'type-wrong';
  const words = names.map((name) => z.literal(name, { error }).describe(conditions[name].help));
  const choose = (_value: unknown, node: unknown): z.ZodType => {
    const [condition, zone] = [own(node, 'condition'), own(node, 'timeZone')];
    // Which of two dates is the earlier one may depend on the zone of one that brings none.
    if (condition === 'between' && own(node, 'type') === 'date-time' && isTimeZone(zone)) {
      return datesBy((value) => parseZonedDate(value, zone as string));
    }
    return (own(conditions, condition) as Condition | undefined)?.value ?? nothing;
  };
  return {
    condition: z.union(words, { error }).meta({ ...(id && { id }), description: 'How the datum is compared.' }),
    value: noted(value.optional(), { choose, missing: 'value-invalid' }),
  };
}

/** The members of a node that holds a datum against any condition. */
export const comparison: Comparison = compareBy(Object.keys(conditions) as ConditionName[], anyValue, 'Condition');

function datesBy(parse: (value: unknown) => number): z.ZodType {
  const list = z.array(date, INVALID).length(2, INVALID);
  const isInOrder = ([from, to]: readonly unknown[]): boolean => parse(from) <= parse(to);
  return noted(list.refine(isInOrder, INVALID).describe('Two dates, the earlier one first.'), { whole: true });
}
