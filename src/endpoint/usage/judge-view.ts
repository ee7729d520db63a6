import type { CountedView, Variant } from '../store.js';

/** The result for a view: it is counted, it changes nothing, or no trial has room for it. */
export type Verdict = 'counted' | 'unchanged' | 'refused';

/**
 * Judges whether a variant of a tracker has room for a view.
 *
 * @param counted - Counted views of the reader under this tracker.
 * @param variants - Variants of this tracker. A view before the window of a variant costs nothing there.
 */
export function judgeView(counted: readonly CountedView[], view: CountedView, variants: readonly Variant[]): Verdict {
  if (counted.some(({ id }) => id === view.id)) return 'unchanged';
  let verdict: Verdict = 'refused';
  for (const { limit, from, unique, begins } of variants) {
    // A time trial looks for a view without an item; any other view would only keep the real beginning out.
    if (begins && view.item !== '') continue;
    const inWindow = counted.filter(({ at }) => at >= from);
    const isFree = view.at < from || (unique && inWindow.some(({ item }) => item === view.item));
    if (isFree) {
      verdict = 'unchanged';
      continue;
    }
    const used = unique ? new Set(inWindow.map(({ item }) => item)).size : inWindow.length;
    if (used < limit || (begins && inWindow.every(({ at }) => at > view.at))) return 'counted';
  }
  return verdict;
}
