import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import type { Caller } from '../caller.js';
import type { LogOutage } from '../create-outage-log.js';
import { MAX_PROMO_GUESSES, MAX_SESSION_CHARACTERS, PROMO_GUESS_WINDOW_MS } from '../limits.js';
import type { CheckPromo, GivenPromo } from '../promotions/create-promo-check.js';
import type { createRecognizer } from '../reader/create-recognizer.js';
import { Refusal } from '../refusal.js';
import type { RouteAnswer } from '../route-answer.js';
import type { ToAccountKey } from '../usage/to-account-key.js';
import { askStore } from './ask-store.js';
import { readBodyToken } from './read-body-token.js';

/** Ports of the route. */
export interface PromoRoutePorts {
  /** `null` for an endpoint without `promotions`. */
  readonly checkPromo: CheckPromo | null;
  readonly toAccountKey: ToAccountKey;
  readonly recognize: ReturnType<typeof createRecognizer>;
  readonly logOutage: LogOutage;
}

const SECONDS = PROMO_GUESS_WINDOW_MS / 1000;
const LIMITED = new Refusal(
  429,
  'rate-limited',
  `More than ${MAX_PROMO_GUESSES} codes that do not count in ${SECONDS} seconds.`,
  { 'Retry-After': String(SECONDS) },
);

/**
 * Answers `POST /zephr/promo`: the promotion of a code, for which the reader is counted. It does not say why a code does not count.
 * The mapped id of the token identifies the reader; without one the random id of the browser session does.
 */
export async function answerPromo(
  body: object,
  caller: Caller,
  ports: PromoRoutePorts,
): Promise<RouteAnswer | Refusal> {
  const token = readBodyToken(body);
  if (token instanceof Refusal) return token;
  const [code, session] = [own(body, 'code'), own(body, 'session')];
  const given = readPromo({ code, session });
  if (given instanceof Refusal) return given;
  const reader = await ports.recognize(token, caller);
  if (reader instanceof Refusal) return reader;
  return askStore('usage-store-failed', ports.logOutage, async () => {
    const promo = { account: ports.toAccountKey(reader.result), client: caller.client };
    const found = await ports.checkPromo?.(given, promo);
    if (found?.isLimited) return LIMITED;
    const promotion = found?.promotion ?? null;
    return { body: { promotion }, outcome: promotion === null ? 'invalid' : 'valid' };
  });
}

/**
 * Reads the members `code` and `session` of an object.
 *
 * @param prefix - Name of the object in a refusal, with a dot.
 */
export function readPromo(given: object, prefix = ''): GivenPromo | Refusal {
  const [code, session] = ['code', 'session'].map((name) => own(given, name));
  if (typeof code !== 'string') return Refusal.field(`${prefix}code`, 'a text');
  if (typeof session !== 'string' || !session || session.length > MAX_SESSION_CHARACTERS)
    return Refusal.field(`${prefix}session`, `a text of 1 to ${MAX_SESSION_CHARACTERS} characters`);
  return { code, session };
}

/** Reads the body's `promo`, an object `{ code, session }`: `null` if it is missing or `null`. */
export function readBodyPromo(given: unknown): GivenPromo | null | Refusal {
  if (given === undefined || given === null) return null;
  return isRecord(given) ? readPromo(given, 'promo.') : Refusal.field('promo', 'an object { code, session }');
}
