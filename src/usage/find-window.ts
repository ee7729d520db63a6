import type { TrialWindow } from '../model/config.js';
import { DAY_MS } from '../lib/day.js';
import { offsetAt, parseZonedDate } from '../lib/parse-zoned-date.js';

/** A stretch of time in milliseconds since 1970; the end is not part of it, and `null` for one without an end. */
export interface Stretch {
  readonly from: number;
  readonly to: number | null;
}

/**
 * Finds the calendar day, week or month, or the last so many days that a moment lies in.
 *
 * @param now - Milliseconds since 1970.
 * @param timeZone - IANA name of the zone whose calendar counts, or `local`.
 * @returns For a rolling window `to` is `null`: views leave it one by one.
 * @see Zephr documentation, "Trials": a calendar week begins on Monday, a month on the 1st.
 */
export function findWindow(window: TrialWindow, now: number, timeZone: string): Stretch {
  if (typeof window === 'object') return { from: now - window.days * DAY_MS, to: null };
  if (window === 'lifetime') return { from: -Infinity, to: null };
  // The time that the zone's clocks show, as if it was UTC.
  const clock = new Date(now + offsetAt(now, timeZone));
  const startOf = (month: number, day: number): number => {
    const text = new Date(Date.UTC(clock.getUTCFullYear(), month, day)).toISOString().slice(0, 10);
    return parseZonedDate(`${text}T00:00`, timeZone);
  };
  const month = clock.getUTCMonth();
  if (window === 'calendar-month') return { from: startOf(month, 1), to: startOf(month + 1, 1) };
  const days = window === 'calendar-week' ? 7 : 1;
  // Monday is the day 1 of `Date`, and Sunday ends a week.
  const first = clock.getUTCDate() - (days === 7 ? (clock.getUTCDay() + 6) % 7 : 0);
  return { from: startOf(month, first), to: startOf(month, first + days) };
}
