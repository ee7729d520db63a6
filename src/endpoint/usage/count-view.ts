import { MAX_VIEWS_PER_TRACKER, type CountedView, type TrackedView, type Variant } from '../store.js';
import { sortViews } from './carry-over.js';
import { judgeView, makeRoom } from './judge-view.js';

/** What is kept of one reader and tracker. */
export interface StoredView extends CountedView {
  /** When no variant needs it any longer and it may be forgotten; milliseconds since 1970, `null` is never. */
  readonly until: number | null;
}

/** What came of a spend. */
export interface CountResult {
  readonly isRefused: boolean;
  /** The new list, in order; the old one where nothing changed. */
  readonly kept: readonly StoredView[];
}

/**
 * Counts one spend in a list, for stores that hold lists.
 *
 * @param kept - In order.
 * @param variants - Of the spend's tracker.
 */
export function countView(
  kept: readonly StoredView[],
  { id, item, at }: TrackedView,
  variants: readonly Variant[],
): CountResult {
  const verdict = judgeView(kept, { id, item, at }, variants);
  if (verdict !== 'kept') return { isRefused: verdict === 'refused', kept };
  const left = makeRoom(kept, variants);
  if (left.length >= MAX_VIEWS_PER_TRACKER) return { isRefused: true, kept };
  return { isRefused: false, kept: sortViews([...left, { id, item, at, until: latestUntil(variants) }]) };
}

/** When the last of some variants needs no longer what is counted now. */
export function latestUntil(variants: readonly Variant[]): number | null {
  return variants.reduce<number | null>(
    (latest, { until }) => (latest === null || until === null ? null : Math.max(latest, until)),
    -Infinity,
  );
}
