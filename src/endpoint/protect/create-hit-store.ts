import type { ClientRateLimitInfo, Store } from 'hono-rate-limiter';
import type { RouterEnv } from '../router-env.js';

interface Hits {
  totalHits: number;
  readonly resetTime: Date;
}

/** Clients that are counted at a time; about 10 MB. */
const MOST = 50_000;

/**
 * Counts requests by client in a fixed window, in this process, within bounds: two generations of counts, of which the older
 * is forgotten when the younger is full or a window old. No timer cleans up, as some runtimes allow none outside of a request.
 * With more clients in a window than there is room for, counts begin anew early: some may send more, and memory stays flat.
 *
 * @param now - Milliseconds since 1970.
 */
export function createHitStore(windowMs: number, now: () => number, most = MOST): Store<RouterEnv> {
  let young = new Map<string, Hits>();
  let old = new Map<string, Hits>();
  let bornAt = 0;

  const increment = (key: string): ClientRateLimitInfo => {
    const moment = now();
    if (young.size >= most / 2 || Math.abs(moment - bornAt) >= windowMs) {
      [old, young] = [young, new Map<string, Hits>()];
      bornAt = moment;
    }
    let hits = young.get(key) ?? old.get(key);
    const left = hits ? hits.resetTime.getTime() - moment : 0;
    // A clock that was set back must lock nobody out.
    if (!hits || left <= 0 || left > windowMs) hits = { totalHits: 0, resetTime: new Date(moment + windowMs) };
    hits.totalHits++;
    young.set(key, hits);
    return hits;
  };

  return {
    increment,
    decrement: (key) => {
      const hits = young.get(key);
      if (hits) hits.totalHits--;
    },
    resetKey: (key) => {
      young.delete(key);
      old.delete(key);
    },
  };
}
