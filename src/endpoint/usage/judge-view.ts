import { MAX_VIEWS_PER_TRACKER, type CountedView, type Variant } from '../store.js';

/** Whether a spend has to be kept, changes nothing, or is over the limit. */
export type Verdict = 'kept' | 'idle' | 'refused';

/**
 * Judges whether some variant of a tracker lets a spend in.
 *
 * @param counted - What is counted of the reader under this tracker.
 * @param variants - Of this tracker. What is before the window of one costs nothing there: it is over.
 */
export function judgeView(counted: readonly CountedView[], spend: CountedView, variants: readonly Variant[]): Verdict {
  if (counted.some(({ id }) => id === spend.id)) return 'idle';
  let verdict: Verdict = 'refused';
  for (const { limit, from, unique, begins } of variants) {
    // Anything else would stand where nobody looks for a beginning, and keep the real one out.
    if (begins && spend.item !== '') continue;
    const seen = counted.filter(({ at }) => at >= from);
    const costsNothing = spend.at < from || (unique && seen.some(({ item }) => item === spend.item));
    if (costsNothing) {
      verdict = 'idle';
      continue;
    }
    const used = unique ? new Set(seen.map(({ item }) => item)).size : seen.length;
    if (used < limit || (begins && seen.every(({ at }) => at > spend.at))) return 'kept';
  }
  return verdict;
}

/**
 * Makes room for one more where a tracker is full: what no variant needs any longer is let go. What one needs never is, as
 * the trial would begin anew.
 *
 * @returns What stays; still full where all of it is needed.
 */
export function makeRoom<Kept extends CountedView>(
  counted: readonly Kept[],
  variants: readonly Variant[],
): readonly Kept[] {
  if (counted.length < MAX_VIEWS_PER_TRACKER) return counted;
  const latest = new Map(counted.map((one) => [one.item, one]));
  const [first] = counted;
  return counted.filter((one) =>
    variants.some(({ from, unique, begins }) =>
      begins ? one === first : one.at >= from && (!unique || latest.get(one.item) === one),
    ),
  );
}
