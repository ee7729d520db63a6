import { MOST_KEPT, type Counted, type Spend, type Variant } from '../store.js';
import { inOrder } from './in-order.js';
import { judgeSpend, makeRoom } from './judge-spend.js';

/** What is kept of one reader and tracker. */
export interface Kept extends Counted {
  /** When no variant needs it any longer and it may be forgotten; milliseconds since 1970, `null` is never. */
  readonly until: number | null;
}

/** What came of a spend. */
export interface Spent {
  readonly isRefused: boolean;
  /** The new list, in order; the old one where nothing changed. */
  readonly kept: readonly Kept[];
}

/**
 * Counts one spend in a list, for stores that hold lists.
 *
 * @param kept - In order.
 * @param variants - Of the spend's tracker.
 */
export function spendInList(kept: readonly Kept[], { id, item, at }: Spend, variants: readonly Variant[]): Spent {
  const verdict = judgeSpend(kept, { id, item, at }, variants);
  if (verdict !== 'kept') return { isRefused: verdict === 'refused', kept };
  const left = makeRoom(kept, variants);
  if (left.length >= MOST_KEPT) return { isRefused: true, kept };
  return { isRefused: false, kept: inOrder([...left, { id, item, at, until: latestUntil(variants) }]) };
}

/** When the last of some variants needs no longer what is counted now. */
export function latestUntil(variants: readonly Variant[]): number | null {
  return variants.reduce<number | null>(
    (latest, { until }) => (latest === null || until === null ? null : Math.max(latest, until)),
    -Infinity,
  );
}
