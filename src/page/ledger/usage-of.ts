import { TIME_TRIAL_PREFIX } from '../../usage/pending-effects.js';
import type { CountedView, Usage } from '../../usage/usage.js';
import { accountOf, ANONYMOUS, type Entry, type Ledger } from './ledger.js';

/** What a page view adds to what is kept. */
export interface PageView {
  /** Its id. */
  readonly view: string;
  /** Ids of the page views that entries were made in, by the entries' ids; of this document only. */
  readonly views: ReadonlyMap<string, string>;
  /** Key of the reader as long as he is anonymous. */
  readonly reader: string;
}

/**
 * Gives what was counted of a reader, as rules ask for it. What he read before he signed in counts as well: his own
 * account and the anonymous one together, by id, so that nothing counts twice.
 *
 * @param key - His account.
 */
export function usageOf(ledger: Ledger, key: string, { view, views, reader }: PageView): Usage {
  const trials = Object.create(null) as Record<string, readonly CountedView[]>;
  const timeTrials = Object.create(null) as Record<string, number>;
  for (const [tracker, entries] of trackersOf(ledger, key)) {
    // A page runs this once, and code that runs for the first time takes lists apart slowly.
    trials[tracker] = entries.map((entry) => ({
      item: entry[1],
      at: entry[2],
      view: views.size ? views.get(entry[0]) : undefined,
    }));
    if (!tracker.startsWith(TIME_TRIAL_PREFIX)) continue;
    const beginnings = entries.filter(([, item]) => item === '').map(([, , at]) => at);
    if (beginnings.length) timeTrials[tracker.slice(TIME_TRIAL_PREFIX.length)] = Math.min(...beginnings);
  }
  return { reader: ledger.reader ?? reader, view, latest: ledger.latest, trials, timeTrials };
}

/** What counts of a reader, by tracker. */
export function trackersOf(ledger: Ledger, key: string): ReadonlyMap<string, readonly Entry[]> {
  const { trackers, refused } = accountOf(ledger, key);
  const before = accountOf(ledger, ANONYMOUS).trackers;
  if (key === ANONYMOUS || !before.size) return trackers;
  const all = new Map(trackers);
  for (const [tracker, entries] of before) {
    const own = trackers.get(tracker) ?? [];
    const ids = new Set(own.map(([id]) => id));
    const more = entries.filter(([id]) => !ids.has(id) && !refused.has(id));
    if (more.length) all.set(tracker, [...own, ...more]);
  }
  return all;
}
