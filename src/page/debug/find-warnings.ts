import type { Config } from '../../model/config.js';
import type { Identity } from '../../model/identity.js';
import { acceptsAnyAudience } from '../../config/accepts-any-audience.js';
import { findCaseMismatches } from '../../config/find-case-mismatches.js';
import { findClaimFaults } from '../../identity/find-claim-faults.js';
import { findValue } from '../../lib/find-value.js';

/**
 * Finds settings that are valid but hardly meant: a claim of the token that differs from a configured one only in case or
 * gives no id or product, or a key set without issuer and audience.
 *
 * @returns Sentences for the publisher's developer. They name claims, never their values.
 */
export function findWarnings(config: Config, { claims }: Pick<Identity, 'claims'>): string[] {
  const warnings: string[] = [];
  for (const [name, near] of findCaseMismatches(namedClaims(config), Object.keys(claims))) {
    warnings.push(`The config names the claim "${name}"; the token has "${near}". Claims are case-sensitive.`);
  }
  for (const { pointer, says } of findClaimFaults(config, claims)) warnings.push(`${pointer}: ${says}`);
  if (acceptsAnyAudience(config.jwt)) {
    warnings.push(
      'jwt uses a key set without "issuer" or "audience": any token of that provider counts, whoever it was made for.',
    );
  }
  return warnings;
}

/** Every claim that the config names, in mappings and in nodes. */
function namedClaims({ jwt = {}, features, subRules }: Config): Set<string> {
  const names = new Set<string>();
  for (const name of [
    jwt.userMapping?.foreignUserIdProperty,
    jwt.productSyncing?.privateClaimName,
    jwt.userAttributes?.privateClaimName,
  ]) {
    if (name !== undefined) names.add(name);
  }
  findValue([features, subRules], (value) => {
    const { type, property } = Object(value) as { readonly type?: unknown; readonly property?: unknown };
    if (type === 'jwt-token' && typeof property === 'string') names.add(property);
  });
  return names;
}
