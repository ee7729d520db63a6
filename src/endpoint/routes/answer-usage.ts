import type { JwtConfig } from '../../model/config.js';
import { own } from '../../lib/own.js';
import { readId } from '../../lib/read-id.js';
import { setOwn } from '../../lib/set-own.js';
import { Refusal, type RouteAnswer } from '../refusal.js';
import { errorNameOf, type WriteLog } from '../create-log.js';
import type { createRecognizer } from '../reader/create-recognizer.js';
import type { TrackedView, UsageStore, Variant } from '../store.js';
import type { VariantsOf } from '../usage/read-variants.js';
import { readSpends } from './read-spends.js';
import { readBodyToken } from './read-body-token.js';

/** What the route needs from outside. */
export interface UsagePorts {
  readonly recognize: ReturnType<typeof createRecognizer>;
  readonly jwt: JwtConfig;
  readonly variantsOf: VariantsOf;
  readonly store: UsageStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: WriteLog;
}

/** The random id that a page gives a reader without one of his own. */
const ANONYMOUS = /^[\w-]{16,64}$/;
/** RFC 9110, section 11.6.1: who says 401 says by what one gets in. */
const NOBODY = new Refusal(401, 'reader-missing', 'A valid token or "reader" must say who reads.', {
  'WWW-Authenticate': 'Bearer',
});

/**
 * Answers `POST /zephr/usage`: counts what was read, by the limits of the config, and tells all that is counted of this
 * reader. Who has a mapped id is counted by it, wherever he reads; anybody else by the random id of his browser.
 */
export async function answerUsage(
  body: object,
  headers: Headers,
  { recognize, jwt, variantsOf, store, now, log }: UsagePorts,
): Promise<RouteAnswer | Refusal> {
  const moment = now();
  const token = readBodyToken(body);
  if (token instanceof Refusal) return token;
  const [anonymous, carry] = [own(body, 'reader') ?? null, own(body, 'carry') ?? false];
  if (anonymous !== null && !(typeof anonymous === 'string' && ANONYMOUS.test(anonymous)))
    return Refusal.field('reader', '16 to 64 letters, digits, "-" and "_"');
  if (typeof carry !== 'boolean') return Refusal.field('carry', 'true or false');
  const spends = readSpends(body, moment);
  if (spends instanceof Refusal) return spends;

  const { result } = await recognize(token, headers);
  const id = result.status === 'valid' ? readId(result.claims, jwt.userMapping?.foreignUserIdProperty) : null;
  const byBrowser = anonymous === null ? null : `anonymous:${anonymous}`;
  const reader = id === null ? byBrowser : `user:${jwt.userStore?.foreignKeySystem ?? ''}:${id}`;
  if (reader === null) return NOBODY;
  try {
    if (carry && byBrowser !== null && byBrowser !== reader) await store.carry(byBrowser, reader);
    const { refused } = spends.length
      ? await store.spend(reader, spends, findVariants(spends, variantsOf, moment))
      : { refused: [] };
    return { body: { trackers: await store.readUsage(reader), refused }, outcome: result.reason ?? result.status };
  } catch (error) {
    log({ level: 'error', event: 'usage-store-failed', error: errorNameOf(error) });
    return new Refusal(503, 'store-unavailable', 'The store cannot be asked just now.');
  }
}

function findVariants(
  spends: readonly TrackedView[],
  variantsOf: VariantsOf,
  moment: number,
): Record<string, readonly Variant[]> {
  const variants: Record<string, readonly Variant[]> = {};
  for (const tracker of new Set(spends.map((spend) => spend.tracker)))
    setOwn(variants, tracker, variantsOf(tracker, moment));
  return variants;
}
