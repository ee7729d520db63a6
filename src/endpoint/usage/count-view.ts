import { MAX_VIEWS_PER_TRACKER } from '../limits.js';
import type { CountedView, TrackedView, Variant } from '../store.js';
import { dropUnneededViews } from './drop-unneeded-views.js';
import { measureViews } from './measure-views.js';
import { judgeView } from './judge-view.js';
import { sortViews } from './sort-views.js';

/** A counted view in a store, with its expiry. */
export interface StoredView extends CountedView {
  /** When no variant needs the view any longer and the store may forget it; milliseconds since 1970, `null` for never. */
  readonly until: number | null;
}

/** The result of counting one view. */
export interface CountResult {
  readonly isRefused: boolean;
  /** The new list, sorted; the same object as before if nothing changed. */
  readonly views: readonly StoredView[];
}

/**
 * Counts one view in a list, for stores that hold lists. Redis runs the same rules in Lua (`redis/lua-scripts.ts`).
 *
 * @param views - Views of the reader under the view's tracker, sorted.
 * @param variants - Variants of that tracker.
 * @param room - Characters that are left of `MAX_READER_CHARACTERS`.
 */
export function countView(
  views: readonly StoredView[],
  { id, item, at }: TrackedView,
  variants: readonly Variant[],
  room: number,
): CountResult {
  const verdict = judgeView(views, { id, item, at }, variants);
  if (verdict !== 'counted') return { isRefused: verdict === 'refused', views };
  const size = measureViews([{ id, item }]);
  const isFull = views.length >= MAX_VIEWS_PER_TRACKER || size > room;
  const needed = isFull ? dropUnneededViews(views, variants) : views;
  const isTooLarge = isFull && size > room + measureViews(views) - measureViews(needed);
  if (needed.length >= MAX_VIEWS_PER_TRACKER || isTooLarge) return { isRefused: true, views };
  return { isRefused: false, views: sortViews([...needed, { id, item, at, until: latestUntil(variants) }]) };
}

/** Gives the moment at which the last of some variants no longer needs a view that is counted now. */
function latestUntil(variants: readonly Variant[]): number | null {
  return variants.reduce<number | null>(
    (latest, { until }) => (latest === null || until === null ? null : Math.max(latest, until)),
    -Infinity,
  );
}
