import { parseDate } from './parse-date.js';

/**
 * Writes a moment for people to read, as `parseDate` reads it again.
 *
 * @param moment - Milliseconds since 1970.
 * @returns ISO 8601 text in UTC; for what has none that says it all, such as a year after 9999, seconds since 1970.
 */
export function writeDate(moment: number): string | number {
  const date = new Date(moment);
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString();
  return parseDate(text) === moment ? text : moment / 1000;
}
