import { setOwn } from '../../lib/set-own.js';
import type { Counted, UsageByTracker } from '../store.js';

/** Tells lists by tracker as a store answers them. */
export function toUsage(trackers: Iterable<readonly [tracker: string, kept: readonly Counted[]]>): UsageByTracker {
  const usage: Record<string, readonly Counted[]> = {};
  for (const [tracker, kept] of trackers) {
    const told = kept.map(({ id, item, at }) => ({ id, item, at }));
    if (told.length) setOwn(usage, tracker, told);
  }
  return usage;
}
