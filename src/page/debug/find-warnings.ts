import type { Config } from '../../model/config.js';
import type { Identity } from '../../model/identity.js';
import { findValue } from '../../lib/find-value.js';

/**
 * Finds what is no mistake but most likely a slip: a claim that differs from a configured one only in case (Zephr's own
 * tutorial writes `Prod` for `prod`), or a key set whose tokens count whoever they were issued for.
 *
 * @returns Sentences for the publisher's developer. They name claims, never their values.
 */
export function findWarnings(config: Config, { claims }: Pick<Identity, 'claims'>): string[] {
  const { jwt = {} } = config;
  const warnings: string[] = [];
  const names = Object.keys(claims);
  for (const name of namedClaims(config)) {
    const near = names.find((claim) => claim !== name && claim.toLowerCase() === name.toLowerCase());
    if (near !== undefined && !names.includes(name)) {
      warnings.push(`The config names the claim "${name}"; the token has "${near}". Claims are case-sensitive.`);
    }
  }
  if ((jwt.jwks ?? jwt.jwksUrl) !== undefined && jwt.issuer === undefined && jwt.audience === undefined) {
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
