import { setOwn } from '../../lib/set-own.js';
import type { CountedView, UsageByTracker } from '../store.js';

/** Puts lists of views by tracker into the shape that stores return: without expiry and empty trackers. */
export function toUsageByTracker(
  trackers: Iterable<readonly [tracker: string, views: readonly CountedView[]]>,
): UsageByTracker {
  const usage: Record<string, readonly CountedView[]> = {};
  for (const [tracker, views] of trackers)
    if (views.length)
      setOwn(
        usage,
        tracker,
        views.map(({ id, item, at }) => ({ id, item, at })),
      );
  return usage;
}
