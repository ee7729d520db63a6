import { accountOf, ANONYMOUS, type Ledger, type StoredView } from './ledger.js';

/**
 * Gives the views that count for a reader, by tracker. Views that the reader made before signing in are carried over: the
 * account of the reader and the anonymous one together, by id, so that nothing counts twice. The endpoint carries over by
 * the same rule.
 *
 * @param key - The reader's account.
 */
export function carryOverViews(ledger: Ledger, key: string): ReadonlyMap<string, readonly StoredView[]> {
  const { trackers, refused } = accountOf(ledger, key);
  const anonymous = accountOf(ledger, ANONYMOUS).trackers;
  if (key === ANONYMOUS || !anonymous.size) return trackers;
  const all = new Map(trackers);
  for (const [tracker, views] of anonymous) {
    const own = trackers.get(tracker) ?? [];
    const ids = new Set(own.map(([id]) => id));
    const more = views.filter(([id]) => !ids.has(id) && !refused.has(id));
    if (more.length) all.set(tracker, [...own, ...more]);
  }
  return all;
}
