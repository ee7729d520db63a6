import { own } from '../../lib/own.js';
import type { UsageStore, Variant } from '../store.js';
import { carryOver } from './carry-over.js';
import { countView, type StoredView } from './count-view.js';
import { toUsageByTracker } from './to-usage-by-tracker.js';

/** Sightings that are remembered at a time; about 30 MB. */
const MOST = 100_000;

/** Of one reader, by tracker. */
type Trackers = Map<string, readonly StoredView[]>;

/**
 * Remembers in this process what readers used of trials. Where there is more than it holds, the readers go of whom nothing
 * was counted for longest: their trials begin anew. A store that is written down keeps them.
 *
 * @param now - Milliseconds since 1970.
 */
export function createMemoryUsageStore(now: () => number, most = MOST): UsageStore {
  // A map keeps its order: of whom something was counted last stands last.
  const readers = new Map<string, Trackers>();
  let size = 0;

  const put = (reader: string, trackers: Trackers, tracker: string, kept: readonly StoredView[]): void => {
    size += kept.length - (trackers.get(tracker)?.length ?? 0);
    if (kept.length) trackers.set(tracker, kept);
    else trackers.delete(tracker);
    readers.delete(reader);
    if (trackers.size) readers.set(reader, trackers);
  };
  /** Takes out of a reader's what no window needs. */
  const trackersOf = (reader: string): Trackers => {
    const trackers = readers.get(reader) ?? new Map<string, readonly StoredView[]>();
    const moment = now();
    for (const [tracker, kept] of trackers) {
      const left = kept.filter(({ until }) => until === null || until > moment);
      if (left.length < kept.length) put(reader, trackers, tracker, left);
    }
    return trackers;
  };
  const makeRoom = (): void => {
    for (const [reader, trackers] of readers) {
      if (size <= most) return;
      for (const kept of trackers.values()) size -= kept.length;
      readers.delete(reader);
    }
  };

  return {
    spend: (reader, spends, variants) => {
      const trackers = trackersOf(reader);
      const refused: string[] = [];
      for (const spend of spends) {
        const { tracker, id } = spend;
        const before = trackers.get(tracker) ?? [];
        const { isRefused, kept } = countView(before, spend, (own(variants, tracker) ?? []) as readonly Variant[]);
        if (isRefused) refused.push(id);
        if (kept !== before) put(reader, trackers, tracker, kept);
      }
      makeRoom();
      return { refused };
    },
    readUsage: (reader) => toUsageByTracker(trackersOf(reader)),
    carry: (from, to) => {
      const trackers = trackersOf(to);
      for (const [tracker, kept] of from === to ? [] : trackersOf(from))
        put(to, trackers, tracker, carryOver(trackers.get(tracker) ?? [], kept));
      makeRoom();
    },
  };
}
