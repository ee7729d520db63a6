import { TIME_TRIAL_PREFIX } from '../../usage/pending-effects.js';
import type { Ledger } from './ledger.js';

/** So many sightings are kept, of all readers and trackers together. */
export const MOST_ENTRIES = 1000;
/** So many refusals of an endpoint are remembered for each reader. */
const MOST_REFUSED = 100;

/**
 * Keeps a ledger within its bounds: the oldest sightings leave first, and the beginnings of time trials last, as a trial
 * whose beginning is forgotten would begin anew.
 */
export function trimLedger({ accounts }: Ledger): void {
  let count = 0;
  for (const { trackers, refused } of accounts.values()) {
    for (const entries of trackers.values()) count += entries.length;
    for (const id of refused) {
      if (refused.size <= MOST_REFUSED) break;
      refused.delete(id);
    }
  }
  const over = count - MOST_ENTRIES;
  if (over <= 0) return;
  const left = over - removeOldest(accounts, over, (tracker) => !tracker.startsWith(TIME_TRIAL_PREFIX));
  if (left > 0) removeOldest(accounts, left, () => true);
}

/**
 * Removes the oldest sightings of some trackers. Those of one moment leave together, so that tabs agree on which.
 *
 * @returns How many there were.
 */
function removeOldest(accounts: Ledger['accounts'], most: number, isMeant: (tracker: string) => boolean): number {
  const lists = [...accounts.values()].flatMap(({ trackers, queue }) =>
    [...trackers]
      .filter(([tracker]) => isMeant(tracker))
      .map(([tracker, list]) => ({ trackers, queue, tracker, list })),
  );
  // By numbers, as comparing by a function takes many times as long.
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
