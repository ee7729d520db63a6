import type { TokenReason } from '../../model/token.js';

/** Reasons that would tell whoever tries keys and algorithms how far he got. */
const ALIKE: ReadonlySet<TokenReason> = new Set(['signature', 'key-unknown', 'algorithm', 'weak-key', 'unsupported']);

/** What the outside is told of a token that does not count. */
export function toPublicReason(reason: TokenReason | null): TokenReason | 'none' {
  if (reason === null) return 'none';
  return ALIKE.has(reason) ? 'signature' : reason;
}
