import type { Config } from '../model/config.js';
import type { Claims } from '../model/token.js';
import { acceptsAnyAudience } from '../config/accepts-any-audience.js';
import { findClaimFaults } from '../identity/find-claim-faults.js';
import { explainPlace, findMissing, findReaderHints } from './find-reader-hints.js';
import { writeHint } from './write-hint.js';

/** Names of claims that a sentence lists. */
const MAX_NAMES = 20;

/**
 * Finds settings that are valid but hardly meant, where the token counts: a claim that the token has under another name, that
 * gives no id or product, or whose value is the `claimValue` of no product; a key set without issuer and audience.
 *
 * @param claims - The claims of a token that verified; `{}` without a token.
 * @returns Sentences for the publisher's developer, which begin with their code. They name claims; of values they quote those of
 *   the product claim alone.
 */
export function findMappingHints(config: Config, claims: Claims): string[] {
  const missing = findMissing(config, claims).filter((name) => explainPlace(name, claims) === null);
  const hints = [...findReaderHints(config, claims), ...missing.map((name) => listClaims(name, claims))];
  for (const { pointer, says } of findClaimFaults(config, claims))
    hints.push(writeHint('claim-unusable', `${pointer}: ${says}`));
  if (acceptsAnyAudience(config.jwt)) {
    hints.push(
      writeHint(
        'issuer-missing',
        'jwt uses a key set without "issuer" or "audience": any token of that provider counts, for whichever audience it was made.',
      ),
    );
  }
  return hints;
}

function listClaims(missing: string, claims: Claims): string {
  const names = Object.keys(claims);
  const listed = names.slice(0, MAX_NAMES).join(', ');
  const says = `The token has no claim "${missing}". It has: ${listed}${names.length > MAX_NAMES ? ' and more' : ''}.`;
  return writeHint('claim-missing', says);
}
