import type { Claims } from '../../model/claims.js';
import type { WriteLog } from '../create-log.js';
import { describeError } from '../describe-error.js';
import type { SigningKey } from '../keys/read-signing-key.js';
import type { createRecognizer } from '../reader/create-recognizer.js';
import { signAssertion } from '../reader/sign-assertion.js';
import { toPublicReason } from '../reader/to-public-reason.js';
import { Refusal } from '../refusal.js';
import type { RouteAnswer } from '../route-answer.js';
import type { Caller } from '../caller.js';
import { readBodyToken } from './read-body-token.js';

/** Ports of the route. */
export interface VerifyPorts {
  readonly recognize: ReturnType<typeof createRecognizer>;
  readonly signingKey: SigningKey | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: WriteLog;
  /** Gives claims as JSON. */
  readonly writeClaims: (claims: Claims) => string;
}

/**
 * Makes the function that writes claims as JSON. Those of a token whose verification is remembered are written once: they are
 * frozen.
 */
export function createClaimsWriter(): VerifyPorts['writeClaims'] {
  const texts = new WeakMap<Claims, string>();
  return (claims) => {
    const known = texts.get(claims);
    if (known !== undefined) return known;
    const text = JSON.stringify(claims);
    texts.set(claims, text);
    return text;
  };
}

/**
 * Answers `POST /zephr/verify`: claims, user record and an assertion for a valid token, or the reason why it is invalid. If
 * the user store fails, the user is `null` and there is no assertion that could keep it.
 */
export async function answerVerify(
  body: object,
  caller: Caller,
  { recognize, signingKey, now, log, writeClaims }: VerifyPorts,
): Promise<RouteAnswer | Refusal> {
  const inBody = readBodyToken(body);
  if (inBody instanceof Refusal) return inBody;
  const reader = await recognize(inBody, caller);
  if (reader instanceof Refusal) return reader;
  const { result, token, user, storeFailed } = reader;
  if (result.status !== 'valid')
    return { body: { ok: false, reason: toPublicReason(result.reason) }, outcome: result.reason ?? result.status };
  const { claims } = result;
  let assertion: string | null = null;
  if (signingKey && token !== null && !storeFailed) {
    try {
      assertion = await signAssertion({ token, claims, user }, signingKey, now());
    } catch (error) {
      log({ level: 'error', event: 'assertion-failed', ...describeError(error, 'sign-failed') });
    }
  }
  const text = `{"ok":true,"claims":${writeClaims(claims)},"user":${JSON.stringify(user)}`;
  return { text: `${text}${assertion === null ? '' : `,"assertion":"${assertion}"`}}`, outcome: 'valid' };
}
