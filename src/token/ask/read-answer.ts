import type { Claims, TokenReason, TokenResult } from '../../model/token.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { parsePlain } from '../../lib/parse-plain.js';

/** What an endpoint said of a token. */
export interface Answer {
  readonly result: TokenResult;
  /** The same, signed by the endpoint: what may be kept for the next page view. */
  readonly assertion: string | null;
}

/** Reasons by which the endpoint itself could not tell. */
const CANNOT_TELL: readonly unknown[] = ['network', 'timeout'] satisfies TokenReason[];

/** What may be wrong with a token, as the endpoint calls it. Whatever else it says, the token does not count. */
const REASONS: readonly unknown[] = [
  ...(['too-large', 'malformed', 'critical-header', 'signature', 'expiry', 'not-yet-valid'] as const),
  ...(['issuer', 'audience', 'ambiguous'] as const),
] satisfies TokenReason[];

/**
 * Reads what an endpoint answers to `POST /zephr/verify`.
 *
 * @returns `null` when it is no such answer.
 */
export function readAnswer(text: string): Answer | null {
  let answer: unknown;
  try {
    answer = parsePlain(text);
  } catch {
    return null;
  }
  const [claims, user, assertion] = [own(answer, 'claims'), own(answer, 'user'), own(answer, 'assertion')];
  switch (own(answer, 'ok')) {
    case true:
      return isRecord(claims)
        ? { result: createValidResult(claims, user), assertion: typeof assertion === 'string' ? assertion : null }
        : null;
    case false:
      return { result: aRefusal(own(answer, 'reason')), assertion: null };
    default:
      return null;
  }
}

/** A token that counts, with the reader's record where there is one. */
export function createValidResult(claims: Claims, user: unknown): TokenResult {
  return { status: 'valid', reason: null, claims, user: isRecord(user) ? user : null };
}

function aRefusal(reason: unknown): TokenResult {
  if (reason === 'none') return { status: 'none', reason: null };
  if (reason === 'expired') return { status: 'expired', reason };
  if (CANNOT_TELL.includes(reason)) return { status: 'unreachable', reason: reason as TokenReason };
  return { status: 'invalid', reason: REASONS.includes(reason) ? (reason as TokenReason) : 'signature' };
}
