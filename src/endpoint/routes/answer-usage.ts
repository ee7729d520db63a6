import { Refusal } from '../refusal.js';
import { own } from '../../lib/own.js';
import type { LogOutage } from '../create-outage-log.js';
import type { createRecognizer } from '../reader/create-recognizer.js';
import type { RouteAnswer } from '../route-answer.js';
import type { TrackedView } from '../store.js';
import type { Meter } from '../usage/create-meter.js';
import { askStore } from './ask-store.js';
import type { Caller } from '../caller.js';
import { readBodyId, readBodyToken } from './read-body-token.js';
import { readSpends } from './read-spends.js';

/** Ports of the route. */
export interface UsagePorts {
  readonly recognize: ReturnType<typeof createRecognizer>;
  readonly meter: Meter;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly logOutage: LogOutage;
}

/** The members of a body that counts views. */
export interface UsageBody {
  readonly token: string | null;
  /** Random id of a browser, for a reader without a mapped id. */
  readonly anonymousId: string | null;
  /** Whether the views of that browser count for the reader who signed in. */
  readonly carry: boolean;
  readonly spends: readonly TrackedView[];
}

/** A 401 names the scheme that it asks for (RFC 9110, section 11.6.1). */
export const READER_MISSING = new Refusal(401, 'reader-missing', 'A valid token or "reader" must say who reads.', {
  'WWW-Authenticate': 'Bearer',
});

/**
 * Answers `POST /zephr/usage`: counts views up to the limits of the config and returns all counted views of the reader. The
 * mapped id of the token identifies the reader on every device; without one the random id of the browser does. Unless the
 * endpoint keeps anonymous usage, the answer for such an id follows from the request alone.
 *
 * A page asks before it knows whether its token counts. So a question that counts nothing is not refused where nobody is named: a
 * browser would print a refusal as an error.
 */
export async function answerUsage(
  body: object,
  caller: Caller,
  { recognize, meter, now, logOutage }: UsagePorts,
): Promise<RouteAnswer | Refusal> {
  const moment = now();
  const asked = readUsageBody(body, moment);
  if (asked instanceof Refusal) return asked;
  const { token, anonymousId, carry, spends } = asked;

  const recognized = await recognize(token, caller);
  if (recognized instanceof Refusal) return recognized;
  const { result } = recognized;
  const account = meter({ result, anonymousId, client: caller.client, isMetered: false });
  if (!account && own(body, 'spend') === undefined)
    return { body: { trackers: null, refused: [] }, outcome: result.reason ?? result.status };
  if (!account) return READER_MISSING;
  return askStore('usage-store-failed', logOutage, async () => {
    const refused = await account.count(spends, carry, moment);
    return { body: { trackers: await account.read(), refused }, outcome: result.reason ?? result.status };
  });
}

/** Reads the members of a body that counts views. */
export function readUsageBody(body: object, now: number): UsageBody | Refusal {
  const token = readBodyToken(body);
  if (token instanceof Refusal) return token;
  const anonymousId = readBodyId(body, 'reader');
  if (anonymousId instanceof Refusal) return anonymousId;
  const carry = own(body, 'carry') ?? false;
  if (typeof carry !== 'boolean') return Refusal.field('carry', 'true or false');
  const spends = readSpends(body, now);
  return spends instanceof Refusal ? spends : { token, anonymousId, carry, spends };
}
