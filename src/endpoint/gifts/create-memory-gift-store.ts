import { MAX_GIFTS_IN_MEMORY } from '../limits.js';
import type { GiftStore } from '../store.js';

/** Share of the claims that stay when there is no room: making room looks through all of them, so it is done rarely. */
const KEPT_SHARE = 0.9;

/**
 * Makes a gift store in the memory of this process. It forgets a claim when the gift ends. Without room it drops the oldest
 * claims, whose gifts can then be claimed again. A store on disk keeps them over a restart.
 *
 * @param now - Milliseconds since 1970.
 * @param max - Number of claims. Default: `MAX_GIFTS_IN_MEMORY`.
 */
export function createMemoryGiftStore(now: () => number, max = MAX_GIFTS_IN_MEMORY): GiftStore {
  const claims = new Map<string, { readonly session: string; readonly expiresAt: number }>();
  const makeRoom = (): void => {
    const moment = now();
    for (const [id, { expiresAt }] of claims) if (expiresAt <= moment) claims.delete(id);
    // A map iterates in the order of insertion.
    for (const id of claims.keys()) {
      if (claims.size <= max * KEPT_SHARE) break;
      claims.delete(id);
    }
  };
  return {
    claimGift: (id, session, expiresAt) => {
      const claim = claims.get(id);
      if (claim) return claim.session === session;
      if (claims.size >= max) makeRoom();
      claims.set(id, { session, expiresAt });
      return true;
    },
  };
}
