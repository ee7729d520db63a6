import { TIME_TRIAL_PREFIX } from '../../usage/pending-effects.js';
import { HITS_PREFIX } from './hits-prefix.js';
import type { Ledger } from './ledger.js';
import { MAX_REFUSALS, MAX_VIEWS } from './limits.js';

/**
 * Removes what exceeds the limits of a ledger: first page views that only inform the page's tools, then the oldest views, and
 * the beginnings of time trials last, as a trial without its beginning would start again.
 */
export function trimLedger({ accounts }: Ledger): void {
  let count = 0;
  for (const { trackers, refused } of accounts.values()) {
    for (const views of trackers.values()) count += views.length;
    for (const id of refused) {
      if (refused.size <= MAX_REFUSALS) break;
      refused.delete(id);
    }
  }
  let excess = count - MAX_VIEWS;
  const inOrder: ((tracker: string) => boolean)[] = [
    (tracker) => tracker.startsWith(HITS_PREFIX),
    (tracker) => !tracker.startsWith(TIME_TRIAL_PREFIX),
    () => true,
  ];
  for (const includes of inOrder) if (excess > 0) excess -= removeOldest(accounts, excess, includes);
}

/**
 * Removes the oldest views of some trackers. Views of one moment are removed together, so that all tabs remove the same.
 *
 * @returns How many were removed.
 */
function removeOldest(accounts: Ledger['accounts'], most: number, includes: (tracker: string) => boolean): number {
  const lists = [...accounts.values()].flatMap(({ trackers, queue }) =>
    [...trackers]
      .filter(([tracker]) => includes(tracker))
      .map(([tracker, list]) => ({ trackers, queue, tracker, list })),
  );
  // Sorting numbers is many times faster than sorting by a function.
  const moments = Float64Array.from(lists.flatMap(({ list }) => list.map(([, , at]) => at))).sort();
  const last = moments[Math.min(most, moments.length) - 1]!;
  let removed = 0;
  for (const { trackers, queue, tracker, list } of lists) {
    const kept = list.filter(([, , at]) => at > last);
    if (kept.length === list.length) continue;
    removed += list.length - kept.length;
    for (const [id, , at] of queue.size ? list : []) if (at <= last) queue.delete(id);
    if (kept.length) trackers.set(tracker, kept);
    else trackers.delete(tracker);
  }
  return removed;
}
