import type { TokenReason } from '../../model/token.js';

/** Reasons that would help an attacker who tries keys and algorithms. */
const SECRET_REASONS: ReadonlySet<TokenReason> = new Set([
  'signature',
  'key-unknown',
  'algorithm',
  'weak-key',
  'unsupported',
]);

/** Gives the reason that a response may name for an invalid token: it does not distinguish a bad signature from a wrong key. */
export function toPublicReason(reason: TokenReason | null): TokenReason | 'none' {
  if (reason === null) return 'none';
  return SECRET_REASONS.has(reason) ? 'signature' : reason;
}
