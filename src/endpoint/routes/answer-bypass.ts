import { own } from '../../lib/own.js';
import type { Bypass, GivenBypass } from '../bypass/create-bypass.js';
import { MAX_ADDRESS_CHARACTERS } from '../limits.js';
import { Refusal } from '../refusal.js';
import type { RouteAnswer } from '../route-answer.js';

/** Ports of the route. */
export interface BypassPorts {
  /** `null` for an endpoint without `referrers`. */
  readonly bypass: Bypass | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Answers `POST /zephr/bypass`: which trusted site has signed the link to this path. It does not say why none has. */
export async function answerBypass(body: object, { bypass, now }: BypassPorts): Promise<RouteAnswer | Refusal> {
  const path = own(body, 'path');
  const given = readBypass(body);
  if (given instanceof Refusal) return given;
  if (typeof path !== 'string') return Refusal.field('path', 'a text');
  const referrer = (await bypass?.find(given, path, now())) ?? null;
  return { body: { referrer }, outcome: referrer === null ? 'invalid' : 'valid' };
}

/**
 * Reads the members `btr` and `referrer` of an object.
 *
 * @param prefix - Name of the object in a refusal, with a dot.
 */
export function readBypass(given: object, prefix = ''): GivenBypass | Refusal {
  const [btr, referrer] = ['btr', 'referrer'].map((name) => own(given, name));
  if (typeof btr !== 'string') return Refusal.field(`${prefix}btr`, 'a text');
  if (typeof referrer !== 'string' || referrer.length > MAX_ADDRESS_CHARACTERS)
    return Refusal.field(`${prefix}referrer`, `a text of at most ${MAX_ADDRESS_CHARACTERS} characters`);
  return { btr, referrer };
}
