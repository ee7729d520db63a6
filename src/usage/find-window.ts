import type { TrialWindow } from '../model/config.js';
import { parseZonedDate } from '../lib/parse-zoned-date.js';

/** A stretch of time in milliseconds since 1970; the end is not part of it, `null` where there is none. */
export interface Stretch {
  readonly from: number;
  readonly to: number | null;
}

const DAY = 86_400_000;

/**
 * Finds the calendar day, week or month, or the last so many days that a moment lies in.
 *
 * @param now - Milliseconds since 1970.
 * @param timeZone - IANA name of the zone whose calendar counts, or `local`.
 * @returns For days that roll, `to` is `null`: what was seen leaves one by one.
 * @see Zephr documentation, "Trials": a calendar week begins on Monday, a month on the 1st.
 */
export function findWindow(window: TrialWindow, now: number, timeZone: string): Stretch {
  if (typeof window === 'object') return { from: now - window.days * DAY, to: null };
  if (window === 'lifetime') return { from: -Infinity, to: null };
  const { year, month, day } = dateIn(timeZone, now);
  const startOf = (m: number, d: number): number => {
    const text = new Date(Date.UTC(year, m, d)).toISOString().slice(0, 10);
    return parseZonedDate(`${text}T00:00`, timeZone);
  };
  if (window === 'calendar-month') return { from: startOf(month, 1), to: startOf(month + 1, 1) };
  const days = window === 'calendar-week' ? 7 : 1;
  // Monday is the day 1 of `Date`, and Sunday ends a week.
  const back = days === 7 ? (new Date(Date.UTC(year, month, day)).getUTCDay() + 6) % 7 : 0;
  return { from: startOf(month, day - back), to: startOf(month, day - back + days) };
}

/** What the calendar of a zone shows; months count from 0, as those of `Date`. */
function dateIn(timeZone: string, now: number): { year: number; month: number; day: number } {
  const zone = timeZone === 'local' ? undefined : timeZone;
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric' });
  const parts = Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, Number(value)]));
  return { year: parts['year']!, month: parts['month']! - 1, day: parts['day']! };
}
