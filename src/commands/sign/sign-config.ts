import { CompactSign } from 'jose/jws/compact/sign';
import { CONFIG_SIGNATURE_TYPE } from '../../token/limits.js';
import type { TokenKey } from '../token/sign-token.js';

/**
 * Signs the octets of a config.
 *
 * @param iat - When it is signed, in seconds since 1970.
 * @returns A compact JWS without its payload (RFC 7515, appendix F).
 */
export async function signConfig(octets: Uint8Array, { alg, key, kid }: TokenKey, iat: number): Promise<string> {
  const jws = await new CompactSign(octets)
    .setProtectedHeader({ alg, typ: CONFIG_SIGNATURE_TYPE, iat, ...(kid !== null && { kid }) })
    .sign(key);
  const [header, , signature] = jws.split('.');
  return `${header}..${signature}`;
}
