import type { NodeConfig } from '../model/config.js';
import type { ConditionName } from '../config/known-names.js';
import { DAY_MS } from '../lib/day.js';
import { parseDate } from '../lib/parse-date.js';
import { parseNumber } from '../lib/parse-number.js';
import { parseRange } from '../lib/parse-range.js';
import { parseZonedDate } from '../lib/parse-zoned-date.js';
import { MAX_LIST_ITEMS } from './limits.js';

const HOUR_MS = DAY_MS / 24;

/** A comparison of an operand with a value of the config. */
export interface Comparison {
  readonly name: ConditionName;
  readonly value: unknown;
  /** Any JSON value, a text, or the moment of the decision. */
  readonly operand: 'any' | 'text' | 'moment';
  /** Zone of dates without one. */
  readonly timeZone: string;
  /** The values of the config are changed before they are compared, so only the operator knows them. */
  readonly isTranslated: boolean;
}

/** Reads the comparison of a node. */
export function readComparison(node: NodeConfig, operand: Comparison['operand']): Comparison {
  const { condition, value, timeZone } = node;
  const texts = [value].flat().filter((one): one is string => typeof one === 'string');
  return {
    name: condition as ConditionName,
    value,
    operand,
    timeZone: typeof timeZone === 'string' ? timeZone : 'UTC',
    isTranslated: node.type === 'url-path' && texts.some((text) => /%| $/.test(text)),
  };
}

/** The values of a comparison that are compared one by one, as many as are looked at. */
export function valuesOf({ value }: Comparison): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]).slice(0, MAX_LIST_ITEMS) : value === undefined ? [] : [value];
}

/** Whether not all values of a comparison are looked at. */
export function isLong({ value }: Comparison): boolean {
  return Array.isArray(value) && value.length > MAX_LIST_ITEMS;
}

/** The numbers at which the result of a comparison changes. */
export function numbersOf(comparison: Comparison): number[] {
  if (!/^(not-equals|equals|in|greater-than|at-least|less-than|at-most|between)$/.test(comparison.name)) return [];
  return valuesOf(comparison)
    .map(parseNumber)
    .filter((number) => !Number.isNaN(number));
}

/** The moments at which the result of a comparison changes, in ms since 1970. */
export function momentsOf(comparison: Comparison, now: number): number[] {
  const { name, timeZone } = comparison;
  const values = valuesOf(comparison);
  if (name === 'within-days') return [now, ...values.map((days) => now + parseNumber(days) * DAY_MS)];
  const moments = isAge(comparison)
    ? values.map((hours) => now - parseNumber(hours) * HOUR_MS)
    : /^(before|after|between)$/.test(name)
      ? values.map((date) => (timeZone === 'UTC' ? parseDate(date) : parseZonedDate(date, timeZone)))
      : [];
  return moments.filter((moment) => !Number.isNaN(moment));
}

/** The texts at which the result of a comparison changes: the ends of a range of texts. */
export function textsOf({ name, value }: Comparison): string[] {
  const range = name === 'between' ? parseRange(value) : null;
  return range?.kind === 'texts' ? [range.from, range.to] : [];
}

/** Whether a comparison is about how long ago or how far ahead a date is. */
export function isAge({ name }: Comparison): boolean {
  return name === 'older-than' || name === 'newer-than' || name === 'within-days';
}

/** Whether a comparison looks at parts of a text. */
export function isOnText({ name }: Comparison): boolean {
  return /^(starts-with|ends-with|contains|matches)$/.test(name);
}
