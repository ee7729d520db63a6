import type { JwtConfig } from '../../model/config.js';
import type { Claims, TokenReason } from '../../model/token.js';
import { MAX_EXPIRY_S } from '../limits.js';

/**
 * Checks the registered claims of a token whose signature verified (RFC 7519, section 4.1).
 *
 * jose's `jwtVerify` is not used for it: it checks claims only together with the signature, which is remembered here; it
 * takes an `exp` in milliseconds for a date; and it refuses an `iat` that the contract ignores.
 *
 * @param now - Milliseconds since 1970.
 * @returns The reason why the token does not count: the first of `iss`, `aud`, `nbf` and `exp` that fails; else `null`.
 */
export function checkClaims(claims: Claims, jwt: JwtConfig, now: number): TokenReason | null {
  const { iss, aud, nbf, exp } = claims;
  const { issuer, audience, clockTolerance = 0 } = jwt;
  const seconds = Math.floor(now / 1000);
  if (issuer !== undefined && !meets([iss], issuer)) return 'issuer';
  if (audience !== undefined && !meets(Array.isArray(aud) ? aud : [aud], audience)) return 'audience';
  if (nbf !== undefined && !(typeof nbf === 'number' && nbf <= seconds + clockTolerance)) return 'not-yet-valid';
  if (exp === undefined) return null;
  if (typeof exp !== 'number' || !(exp >= 0 && exp <= MAX_EXPIRY_S)) return 'expiry';
  return exp <= seconds - clockTolerance ? 'expired' : null;
}

function meets(found: readonly unknown[], wanted: string | readonly string[]): boolean {
  return found.some((value) => (typeof wanted === 'string' ? wanted === value : wanted.includes(value as string)));
}
