import { MAX_VIEW_AGE_MS } from '../limits.js';
import type { TrackedView, Variant } from '../store.js';
import type { StoredView } from './count-view.js';

/**
 * Tracker under which a store keeps the moment of a reader's last spend, as a view with the id `""`. No rule can name it.
 */
export const LAST_SPEND_TRACKER = '';

/** Gives the moment of a reader's last spend; milliseconds since 1970, `-Infinity` if none is kept. */
export function readLastSpend(kept: readonly StoredView[] | undefined, now: number): number {
  // A server whose clock was ahead must not put views into the future.
  return kept?.length ? Math.min(kept[0]!.at, now) : -Infinity;
}

/**
 * Makes the view that keeps the moment of a spend: as long as the windows of its trials need it.
 *
 * @param kept - The view of an earlier spend.
 * @returns `null` where no window ends: there a moment makes no difference.
 */
export function keepLastSpend(
  kept: readonly StoredView[] | undefined,
  variants: readonly Variant[],
  now: number,
): StoredView | null {
  const ends = variants.flatMap(({ until }) => (until === null ? [] : [Math.min(until, now + MAX_VIEW_AGE_MS)]));
  if (!ends.length) return null;
  return { id: '', item: '', at: now, until: Math.max(kept?.[0]?.until ?? 0, ...ends) };
}

/**
 * Moves a view that lies before the reader's last spend to the moment of that spend: the page's queue was empty then, so the
 * device's clock is behind. The beginning of a time trial stays where it is, as the earliest counts.
 */
export function placeAfter<View extends TrackedView>(
  view: View,
  lastSpend: number,
  variants: readonly Variant[],
): View {
  return view.at >= lastSpend || isBeginning(view, variants) ? view : { ...view, at: lastSpend };
}

/**
 * Moves a view that lies before the windows of its trials to where all of them count it: the beginning of the latest.
 */
export function placeInWindows<View extends TrackedView>(view: View, variants: readonly Variant[]): View {
  const from = Math.max(-Infinity, ...variants.map((variant) => variant.from));
  return view.at >= from || isBeginning(view, variants) ? view : { ...view, at: Math.ceil(from) };
}

function isBeginning({ item }: TrackedView, variants: readonly Variant[]): boolean {
  return item === '' && variants.some(({ begins }) => begins);
}
