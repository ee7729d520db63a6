import { encode } from 'jose/base64url';
import { CompactSign } from 'jose/jws/compact/sign';
import type { Claims, RawToken, UserRecord } from '../../model/token.js';
import type { SigningKey } from '../keys/read-signing-key.js';
import { ASSERTION_LIFETIME_S } from '../limits.js';

const encoder = new TextEncoder();

/** The content of an assertion. */
export interface Assertion {
  readonly token: RawToken;
  readonly claims: Claims;
  readonly user: UserRecord | null;
}

/**
 * Signs the endpoint's result for a token, so that a page may store it and verify it on each load: an ES256 JWT that is
 * bound to the token by its SHA-256 and ends after five minutes, or earlier with the token.
 *
 * @param now - Milliseconds since 1970.
 * @returns `null` for a token whose time is over and that only the clock tolerance still accepts.
 */
export async function signAssertion(
  { token, claims, user }: Assertion,
  key: SigningKey,
  now: number,
): Promise<string | null> {
  const iat = Math.floor(now / 1000);
  const end = claims['exp'];
  const exp = Math.min(iat + ASSERTION_LIFETIME_S, typeof end === 'number' ? Math.floor(end) : Infinity);
  if (exp <= iat) return null;
  const hash = await crypto.subtle.digest('SHA-256', encoder.encode(token));
  const payload = { aud: 'zephr-onpage', iat, exp, token_hash: encode(new Uint8Array(hash)), claims, user };
  return new CompactSign(encoder.encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: 'zephr-assertion+jwt' })
    .sign(await key.sign());
}
