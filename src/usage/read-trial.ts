import type { TrialWindow } from '../model/config.js';
import type { TrialLeft } from '../model/decision.js';
import { DAY_MS } from '../lib/day.js';
import { own } from '../lib/own.js';
import { isTimeZone } from '../lib/parse-zoned-date.js';
import { findWindow } from './find-window.js';
import type { CountedView, Usage } from './usage.js';

/** A trial of a rule. */
export interface Trial {
  /** Id of the count; trials of one tracker share it. */
  readonly tracker: string;
  readonly limit: number;
  readonly counts: 'unique-article' | 'page-view';
  readonly window: TrialWindow;
}

/** A reader's state in a trial, with this page view counted. */
export interface TrialState extends TrialLeft {
  /** Whether the trial grants this page view. */
  readonly inTrial: boolean;
  /** Whether it has to be counted: its article was not read in this window, and the page view was not counted before. */
  readonly spends: boolean;
}

/**
 * Calculates what remains of a trial when this page view is counted. Counts nothing itself.
 *
 * @param item - The article that this page view counts as.
 * @param now - Milliseconds since 1970. Views that are later, as the clock was set back, count as well: a trial never gains.
 * @see Zephr documentation, "Trials": unique articles or page views, over a window.
 */
export function readTrial(
  { tracker, limit, counts, window }: Trial,
  usage: Usage,
  item: string,
  now: number,
): TrialState {
  // In a runtime that does not know the zone, trials count in UTC.
  const { from, to } = findWindow(window, now, isTimeZone(usage.timeZone) ? usage.timeZone! : 'UTC');
  const all = own(usage.trials, tracker);
  const known = Array.isArray(all) ? (all as readonly CountedView[]) : [];
  const seen = known.filter(({ at }) => at >= from);
  const unique = counts === 'unique-article';
  const used = unique ? new Set(seen.map((view) => view.item)).size : seen.length;
  const counted = unique
    ? seen.some((view) => view.item === item)
    : // A page that stays open into the next window is the same page view.
      usage.view !== undefined && known.some((view) => view.view === usage.view);
  const spends = !counted && used < limit;
  const first = seen.reduce((earliest, { at }) => Math.min(earliest, at), now);
  const resetsAt = typeof window === 'object' ? first + window.days * DAY_MS : to;
  return {
    limit,
    remaining: Math.max(0, limit - used - (spends ? 1 : 0)),
    resetsAt: Number.isFinite(resetsAt) ? resetsAt : null,
    inTrial: counted || spends,
    spends,
  };
}
