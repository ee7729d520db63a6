import { Refusal } from '../refusal.js';
import { createHitStore } from './create-hit-store.js';
import type { RateLimit } from './limit-rate.js';

/** Limits the keys that one reader gets. */
export interface KeyLimit {
  /**
   * Takes room for some keys of a reader; refuses the request where there is not enough.
   *
   * @param id - Mapped id of the reader.
   */
  take(id: string, count: number): Refusal | null;
  /** Gives room back for keys that were not released. */
  giveBack(id: string, count: number): void;
}

/**
 * Makes the limit of `maxKeys`, in the memory of this process: one subscription empties no site.
 *
 * @param now - Milliseconds since 1970.
 */
export function limitKeys({ limit, windowMs }: RateLimit, now: () => number): KeyLimit {
  const hits = createHitStore(windowMs, now);
  return {
    take: (id, count) => {
      const known = hits.get(id);
      if ((known?.totalHits ?? 0) + count > limit) {
        const left = known ? known.resetTime.getTime() - now() : windowMs;
        return new Refusal(429, 'rate-limited', `More than ${limit} keys in ${windowMs / 1000} seconds.`, {
          'Retry-After': String(Math.max(1, Math.ceil(left / 1000))),
        });
      }
      for (let taken = 0; taken < count; taken++) hits.increment(id);
      return null;
    },
    giveBack: (id, count) => {
      for (let given = 0; given < count; given++) hits.decrement(id);
    },
  };
}
