import { TIME } from '../../usage/spends.js';
import type { Sighting, Usage } from '../../usage/usage.js';
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
  const trials = Object.create(null) as Record<string, Sighting[]>;
  const timeTrials = Object.create(null) as Record<string, number>;
  for (const { id, tracker, item, at } of entriesOf(ledger, key)) {
    (trials[tracker] ??= []).push({ item, at, view: views.get(id) });
    if (!item && tracker.startsWith(TIME)) {
      const name = tracker.slice(TIME.length);
      timeTrials[name] = Math.min(timeTrials[name] ?? at, at);
    }
  }
  return { reader: ledger.reader ?? reader, view, latest: ledger.latest, trials, timeTrials };
}

/** What counts of a reader. */
export function* entriesOf(ledger: Ledger, key: string): Generator<Entry> {
  const { entries, refused } = accountOf(ledger, key);
  yield* entries.values();
  if (key === ANONYMOUS) return;
  for (const entry of accountOf(ledger, ANONYMOUS).entries.values()) {
    if (!entries.has(entry.id) && !refused.has(entry.id)) yield entry;
  }
}
