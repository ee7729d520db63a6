import type { CountedView, Variant } from '../store.js';

/**
 * Drops the views of a tracker that no variant needs, to make room for another. Views that a variant needs stay, as its
 * trial would start again without them.
 *
 * @returns The remaining views; as many as before if all of them are needed.
 */
export function dropUnneededViews<View extends CountedView>(
  counted: readonly View[],
  variants: readonly Variant[],
): readonly View[] {
  const latest = new Map(counted.map((view) => [view.item, view]));
  const [first] = counted;
  return counted.filter((view) =>
    variants.some(({ from, unique, begins }) =>
      begins ? view === first : view.at >= from && (!unique || latest.get(view.item) === view),
    ),
  );
}
