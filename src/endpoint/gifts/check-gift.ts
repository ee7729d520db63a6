import type { GiftReason } from '../../model/codes.js';
import { isAmbiguousPath } from '../../lib/is-ambiguous-path.js';
import { toCanonicalPath } from '../../lib/to-canonical-path.js';
import { MAX_ADDRESS_CHARACTERS } from '../limits.js';
import type { GiftStore } from '../store.js';
import type { Gifts } from './create-gifts.js';

/** A gift as a request names it. */
export interface GivenGift {
  /** The gift token of a link. */
  readonly gift: string;
  /** Random id of the browser session. */
  readonly session: string;
}

/** Checks a gift for a path, and claims it for its session. */
export type CheckGift = (given: GivenGift, path: string | undefined) => Promise<'valid' | GiftReason>;

/** Ports of the check. */
export interface GiftCheckPorts {
  readonly gifts: Gifts;
  readonly store: GiftStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Makes the check of gifts. A valid gift is claimed by it; one for another path is not.
 *
 * @returns A function that rejects when the store fails.
 */
export function createGiftCheck({ gifts, store, now }: GiftCheckPorts): CheckGift {
  return async ({ gift: token, session }, path) => {
    const gift = await gifts.read(token, now());
    if (typeof gift === 'string') return gift;
    const isFor =
      path !== undefined &&
      path.length <= MAX_ADDRESS_CHARACTERS &&
      !isAmbiguousPath(path) &&
      toCanonicalPath(path) === gift.path;
    if (!isFor) return 'path';
    return (await store.claimGift(gift.id, session, gift.expiresAt)) === true ? 'valid' : 'used';
  };
}
