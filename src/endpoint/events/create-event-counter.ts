import { sleep } from '../../lib/sleep.js';
import { EVENT_GATHER_MS } from '../limits.js';
import type { Counts, EventStore } from '../store.js';

/** Adds counts to those of today. Resolves when they are stored. */
export type AddCounts = (counts: Counts) => Promise<void>;

/**
 * Makes the function that adds the counts of requests to a store. The counts of requests that come within a few milliseconds are
 * added together, so that a busy endpoint makes few transactions. Each request is answered once its own counts are stored.
 *
 * @param now - Milliseconds since 1970. Days are those of UTC.
 */
export function createEventCounter(store: EventStore, now: () => number): AddCounts {
  let gathered: Map<string, number> | null = null;
  let storing: Promise<void> = Promise.resolve();

  const begin = async (counts: Map<string, number>): Promise<void> => {
    await sleep(EVENT_GATHER_MS);
    gathered = null;
    await store.addCounts(toDay(now()), Object.fromEntries(counts));
  };

  return (counts) => {
    if (!gathered) {
      gathered = new Map();
      storing = begin(gathered);
    }
    for (const [name, count] of Object.entries(counts)) gathered.set(name, (gathered.get(name) ?? 0) + count);
    return storing;
  };
}

/** The day of a moment, in UTC. */
export function toDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}
