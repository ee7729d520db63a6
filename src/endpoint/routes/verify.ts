import { nameOf, type WriteLog } from '../log.js';
import { Refusal, type Answer } from '../answer.js';
import type { SigningKey } from '../keys/read-signing-key.js';
import type { createRecognizer } from '../reader/recognize-reader.js';
import { signAssertion } from '../reader/sign-assertion.js';
import { tellReason } from '../reader/tell-reason.js';
import { readToken } from './read-token.js';

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
export async function verify(
  body: object,
  headers: Headers,
  { recognize, signingKey, now, log }: VerifyPorts,
): Promise<Answer | Refusal> {
  const inBody = readToken(body);
  if (inBody instanceof Refusal) return inBody;
  const { result, token, user, storeFailed } = await recognize(inBody, headers);
  if (result.status !== 'valid')
    return { body: { ok: false, reason: tellReason(result.reason) }, outcome: result.reason ?? result.status };
  const { claims } = result;
  let assertion: string | null = null;
  if (signingKey && token !== null && !storeFailed) {
    try {
      assertion = await signAssertion({ token, claims, user }, signingKey, now());
    } catch (error) {
      log({ level: 'error', event: 'assertion-failed', error: nameOf(error) });
    }
  }
  return { body: { ok: true, claims, user, ...(assertion !== null && { assertion }) }, outcome: 'valid' };
}
