import { errorNameOf, type WriteLog } from '../create-log.js';
import { Refusal, type RouteAnswer } from '../refusal.js';
import type { SigningKey } from '../keys/read-signing-key.js';
import type { createRecognizer } from '../reader/create-recognizer.js';
import { signAssertion } from '../reader/sign-assertion.js';
import { toPublicReason } from '../reader/to-public-reason.js';
import { readBodyToken } from './read-body-token.js';

/** What the route needs from outside. */
export interface VerifyPorts {
  readonly recognize: ReturnType<typeof createRecognizer>;
  readonly signingKey: SigningKey | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: WriteLog;
}

/**
 * Answers `POST /zephr/verify`: claims, user record and an assertion of a token that counts, or the reason why it does not.
 * A reader whose record could not be had is told so by `null`, but not in writing: no assertion keeps it.
 */
export async function answerVerify(
  body: object,
  headers: Headers,
  { recognize, signingKey, now, log }: VerifyPorts,
): Promise<RouteAnswer | Refusal> {
  const inBody = readBodyToken(body);
  if (inBody instanceof Refusal) return inBody;
  const { result, token, user, storeFailed } = await recognize(inBody, headers);
  if (result.status !== 'valid')
    return { body: { ok: false, reason: toPublicReason(result.reason) }, outcome: result.reason ?? result.status };
  const { claims } = result;
  let assertion: string | null = null;
  if (signingKey && token !== null && !storeFailed) {
    try {
      assertion = await signAssertion({ token, claims, user }, signingKey, now());
    } catch (error) {
      log({ level: 'error', event: 'assertion-failed', error: errorNameOf(error) });
    }
  }
  return { body: { ok: true, claims, user, ...(assertion !== null && { assertion }) }, outcome: 'valid' };
}
