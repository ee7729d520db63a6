import type { JwtConfig } from '../../model/config.js';
import { own } from '../../lib/own.js';
import { setOwn } from '../../lib/set-own.js';
import type { LogOutage } from '../create-outage-log.js';
import type { createRecognizer } from '../reader/create-recognizer.js';
import { Refusal } from '../refusal.js';
import type { RouteAnswer } from '../route-answer.js';
import type { TrackedView, UsageStore, Variant } from '../store.js';
import type { AnonymousUsage } from '../usage/create-anonymous-usage.js';
import { placeInWindows } from '../usage/last-spend.js';
import type { VariantsOf } from '../usage/read-variants.js';
import { toAnonymousKey } from '../usage/to-anonymous-key.js';
import { toUserKey } from '../usage/to-user-key.js';
import { askStore } from './ask-store.js';
import type { Caller } from '../caller.js';
import { readBodyToken } from './read-body-token.js';
import { readSpends } from './read-spends.js';

/** Ports of the route. */
export interface UsagePorts {
  readonly recognize: ReturnType<typeof createRecognizer>;
  readonly jwt: JwtConfig;
  readonly variantsOf: VariantsOf;
  readonly store: UsageStore;
  readonly anonymous: AnonymousUsage;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logOutage: LogOutage;
}

/** The members of the body. */
interface UsageBody {
  readonly token: string | null;
  /** Random id of a browser, for a reader without a mapped id. */
  readonly anonymousId: string | null;
  /** Whether the views of that browser count for the reader who signed in. */
  readonly carry: boolean;
  readonly spends: readonly TrackedView[];
}

/** A random id as pages make it. */
const ANONYMOUS_ID = /^[\w-]{16,64}$/;
/** A 401 names the scheme that it asks for (RFC 9110, section 11.6.1). */
const READER_MISSING = new Refusal(401, 'reader-missing', 'A valid token or "reader" must say who reads.', {
  'WWW-Authenticate': 'Bearer',
});

/**
 * Answers `POST /zephr/usage`: counts views up to the limits of the config and returns all counted views of the reader. The
 * mapped id of the token identifies the reader on every device; without one the random id of the browser does. Unless the
 * endpoint keeps anonymous usage, the answer for such an id follows from the request alone.
 */
export async function answerUsage(
  body: object,
  caller: Caller,
  { recognize, jwt, variantsOf, store, anonymous, now, logOutage }: UsagePorts,
): Promise<RouteAnswer | Refusal> {
  const moment = now();
  const asked = readUsageBody(body, moment);
  if (asked instanceof Refusal) return asked;
  const { token, anonymousId, carry, spends } = asked;

  const recognized = await recognize(token, caller);
  if (recognized instanceof Refusal) return recognized;
  const { result } = recognized;
  const id = result._mapped?._id ?? null;
  const byBrowser = anonymousId === null ? null : toAnonymousKey(anonymousId);
  const reader = id === null ? byBrowser : toUserKey(jwt.userStore?.foreignKeySystem ?? '', id);
  if (reader === null) return READER_MISSING;
  const variants = findVariants(spends, variantsOf, moment);
  return askStore('usage-store-failed', logOutage, async () => {
    const isAnonymous = id === null;
    const counting = isAnonymous ? await anonymous.storeFor(reader, caller.client, spends.length > 0) : store;
    const isCarried = carry && byBrowser !== null && !isAnonymous;
    if (isCarried && anonymous.isKept) await store.carry(byBrowser, reader);
    const placed = { views: isCarried ? spends : placeAll(spends, variants), variants };
    const spend = isAnonymous ? await anonymous.bound(placed, moment) : placed;
    const { refused } = spends.length
      ? await counting.spend(reader, spend.views, spend.variants, { isCarried })
      : { refused: [] };
    return { body: { trackers: await counting.readUsage(reader), refused }, outcome: result.reason ?? result.status };
  });
}

function readUsageBody(body: object, now: number): UsageBody | Refusal {
  const token = readBodyToken(body);
  if (token instanceof Refusal) return token;
  const [anonymousId, carry] = [own(body, 'reader') ?? null, own(body, 'carry') ?? false];
  if (anonymousId !== null && !(typeof anonymousId === 'string' && ANONYMOUS_ID.test(anonymousId)))
    return Refusal.field('reader', '16 to 64 letters, digits, "-" and "_"');
  if (typeof carry !== 'boolean') return Refusal.field('carry', 'true or false');
  const spends = readSpends(body, now);
  return spends instanceof Refusal ? spends : { token, anonymousId, carry, spends };
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

/** Places views where their trials count them. */
function placeAll(
  spends: readonly TrackedView[],
  variants: Readonly<Record<string, readonly Variant[]>>,
): readonly TrackedView[] {
  return spends.map((view) => placeInWindows(view, (own(variants, view.tracker) ?? []) as readonly Variant[]));
}
