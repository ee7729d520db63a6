import { own } from '../../lib/own.js';
import { Refusal, type RouteAnswer } from '../refusal.js';
import type { Gifts } from '../gifts/create-gifts.js';
import { toPathname } from '../gifts/to-pathname.js';
import { errorNameOf, type WriteLog } from '../create-log.js';
import type { GiftStore } from '../store.js';

/** What the route needs from outside. */
export interface GiftPorts {
  readonly gifts: Gifts;
  readonly store: GiftStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: WriteLog;
}

/** Characters. A UUID has 36. */
const LONGEST_SESSION = 128;

/** Answers `POST /zephr/gift`: whether a link's gift opens this path for this session, which then has claimed it. */
export async function answerGift(body: object, { gifts, store, now, log }: GiftPorts): Promise<RouteAnswer | Refusal> {
  const [token, path, session] = ['gift', 'path', 'session'].map((name) => own(body, name));
  if (typeof token !== 'string') return Refusal.field('gift', 'a text');
  if (typeof path !== 'string') return Refusal.field('path', 'a text');
  if (typeof session !== 'string' || !session || session.length > LONGEST_SESSION)
    return Refusal.field('session', `a text of 1 to ${LONGEST_SESSION} characters`);
  const gift = await gifts.read(token, now());
  if (typeof gift === 'string') return no(gift);
  if (toPathname(path) !== gift.path) return no('path');
  try {
    const isClaimed = await store.claimGift(gift.id, session, gift.expiresAt);
    return isClaimed === true ? { body: { valid: true }, outcome: 'valid' } : no('used');
  } catch (error) {
    log({ level: 'error', event: 'gift-store-failed', error: errorNameOf(error) });
    // Neither yes nor no: the page may ask again.
    return new Refusal(503, 'store-unavailable', 'The store cannot be asked just now.');
  }
}

function no(reason: 'expired' | 'path' | 'used' | 'invalid'): RouteAnswer {
  return { body: { valid: false, reason }, outcome: reason };
}
