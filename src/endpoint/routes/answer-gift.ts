import type { GiftReason } from '../../model/codes.js';
import { isAmbiguousPath } from '../../lib/is-ambiguous-path.js';
import { own } from '../../lib/own.js';
import { toCanonicalPath } from '../../lib/to-canonical-path.js';
import type { LogOutage } from '../create-outage-log.js';
import type { Gifts } from '../gifts/create-gifts.js';
import { MAX_ADDRESS_CHARACTERS, MAX_SESSION_CHARACTERS } from '../limits.js';
import { Refusal } from '../refusal.js';
import type { RouteAnswer } from '../route-answer.js';
import type { GiftStore } from '../store.js';
import { askStore } from './ask-store.js';

/** Ports of the route. */
export interface GiftPorts {
  readonly gifts: Gifts;
  readonly store: GiftStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logOutage: LogOutage;
}

/** Answers `POST /zephr/gift`: whether a link's gift opens this path for this session. A valid gift is claimed by it. */
export async function answerGift(
  body: object,
  { gifts, store, now, logOutage }: GiftPorts,
): Promise<RouteAnswer | Refusal> {
  const [token, path, session] = ['gift', 'path', 'session'].map((name) => own(body, name));
  if (typeof token !== 'string') return Refusal.field('gift', 'a text');
  if (typeof path !== 'string') return Refusal.field('path', 'a text');
  if (typeof session !== 'string' || !session || session.length > MAX_SESSION_CHARACTERS)
    return Refusal.field('session', `a text of 1 to ${MAX_SESSION_CHARACTERS} characters`);
  const gift = await gifts.read(token, now());
  if (typeof gift === 'string') return invalid(gift);
  if (path.length > MAX_ADDRESS_CHARACTERS || isAmbiguousPath(path) || toCanonicalPath(path) !== gift.path)
    return invalid('path');
  return askStore('gift-store-failed', logOutage, async () => {
    const isClaimed = await store.claimGift(gift.id, session, gift.expiresAt);
    return isClaimed === true ? { body: { valid: true }, outcome: 'valid' } : invalid('used');
  });
}

function invalid(reason: GiftReason): RouteAnswer {
  return { body: { valid: false, reason }, outcome: reason };
}
