import { parseDate } from '../lib/parse-date.js';

/** Longest text that is read, in characters. */
const MAX_DATE_CHARACTERS = 64;

/** A time of ISO 8601 with an offset as PHP's `DATE_ISO8601` has it, `+0100`, or of hours alone. */
const LOOSE_OFFSET = /(:\d\d(?:\.\d+)?) ?([+-]\d\d):?(\d\d)?$/;

/** A date of RFC 2822, section 3.3, as mail, RSS and HTTP write it. */
const MAIL_DATE =
  /^(?:[a-z]{3}, *)?(\d{1,2}) +([a-z]{3}) +(\d{4}) +(\d\d:\d\d(?::\d\d)?) +([+-]\d{4}|[a-z]{1,3})(?: *\([^()]*\))?$/;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Names of zones that RFC 2822, section 4.3, knows, and their offsets. */
const ZONES: ReadonlyMap<string, string> = new Map([
  ...['z', 'ut', 'utc', 'gmt'].map((name) => [name, '+0000'] as const),
  ['est', '-0500'],
  ['edt', '-0400'],
  ['cst', '-0600'],
  ['cdt', '-0500'],
  ['mst', '-0700'],
  ['mdt', '-0600'],
  ['pst', '-0800'],
  ['pdt', '-0700'],
]);

/**
 * Reads a date of publication as pages write it: as `parseDate` does, and with spaces around it, in small letters, with an
 * offset as PHP writes it (`+0100`), or by RFC 2822 (`Sat, 28 Nov 2026 09:00:00 +0100`).
 *
 * @returns Milliseconds since 1970; `NaN` for anything else.
 */
export function parsePublishedDate(value: unknown): number {
  const date = parseDate(value);
  if (!Number.isNaN(date) || typeof value !== 'string' || value.length > MAX_DATE_CHARACTERS) return date;
  const text = value.trim().toLowerCase();
  const [, day, month, year, time, zone] = MAIL_DATE.exec(text) ?? [];
  if (day === undefined) return parseDate(text.toUpperCase().replace(LOOSE_OFFSET, toOffset));
  const number = String(MONTHS.indexOf(month!) + 1);
  const iso = `${year}-${number.padStart(2, '0')}-${day.padStart(2, '0')}T${time}${ZONES.get(zone!) ?? zone}`;
  return parseDate(iso.replace(LOOSE_OFFSET, toOffset));
}

function toOffset(_whole: string, time: string, hours: string, minutes = '00'): string {
  return `${time}${hours}:${minutes}`;
}
