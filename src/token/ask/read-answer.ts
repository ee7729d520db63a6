import type { Claims, TokenReason, TokenResult } from '../../model/token.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';

/** The endpoint's answer about a token. */
export interface Answer {
  readonly result: TokenResult;
  /** The same, signed by the endpoint, for the next page view. */
  readonly assertion: string | null;
}

/** Reasons for which the endpoint could not verify. */
const UNDECIDED: readonly unknown[] = ['network', 'timeout'] satisfies TokenReason[];

/** Reasons of the endpoint that are passed on. Any other one becomes `signature`. */
const REASONS: readonly unknown[] = [
  ...(['too-large', 'malformed', 'critical-header', 'token-type', 'signature', 'expiry', 'not-yet-valid'] as const),
  ...(['issuer', 'audience', 'ambiguous'] as const),
] satisfies TokenReason[];

/**
 * Reads an endpoint's answer to `POST /zephr/verify`.
 *
 * @param answer - Plain JSON.
 * @returns `null` for any other value.
 */
export function readAnswer(answer: unknown): Answer | null {
  const [claims, user, assertion] = [own(answer, 'claims'), own(answer, 'user'), own(answer, 'assertion')];
  switch (own(answer, 'ok')) {
    case true:
      return isRecord(claims)
        ? { result: createValidResult(claims, user), assertion: typeof assertion === 'string' ? assertion : null }
        : null;
    case false:
      return { result: createRefusal(own(answer, 'reason')), assertion: null };
    default:
      return null;
  }
}

/** Makes the result of a token that counts, with the reader's record where there is one. */
export function createValidResult(claims: Claims, user: unknown): TokenResult {
  return { status: 'valid', reason: null, claims, user: isRecord(user) ? user : null };
}

function createRefusal(reason: unknown): TokenResult {
  if (reason === 'none') return { status: 'none', reason: null };
  if (reason === 'expired') return { status: 'expired', reason };
  if (UNDECIDED.includes(reason)) return { status: 'unreachable', reason: reason as TokenReason };
  return { status: 'invalid', reason: REASONS.includes(reason) ? (reason as TokenReason) : 'signature' };
}
