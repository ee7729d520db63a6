import { setOwn } from '../../lib/set-own.js';
import type { CountedView, UsageByTracker } from '../store.js';

/** Tells lists by tracker as a store answers them. */
export function toUsageByTracker(
  trackers: Iterable<readonly [tracker: string, kept: readonly CountedView[]]>,
): UsageByTracker {
  const usage: Record<string, readonly CountedView[]> = {};
  for (const [tracker, kept] of trackers) {
    const told = kept.map(({ id, item, at }) => ({ id, item, at }));
    if (told.length) setOwn(usage, tracker, told);
  }
  return usage;
}
