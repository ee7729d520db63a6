import { decode } from 'jose/base64url';
import { isRecord } from '../lib/is-record.js';
import { parsePlain } from '../lib/parse-plain.js';

/** Header and claims as a token has them; `null` where a part is not a JSON object. Not verified. */
export interface TokenParts {
  readonly header: Readonly<Record<string, unknown>> | null;
  readonly claims: Readonly<Record<string, unknown>> | null;
}

/**
 * Reads what a token says without verifying it, and more leniently than a verifier: only to explain why a token does not count,
 * never to decide.
 *
 * @example readTokenParts('eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.') // { header: { alg: 'none' }, claims: { sub: '1' } }
 */
export function readTokenParts(text: string): TokenParts {
  const [header, claims] = text.split('.', 2).map(parseObject);
  return { header: header ?? null, claims: claims ?? null };
}

function parseObject(part: string): TokenParts['claims'] {
  try {
    const value = parsePlain(new TextDecoder().decode(decode(part)));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
