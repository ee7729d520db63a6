import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import type { GivenBypass } from '../bypass/create-bypass.js';
import type { GivenGift } from '../gifts/check-gift.js';
import { MAX_SEALS_PER_REQUEST } from '../limits.js';
import type { GivenPromo } from '../promotions/create-promo-check.js';
import { Refusal } from '../refusal.js';
import { readBypass } from './answer-bypass.js';
import { readBodyGift } from './answer-gift.js';
import { readBodyPromo } from './answer-promo.js';
import { readBodyId } from './read-body-token.js';
import { readUsageBody, type UsageBody } from './answer-usage.js';

/** The members of the body of `POST /zephr/keys`. Any other is not read. */
export interface KeysBody extends UsageBody {
  /** `header.key` of each seal. */
  readonly seals: readonly string[];
  /** Random id of the page view, so that a retry costs nothing. */
  readonly view: string | null;
  readonly gift: GivenGift | null;
  readonly bypass: GivenBypass | null;
  readonly promo: GivenPromo | null;
  /** Random id of the browser, whose session counts. */
  readonly session: string | null;
}

const VIEW = /^[\w-]{1,64}$/;

/**
 * Reads the body of `POST /zephr/keys`.
 *
 * @param now - Milliseconds since 1970.
 */
export function readKeysBody(body: object, now: number): KeysBody | Refusal {
  const usage = readUsageBody(body, now);
  if (usage instanceof Refusal) return usage;
  const gift = readBodyGift(body);
  if (gift instanceof Refusal) return gift;
  const bypass = readBodyBypass(body);
  if (bypass instanceof Refusal) return bypass;
  const promo = readBodyPromo(own(body, 'promo'));
  if (promo instanceof Refusal) return promo;
  const session = readBodyId(body, 'session');
  if (session instanceof Refusal) return session;
  const view = own(body, 'view') ?? null;
  if (view !== null && !(typeof view === 'string' && VIEW.test(view)))
    return Refusal.field('view', '1 to 64 letters, digits, "-" and "_"');
  const seals = own(body, 'seals');
  const isList = Array.isArray(seals) && seals.length <= MAX_SEALS_PER_REQUEST;
  if (!isList || !seals.every((seal) => typeof seal === 'string'))
    return Refusal.field('seals', `a list of at most ${MAX_SEALS_PER_REQUEST} texts`);
  // Adding members to a copy takes many times as long.
  const { token, anonymousId, carry, spends } = usage;
  return { token, anonymousId, carry, spends, gift, bypass, promo, session, view, seals };
}

/** Reads the body's `bypass`, an object `{ btr, referrer }`: `null` if it is missing or `null`. */
function readBodyBypass(body: object): GivenBypass | null | Refusal {
  const given = own(body, 'bypass') ?? null;
  if (given === null) return null;
  return isRecord(given) ? readBypass(given, 'bypass.') : Refusal.field('bypass', 'an object { btr, referrer }');
}
