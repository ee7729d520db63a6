import type { Claims, TokenResult, TokenStatus, VerifiedToken } from '../../model/token.js';
import { readId } from '../../lib/read-id.js';

/** A candidate that verified. */
type ValidToken = VerifiedToken & { readonly result: TokenResult & { readonly status: 'valid' } };

/**
 * Chooses among the candidates of one source. Two that verify and name different readers give none: a planted cookie must
 * not decide who the reader is. Of two for the same reader the later expiry wins.
 *
 * @param candidates - In the order in which they were found.
 * @param mapped - Name of the claim that holds the reader's id, where the config names one.
 * @returns The chosen candidate; status `none` without candidates, reason `ambiguous` where they contradict each other.
 */
export function chooseToken(candidates: readonly VerifiedToken[], mapped: string | undefined): VerifiedToken {
  const subjectOf = ({ result }: ValidToken): string | null => readId(result.claims, mapped);
  const valid = candidates.filter((candidate): candidate is ValidToken => candidate.result.status === 'valid');
  const subjects = new Set(valid.map(subjectOf).filter((subject) => subject !== null));
  if (subjects.size > 1) return { result: { status: 'invalid', reason: 'ambiguous' }, raw: null };
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
  return (
    best ??
    withStatus('expired') ??
    withStatus('unreachable') ??
    candidates[0] ?? { result: { status: 'none', reason: null }, raw: null }
  );
}

function expiryOf(claims: Claims): number {
  return typeof claims['exp'] === 'number' ? claims['exp'] : Infinity;
}
