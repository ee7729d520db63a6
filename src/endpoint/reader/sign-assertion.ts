import { encode } from 'jose/base64url';
import { CompactSign } from 'jose/jws/compact/sign';
import type { Claims, RawToken, UserRecord } from '../../model/token.js';
import type { SigningKey } from '../keys/read-signing-key.js';

/** Seconds that an assertion counts for. */
const LIFETIME = 300;
const encoder = new TextEncoder();

/** What an assertion says. */
export interface Assertion {
  readonly token: RawToken;
  readonly claims: Claims;
  readonly user: UserRecord | null;
}

/**
 * Signs what the endpoint found out about a token, so that a page may keep it and believe it again: an ES256 JWT that is
 * bound to the token by its SHA-256 and ends in five minutes, or with the token where that is sooner.
 *
 * @param now - Milliseconds since 1970.
 * @returns `null` where the token's time is over already, and only the clock's tolerance lets it count.
 */
export async function signAssertion(
  { token, claims, user }: Assertion,
  key: SigningKey,
  now: number,
): Promise<string | null> {
  const iat = Math.floor(now / 1000);
  const end = claims['exp'];
  const exp = Math.min(iat + LIFETIME, typeof end === 'number' ? Math.floor(end) : Infinity);
  if (exp <= iat) return null;
  const hash = await crypto.subtle.digest('SHA-256', encoder.encode(token));
  const payload = { aud: 'zephr-onpage', iat, exp, token_hash: encode(new Uint8Array(hash)), claims, user };
  return new CompactSign(encoder.encode(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'ES256', typ: 'zephr-assertion+jwt' })
    .sign(await key.sign());
}
