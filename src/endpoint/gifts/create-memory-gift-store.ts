import type { GiftStore } from '../store.js';

/** Gifts that are remembered at a time; about 15 MB. */
const MOST = 50_000;

/**
 * Remembers in this process who claimed a gift, until the gift ends. Where there are more than it holds, those that ended go
 * first and then the oldest: such a gift can be claimed again. A store that is written down keeps them over a restart.
 *
 * @param now - Milliseconds since 1970.
 */
export function createMemoryGiftStore(now: () => number, most = MOST): GiftStore {
  const claims = new Map<string, { readonly session: string; readonly expiresAt: number }>();
  const makeRoom = (): void => {
    const moment = now();
    for (const [id, { expiresAt }] of claims) if (expiresAt <= moment) claims.delete(id);
    // A map keeps its order. A tenth at once, as each look through all of them takes a while.
    for (const id of claims.keys()) {
      if (claims.size <= most * 0.9) break;
      claims.delete(id);
    }
  };
  return {
    claimGift: (id, session, expiresAt) => {
      const claim = claims.get(id);
      if (claim) return claim.session === session;
      if (claims.size >= most) makeRoom();
      claims.set(id, { session, expiresAt });
      return true;
    },
  };
}
