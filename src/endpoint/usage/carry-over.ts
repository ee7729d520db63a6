import { MAX_VIEWS_PER_TRACKER, type CountedView } from '../store.js';

/** Sorts what was counted from the earliest to the latest; of one moment by id, so that all stores tell it alike. */
export function sortViews<Kept extends CountedView>(counted: readonly Kept[]): Kept[] {
  return counted.toSorted((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
}

/**
 * Puts together what was counted of two readers, each id once. Where that is more than may be kept, items that stand
 * there again later go first, then the earlier ones, so that no trial of unique articles counts fewer than before. The
 * earliest of all stays: a time trial began then.
 *
 * @returns In order.
 */
export function carryOver<Kept extends CountedView>(own: readonly Kept[], others: readonly Kept[]): readonly Kept[] {
  const known = new Set(own.map(({ id }) => id));
  const all = sortViews([...own, ...others.filter(({ id }) => !known.has(id))]);
  let surplus = all.length - MAX_VIEWS_PER_TRACKER;
  if (surplus <= 0) return all;
  const latest = new Map(all.map((one) => [one.item, one]));
  const [first, ...rest] = all;
  const left = rest.filter((one) => latest.get(one.item) === one || surplus-- <= 0);
  return [first!, ...left.slice(1 - MAX_VIEWS_PER_TRACKER)];
}
