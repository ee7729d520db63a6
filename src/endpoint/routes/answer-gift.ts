import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import type { LogOutage } from '../create-outage-log.js';
import type { CheckGift, GivenGift } from '../gifts/check-gift.js';
import { MAX_SESSION_CHARACTERS } from '../limits.js';
import { Refusal } from '../refusal.js';
import type { RouteAnswer } from '../route-answer.js';
import { askStore } from './ask-store.js';

/** Ports of the route. */
export interface GiftPorts {
  readonly checkGift: CheckGift;
  readonly logOutage: LogOutage;
}

/** Answers `POST /zephr/gift`: whether a link's gift opens this path for this session. A valid gift is claimed by it. */
export async function answerGift(body: object, { checkGift, logOutage }: GiftPorts): Promise<RouteAnswer | Refusal> {
  const path = own(body, 'path');
  const given = readGift(body);
  if (given instanceof Refusal) return given;
  if (typeof path !== 'string') return Refusal.field('path', 'a text');
  return askStore('gift-store-failed', logOutage, async () => {
    const found = await checkGift(given, path);
    return found === 'valid'
      ? { body: { valid: true }, outcome: found }
      : { body: { valid: false, reason: found }, outcome: found };
  });
}

/**
 * Reads the members `gift` and `session` of an object.
 *
 * @param prefix - Name of the object in a refusal, with a dot.
 */
export function readGift(given: object, prefix = ''): GivenGift | Refusal {
  const [gift, session] = ['gift', 'session'].map((name) => own(given, name));
  if (typeof gift !== 'string') return Refusal.field(`${prefix}gift`, 'a text');
  if (typeof session !== 'string' || !session || session.length > MAX_SESSION_CHARACTERS)
    return Refusal.field(`${prefix}session`, `a text of 1 to ${MAX_SESSION_CHARACTERS} characters`);
  return { gift, session };
}

/** Reads the body's `gift`, an object `{ gift, session }`: `null` if it is missing or `null`. */
export function readBodyGift(body: object): GivenGift | null | Refusal {
  const given = own(body, 'gift') ?? null;
  if (given === null) return null;
  return isRecord(given) ? readGift(given, 'gift.') : Refusal.field('gift', 'an object { gift, session }');
}
