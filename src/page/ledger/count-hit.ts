import { HITS_PREFIX } from './hits-prefix.js';
import { accountOf, type Ledger, type StoredView } from './ledger.js';
import type { Change } from './ledger-store.js';
import { MAX_HITS } from './limits.js';

/**
 * Counts a page view in which a time trial lasts, once, as long as there are fewer than `MAX_HITS`.
 *
 * @param key - The reader's account.
 * @param view - Id of the page view.
 * @param at - Milliseconds since 1970.
 * @returns The change of the ledger.
 */
export function countHit(key: string, tracker: string, view: string, at: number): Change {
  const hits = HITS_PREFIX + tracker;
  const before = (ledger: Ledger): readonly StoredView[] => accountOf(ledger, key).trackers.get(hits) ?? [];
  return {
    isIn: (ledger) => before(ledger).length >= MAX_HITS || before(ledger).some(([id]) => id === view),
    apply: (ledger) => void accountOf(ledger, key).trackers.set(hits, [...before(ledger), [view, '', at]]),
  };
}
