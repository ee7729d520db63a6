import { own } from '../lib/own.js';

/**
 * Tells whether `jwt` names a key set and neither `issuer` nor `audience`: then every token of the identity provider is
 * accepted, including those that it issues for other sites.
 *
 * @param jwt - The member `jwt` of a config; anything at all.
 */
export function acceptsAnyAudience(jwt: unknown): boolean {
  const has = (name: string): boolean => own(jwt, name) !== undefined;
  return (has('jwks') || has('jwksUrl')) && !has('issuer') && !has('audience');
}
