import { parseDate } from './parse-date.js';
import { parseNumber } from './parse-number.js';

/** The two ends of a range, which belong to it. */
export type Range =
  | { readonly kind: 'numbers' | 'dates'; readonly from: number; readonly to: number }
  | { readonly kind: 'texts'; readonly from: string; readonly to: string };

/** Texts that are meant as dates: one that is not a date is a mistake, not a text to compare with. */
const LIKE_A_DATE = /^\d{4}-\d\d-\d\d/;

/**
 * Reads the two ends of a range: two numbers, which may be texts of numbers; two dates, one of which may be in seconds; else two
 * texts.
 *
 * @returns Dates in milliseconds since 1970; `null` for anything else, and where the first end is after the second.
 */
export function parseRange(value: unknown): Range | null {
  const [first, last, ...others] = Array.isArray(value) ? (value as unknown[]) : [];
  if (first === undefined || last === undefined || others.length) return null;
  for (const kind of ['numbers', 'dates'] as const) {
    const [from, to] = [first, last].map(kind === 'numbers' ? parseNumber : parseDate) as [number, number];
    if (from <= to) return { kind, from, to };
    if (from > to) return null;
  }
  return isPlain(first) && isPlain(last) && first <= last ? { kind: 'texts', from: first, to: last } : null;
}

function isPlain(end: unknown): end is string {
  return typeof end === 'string' && end !== '' && !LIKE_A_DATE.test(end);
}
