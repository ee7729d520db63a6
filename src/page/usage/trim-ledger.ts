import { TIME } from '../../usage/spends.js';
import type { Account, Entry, Ledger } from './ledger.js';

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
  for (const { entries, refused } of accounts.values()) {
    count += entries.size;
    for (const id of refused) {
      if (refused.size <= MOST_REFUSED) break;
      refused.delete(id);
    }
  }
  if (count <= MOST_ENTRIES) return;
  const all: (readonly [Account, Entry])[] = [];
  for (const account of accounts.values()) for (const entry of account.entries.values()) all.push([account, entry]);
  const rank = ({ tracker }: Entry): number => Number(tracker.startsWith(TIME));
  all.sort(([, a], [, b]) => rank(a) - rank(b) || a.at - b.at || (a.id < b.id ? -1 : 1));
  for (const [account, { id }] of all.slice(0, count - MOST_ENTRIES)) {
    account.entries.delete(id);
    account.queue.delete(id);
  }
}
