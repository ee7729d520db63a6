import { MAX_VIEWS_IN_MEMORY } from '../limits.js';
import type { SpendOptions, SpendResult, TrackedView, UsageByTracker, UsageStore, Variant } from '../store.js';
import { carryViews, countedViews, forgetViews, spendViews, type ReaderViews } from './reader-views.js';
import { toUsageByTracker } from './to-usage-by-tracker.js';

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
  readonly #readers = new Map<string, ReaderViews>();
  #size = 0;

  constructor(now: () => number, max: number) {
    this.#now = now;
    this.#max = max;
  }

  spend(
    reader: string,
    spends: readonly TrackedView[],
    variants: Readonly<Record<string, readonly Variant[]>>,
    options: SpendOptions = {},
  ): SpendResult {
    const { refused, views } = spendViews(this.#viewsOf(reader), spends, variants, options, this.#now());
    this.#put(reader, views);
    this.#makeRoom();
    return { refused };
  }

  readUsage(reader: string): UsageByTracker {
    return toUsageByTracker(countedViews(this.#viewsOf(reader), this.#now()));
  }

  carry(from: string, to: string): void {
    const others = from === to ? [] : countedViews(this.#viewsOf(from), this.#now());
    if (!others.length) return;
    this.#put(to, carryViews(this.#viewsOf(to), others, this.#now()));
    this.#makeRoom();
  }

  forgetUsage(reader: string): boolean {
    const isKnown = this.#viewsOf(reader).size > 0;
    this.#put(reader, new Map());
    return isKnown;
  }

  #put(reader: string, views: ReaderViews): void {
    const before = this.#readers.get(reader);
    if (views === before) return;
    this.#size += sizeOf(views) - (before ? sizeOf(before) : 0);
    this.#readers.delete(reader);
    if (views.size) this.#readers.set(reader, views);
  }

  /** Gives the views of a reader, after forgetting those that no window needs and no page sends again. */
  #viewsOf(reader: string): ReaderViews {
    const views = this.#readers.get(reader) ?? new Map();
    const left = forgetViews(views, this.#now());
    if (left !== views) this.#put(reader, left);
    return left;
  }

  #makeRoom(): void {
    for (const [reader, views] of this.#readers) {
      if (this.#size <= this.#max) return;
      this.#size -= sizeOf(views);
      this.#readers.delete(reader);
    }
  }
}

function sizeOf(views: ReaderViews): number {
  let size = 0;
  for (const all of views.values()) size += all.length;
  return size;
}
