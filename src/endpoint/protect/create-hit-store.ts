import { MAX_COUNTED_CLIENTS } from '../limits.js';

/** Requests of a client. */
interface Hits {
  totalHits: number;
  readonly resetTime: Date;
}

/** Counts requests by client. */
export interface HitStore {
  /** Counts a request of a client. */
  readonly increment: (key: string) => Readonly<Hits>;
  /** Gives the count of a client in its window. */
  readonly get: (key: string) => Readonly<Hits> | undefined;
  readonly decrement: (key: string) => void;
}

/**
 * Makes a store that counts requests by client in a fixed window, in the memory of this process. It holds two generations of
 * counts and forgets the older one when the younger is full or one window old: some runtimes allow no timer outside of a
 * request. With more clients in a window than there is room for, counts restart early, so that some clients may send more
 * and memory stays bounded.
 *
 * @param windowMs - Length of the window.
 * @param now - Milliseconds since 1970.
 * @param max - Number of clients. Default: `MAX_COUNTED_CLIENTS`.
 */
export function createHitStore(windowMs: number, now: () => number, max = MAX_COUNTED_CLIENTS): HitStore {
  let young = new Map<string, Hits>();
  let old = new Map<string, Hits>();
  let bornAt = 0;

  const increment = (key: string): Hits => {
    const moment = now();
    if (young.size >= max / 2 || Math.abs(moment - bornAt) >= windowMs) {
      [old, young] = [young, new Map<string, Hits>()];
      bornAt = moment;
    }
    let hits = young.get(key) ?? old.get(key);
    const left = hits ? hits.resetTime.getTime() - moment : 0;
    // A clock that was set back must not lock a client out.
    if (!hits || left <= 0 || left > windowMs) hits = { totalHits: 0, resetTime: new Date(moment + windowMs) };
    hits.totalHits++;
    young.set(key, hits);
    return hits;
  };

  return {
    increment,
    get: (key) => {
      const hits = young.get(key) ?? old.get(key);
      return hits && hits.resetTime.getTime() > now() ? hits : undefined;
    },
    decrement: (key) => {
      const hits = young.get(key) ?? old.get(key);
      if (hits && hits.totalHits > 0) hits.totalHits--;
    },
  };
}
