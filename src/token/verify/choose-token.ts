import type { Claims, TokenResult } from '../../model/token.js';
import { readId } from '../../lib/read-id.js';

/**
 * Chooses among the candidates of one carrier. Two that verify and name different readers give none: whoever planted one
 * must not decide who the reader is. Of two for the same reader the later expiry wins.
 *
 * @param results - One result a candidate, in the order of the candidates.
 * @param mapped - Name of the claim that holds the reader's id, where the config names one.
 */
export function chooseToken(results: readonly TokenResult[], mapped: string | undefined): TokenResult {
  const subjectOf = (claims: Claims): string | null => readId(claims, mapped);
  const valid = results.filter((result) => result.status === 'valid');
  const subjects = new Set(valid.map(({ claims }) => subjectOf(claims)).filter((subject) => subject !== null));
  if (subjects.size > 1) return { status: 'invalid', reason: 'ambiguous' };
  const [subject = null] = subjects;
  const best = valid
    .filter(({ claims }) => subjectOf(claims) === subject)
    .reduce<(typeof valid)[number] | null>(
      (chosen, result) => (chosen && expiryOf(chosen.claims) >= expiryOf(result.claims) ? chosen : result),
      null,
    );
  // Without a valid one, the most telling reason: it was yours once, it could not be checked, it is none.
  return (
    best ??
    results.find(({ status }) => status === 'expired') ??
    results.find(({ status }) => status === 'unreachable') ??
    results[0] ?? { status: 'none', reason: null }
  );
}

function expiryOf(claims: Claims): number {
  return typeof claims['exp'] === 'number' ? claims['exp'] : Infinity;
}
