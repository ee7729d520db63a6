import { decode } from 'jose/base64url';
import type { Claims, TokenReason } from '../../model/token.js';
import { isRecord } from '../../lib/is-record.js';
import { parsePlain } from '../../lib/parse-plain.js';
import { MAX_TOKEN_CHARACTERS, MIN_RSA_BITS } from '../limits.js';

/** Header and claims of a token before its signature is verified. */
export interface GuardedToken {
  readonly alg: string;
  readonly kid: string | null;
  readonly claims: Claims;
}

/**
 * Base64url with one spelling for each sequence of octets: no padding, no white space, no spare bits in the last character
 * (RFC 7515, section 2). jose decodes as leniently as the browser does, and so one token could be written in many ways.
 */
export const BASE64URL = /^(?:[\w-]{4})*(?:[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])?$/;

/** Unlike jose's decoder, it takes a byte order mark for text, which is not JSON then. */
const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Holds a token to what the contract asks beyond jose: size, one spelling, flat JSON, no extensions. jose verifies
 * afterwards. `test/cases/guarded-tokens.json` has a row for each difference.
 *
 * Hints in the header about where a key could be found (`jwk`, `jku`, `x5c`, `x5u`) are not read, by jose neither.
 *
 * @param token - Site code hands tokens in, so any value may come.
 * @param wanted - The `typ` of a token of our own, such as an assertion. Without it none of ours counts (RFC 8725, section
 *   3.11): whatever else a key signs, it is not a reader's token.
 * @param maxCharacters - Length of a token of our own that is longer than those of readers.
 * @returns Header and claims, or the reason for the refusal. Objects in the claims have no prototype and are frozen.
 */
export function guardToken(
  token: unknown,
  wanted?: string,
  maxCharacters = MAX_TOKEN_CHARACTERS,
): GuardedToken | TokenReason {
  if (typeof token !== 'string') return 'malformed';
  if (token.length > maxCharacters) return 'too-large';
  const parts = token.split('.');
  if (parts.length !== 3 || !parts.every((part) => BASE64URL.test(part))) return 'malformed';
  const [header, claims] = parts.slice(0, 2).map(parseObject);
  if (!header || !claims) return 'malformed';
  const { alg, kid, crit, b64, typ } = header;
  // jose understands `b64`; a JWT must not use it (RFC 7797, section 7), and no other extension is known here.
  if (crit !== undefined || (b64 !== undefined && b64 !== true)) return 'critical-header';
  if ((wanted || (typeof typ === 'string' && typ.startsWith('zephr-'))) && typ !== wanted) return 'token-type';
  return { alg: typeof alg === 'string' ? alg : '', kid: typeof kid === 'string' ? kid : null, claims };
}

/**
 * Whether a key is too weak to believe: a short one, which jose refuses as well, with an error that has no code of its own,
 * or an exponent that is even or 1, by which anyone can sign (RFC 8017, section 3.1).
 */
export function isWeak({ algorithm }: CryptoKey): boolean {
  const { modulusLength, publicExponent } = algorithm as Partial<RsaKeyAlgorithm>;
  // The octets of the exponent in decimal, separated by commas: the last one is even, or all make 1.
  return modulusLength! < MIN_RSA_BITS || /[02468]$|^[0,]*1$/.test(publicExponent?.join() as string);
}

function parseObject(part: string): Record<string, unknown> | null {
  try {
    const value = parsePlain(DECODER.decode(decode(part)));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
