import type { Claims, RawToken, TokenResult, TokenStatus, ValidResult, VerifiedToken } from '../../model/token.js';
import { MAX_TOKEN_CANDIDATES } from '../limits.js';

/** A candidate that verified. */
type ValidToken = VerifiedToken & { readonly result: ValidResult };

const NONE: VerifiedToken = { result: { status: 'none', reason: null }, raw: null };
const AMBIGUOUS: VerifiedToken = { result: { status: 'invalid', reason: 'ambiguous' }, raw: null };

/**
 * Verifies the candidates of one source and chooses among them. Two that verify and name different readers give none: a
 * planted cookie must not decide who the reader is. Neither do more than `MAX_TOKEN_CANDIDATES`, of which none is verified.
 * Of two for the same reader the later expiry wins.
 *
 * @param tokens - All candidates, in the order in which they were found.
 * @param verify - Gives a result for each of them, with the mapped claims.
 * @returns The chosen candidate; status `none` without candidates, reason `ambiguous` where they contradict each other or
 *   are too many.
 */
export async function chooseToken(
  tokens: readonly RawToken[],
  verify: (tokens: readonly RawToken[]) => Promise<readonly TokenResult[]>,
): Promise<VerifiedToken> {
  if (tokens.length > MAX_TOKEN_CANDIDATES) return AMBIGUOUS;
  const results = await verify(tokens);
  const candidates = results.map((result, index): VerifiedToken => ({ result, raw: tokens[index]! }));
  // A value that is not an id, such as a list, may be anyone's: its token shares it with no other.
  const subjectOf = ({ result: { _mapped: mapped }, raw }: ValidToken): string | null =>
    mapped?._id ?? (mapped?._subject ? raw : null);
  const valid = candidates.filter((candidate): candidate is ValidToken => candidate.result.status === 'valid');
  const subjects = new Set(valid.map(subjectOf).filter((subject) => subject !== null));
  if (subjects.size > 1) return AMBIGUOUS;
  const [subject = null] = subjects;
  const best = valid
    .filter((candidate) => subjectOf(candidate) === subject)
    .reduce<ValidToken | null>(
      (chosen, other) => (chosen && expiryOf(chosen.result.claims) >= expiryOf(other.result.claims) ? chosen : other),
      null,
    );
  const withStatus = (status: TokenStatus): VerifiedToken | undefined =>
    candidates.find(({ result }) => result.status === status);
  // Without a valid one the most telling reason counts: expired, then unreachable, then whatever the first one has.
  return best ?? withStatus('expired') ?? withStatus('unreachable') ?? candidates[0] ?? NONE;
}

function expiryOf(claims: Claims): number {
  return typeof claims['exp'] === 'number' ? claims['exp'] : Infinity;
}
