import type { JwtConfig } from '../../model/config.js';
import type { Claims, TokenReason } from '../../model/token.js';

/** Seconds since 1970; the last of the year 9999. A later `exp` is no date but, as a rule, milliseconds. */
const LAST_PLAUSIBLE = 253_402_300_799;

/**
 * Checks the registered claims of a token whose signature verified (RFC 7519, section 4.1).
 *
 * @param now - Milliseconds since 1970.
 * @returns The first claim that speaks against it, as a reason; `null` when none does.
 */
export function checkClaims(claims: Claims, jwt: JwtConfig, now: number): TokenReason | null {
  const { iss, aud, nbf, exp } = claims;
  const { issuer, audience, clockTolerance = 0 } = jwt;
  const seconds = Math.floor(now / 1000);
  if (issuer !== undefined && !meets([iss], issuer)) return 'issuer';
  if (audience !== undefined && !meets(Array.isArray(aud) ? aud : [aud], audience)) return 'audience';
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= seconds + clockTolerance)) return 'not-yet-valid';
  if (exp === undefined) return null;
  if (typeof exp !== 'number' || !(exp >= 0 && exp <= LAST_PLAUSIBLE)) return 'expiry';
  return exp <= seconds - clockTolerance ? 'expired' : null;
}

function meets(found: readonly unknown[], wanted: string | readonly string[]): boolean {
  return found.some((value) => (typeof wanted === 'string' ? wanted === value : wanted.includes(value as string)));
}
