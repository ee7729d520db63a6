import { parseDate } from './parse-date.js';
import { DAY_MS } from './day.js';

const HAS_ZONE = /(Z|[+-]\d\d:\d\d)$/;
/** How `Intl` writes an offset from UTC: `GMT`, `GMT-05:00`, with seconds before there were zones. */
const OFFSET = /GMT([+-])(\d\d):(\d\d):?(\d\d)?/;

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Reads a moment as `parseDate` does, but takes text without a zone as what a clock in a zone shows.
 *
 * A time that the clock shows twice, when it is set back, is the earlier moment; a time that it skips, when it is set forward, is as
 * much later as was skipped. So 02:30 of the night in which 02:00 becomes 03:00 is 03:30.
 *
 * @param timeZone - A name that `isTimeZone` accepts; `local` is the zone of the device, on a server that of the server.
 * @returns Milliseconds since 1970; `NaN` for what is not a date.
 * @throws {RangeError} For another zone.
 * @see TC39 Temporal, "disambiguation": this is its `compatible`, and what `Date` does in the device's own zone.
 */
export function parseZonedDate(value: unknown, timeZone: string): number {
  const clock = parseDate(value);
  if (typeof value !== 'string' || HAS_ZONE.test(value) || Number.isNaN(clock)) return clock;
  // No zone is as much as a day away from UTC, so whatever offset there was before and after a switch nearby is found.
  const before = offsetAt(clock - DAY_MS, timeZone);
  const after = offsetAt(clock + DAY_MS, timeZone);
  const holds = (offset: number): boolean => offsetAt(clock - offset, timeZone) === offset;
  return clock - (!holds(before) && holds(after) ? after : before);
}

/** Whether this is the IANA name of a zone that this runtime knows, or `local`. */
export function isTimeZone(name: unknown): boolean {
  if (name === 'local') return true;
  // Some engines take an offset as well, `+05:30`; others do not.
  if (typeof name !== 'string' || !/^[a-z]/i.test(name)) return false;
  try {
    return Boolean(formatOf(name));
  } catch {
    return false;
  }
}

/** How far the clocks of a zone are ahead of UTC at a moment, both in milliseconds. */
export function offsetAt(moment: number, timeZone: string): number {
  if (timeZone === 'local') return new Date(moment).getTimezoneOffset() * -60_000;
  const [, sign, hours, minutes, seconds = 0] = OFFSET.exec(formatOf(timeZone).format(moment)) ?? [];
  return sign ? Number(`${sign}1`) * ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 : 0;
}

/** Making a format takes a hundred times as long as using it. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format)
    formats.set(timeZone, (format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })));
  return format;
}
