import { own } from '../../lib/own.js';
import { MAX_REMEMBERED_IDS, MAX_VIEWS_IN_MEMORY, VIEW_ID_MEMORY_MS } from '../limits.js';
import type { SpendOptions, SpendResult, TrackedView, UsageByTracker, UsageStore, Variant } from '../store.js';
import { carryOver } from './carry-over.js';
import { countView, type StoredView } from './count-view.js';
import { keepLastSpend, LAST_SPEND_TRACKER, placeAfter, readLastSpend } from './last-spend.js';
import { findRoom, measureViews } from './measure-views.js';
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
    { isCarried = false }: SpendOptions = {},
  ): SpendResult {
    const trackers = this.#trackersOf(reader);
    const now = this.#now();
    const lastSpend = isCarried ? -Infinity : readLastSpend(trackers.get(LAST_SPEND_TRACKER), now);
    const used: Variant[] = [];
    const refused: string[] = [];
    let room = findRoom(trackers.values());
    for (const spend of spends) {
      const { tracker, id } = spend;
      const known = trackers.get(tracker) ?? [];
      // A view that was counted in a window that is over, and that the page sends again.
      if (known.some((view) => view.id === id)) continue;
      const ofTracker = (own(variants, tracker) ?? []) as readonly Variant[];
      used.push(...ofTracker);
      const [over, before] = splitViews(known, now);
      const { isRefused, views } = countView(before, placeAfter(spend, lastSpend, ofTracker), ofTracker, room);
      if (isRefused) refused.push(id);
      if (views === before) continue;
      room += measureViews(before) - measureViews(views);
      this.#put(reader, trackers, tracker, [...over, ...views]);
    }
    const kept = keepLastSpend(trackers.get(LAST_SPEND_TRACKER), used, now);
    if (kept) this.#put(reader, trackers, LAST_SPEND_TRACKER, [kept]);
    this.#makeRoom();
    return { refused };
  }

  readUsage(reader: string): UsageByTracker {
    return toUsageByTracker(this.#countedOf(reader));
  }

  carry(from: string, to: string): void {
    const trackers = this.#trackersOf(to);
    for (const [tracker, others] of from === to ? [] : this.#countedOf(from)) {
      const [over, before] = splitViews(trackers.get(tracker) ?? [], this.#now());
      this.#put(to, trackers, tracker, [...over, ...carryOver(before, others, findRoom(trackers.values()))]);
    }
    this.#makeRoom();
  }

  /** Gives the views of a reader that a window needs. */
  #countedOf(reader: string): [tracker: string, views: readonly StoredView[]][] {
    return [...this.#trackersOf(reader)]
      .filter(([tracker]) => tracker !== LAST_SPEND_TRACKER)
      .map(([tracker, views]) => [tracker, splitViews(views, this.#now())[1]]);
  }

  #put(reader: string, trackers: Trackers, tracker: string, views: readonly StoredView[]): void {
    this.#size += views.length - (trackers.get(tracker)?.length ?? 0);
    if (views.length) trackers.set(tracker, views);
    else trackers.delete(tracker);
    this.#readers.delete(reader);
    if (trackers.size) this.#readers.set(reader, trackers);
  }

  /** Gives the views of a reader, after forgetting those that no window needs and no page sends again. */
  #trackersOf(reader: string): Trackers {
    const trackers = this.#readers.get(reader) ?? new Map<string, readonly StoredView[]>();
    const moment = this.#now();
    for (const [tracker, views] of trackers) {
      const [over, needed] = splitViews(views, moment);
      const remembered = over
        .filter(({ until }) => tracker !== LAST_SPEND_TRACKER && until! > moment - VIEW_ID_MEMORY_MS)
        .slice(-MAX_REMEMBERED_IDS);
      if (remembered.length < over.length) this.#put(reader, trackers, tracker, [...remembered, ...needed]);
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

/** Splits views into those that no window needs any more, and the others. */
function splitViews(
  views: readonly StoredView[],
  now: number,
): [over: readonly StoredView[], needed: readonly StoredView[]] {
  const isNeeded = ({ until }: StoredView): boolean => until === null || until > now;
  return views.every(isNeeded) ? [[], views] : [views.filter((view) => !isNeeded(view)), views.filter(isNeeded)];
}
