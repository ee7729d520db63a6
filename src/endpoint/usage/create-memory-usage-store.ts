import { own } from '../../lib/own.js';
import { MAX_VIEWS_IN_MEMORY } from '../limits.js';
import type { SpendResult, TrackedView, UsageByTracker, UsageStore, Variant } from '../store.js';
import { carryOver } from './carry-over.js';
import { countView, type StoredView } from './count-view.js';
import { toUsageByTracker } from './to-usage-by-tracker.js';

/** Views of one reader, by tracker. */
type Trackers = Map<string, readonly StoredView[]>;

/**
 * Makes a usage store in the memory of this process. Without room it forgets the readers who have not been counted for the
 * longest time; their trials start again. A store on disk keeps them.
 *
 * @param now - Milliseconds since 1970.
 * @param max - Number of views of all readers. Default: `MAX_VIEWS_IN_MEMORY`.
 */
export function createMemoryUsageStore(now: () => number, max = MAX_VIEWS_IN_MEMORY): UsageStore {
  return new MemoryUsageStore(now, max);
}

class MemoryUsageStore implements UsageStore {
  readonly #now: () => number;
  readonly #max: number;
  /** A map iterates in the order of insertion: the reader who was counted last comes last. */
  readonly #readers = new Map<string, Trackers>();
  #size = 0;

  constructor(now: () => number, max: number) {
    this.#now = now;
    this.#max = max;
  }

  spend(
    reader: string,
    spends: readonly TrackedView[],
    variants: Readonly<Record<string, readonly Variant[]>>,
  ): SpendResult {
    const trackers = this.#trackersOf(reader);
    const refused: string[] = [];
    for (const spend of spends) {
      const { tracker, id } = spend;
      const before = trackers.get(tracker) ?? [];
      const { isRefused, views } = countView(before, spend, (own(variants, tracker) ?? []) as readonly Variant[]);
      if (isRefused) refused.push(id);
      if (views !== before) this.#put(reader, trackers, tracker, views);
    }
    this.#makeRoom();
    return { refused };
  }

  readUsage(reader: string): UsageByTracker {
    return toUsageByTracker(this.#trackersOf(reader));
  }

  carry(from: string, to: string): void {
    const trackers = this.#trackersOf(to);
    for (const [tracker, others] of from === to ? [] : this.#trackersOf(from))
      this.#put(to, trackers, tracker, carryOver(trackers.get(tracker) ?? [], others));
    this.#makeRoom();
  }

  #put(reader: string, trackers: Trackers, tracker: string, views: readonly StoredView[]): void {
    this.#size += views.length - (trackers.get(tracker)?.length ?? 0);
    if (views.length) trackers.set(tracker, views);
    else trackers.delete(tracker);
    this.#readers.delete(reader);
    if (trackers.size) this.#readers.set(reader, trackers);
  }

  /** Gives the views of a reader, after forgetting those that no window needs. */
  #trackersOf(reader: string): Trackers {
    const trackers = this.#readers.get(reader) ?? new Map<string, readonly StoredView[]>();
    const moment = this.#now();
    for (const [tracker, views] of trackers) {
      const needed = views.filter(({ until }) => until === null || until > moment);
      if (needed.length < views.length) this.#put(reader, trackers, tracker, needed);
    }
    return trackers;
  }

  #makeRoom(): void {
    for (const [reader, trackers] of this.#readers) {
      if (this.#size <= this.#max) return;
      for (const views of trackers.values()) this.#size -= views.length;
      this.#readers.delete(reader);
    }
  }
}
