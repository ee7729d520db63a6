import { accountOf, hasView, type Ledger, type StoredView } from './ledger.js';
import type { Change } from './ledger-store.js';

/**
 * Records a view in the ledger: an article, or the beginning of a time trial.
 *
 * @param key - The reader's account.
 * @param isQueued - Whether the endpoint is to know of it.
 * @param isDue - Whether the trial still grants the view. If another tab uses up the trial first, the view does not count.
 * @returns The change of the ledger.
 */
export function recordView(
  key: string,
  tracker: string,
  view: StoredView,
  isQueued: boolean,
  isDue: () => boolean,
): Change {
  const [id] = view;
  return {
    isDue,
    isIn: (ledger) => {
      const found = accountOf(ledger, key);
      return found.refused.has(id) || hasView(found, tracker, id);
    },
    apply: (ledger) => {
      const found = accountOf(ledger, key);
      found.trackers.set(tracker, [...(found.trackers.get(tracker) ?? []), view]);
      if (isQueued) found.queue.add(id);
    },
  };
}

/** Stores the id of the anonymous reader, which decides the group of split tests, as long as none is stored. */
export function nameReader(reader: string): Change {
  return {
    isIn: (ledger: Ledger) => ledger.reader !== null,
    apply: (ledger) => {
      ledger.reader ??= reader;
    },
  };
}
