import type { Claims, TokenReason } from '../../model/token.js';
import { isRecord } from '../../lib/is-record.js';
import { parsePlain } from '../../lib/parse-plain.js';
import { decodeBase64url } from './decode-base64url.js';

/** A token taken apart, not yet believed. */
export interface ParsedToken {
  readonly alg: string;
  readonly kid: string | null;
  readonly claims: Claims;
  /** The octets that were signed, and the signature. */
  readonly signed: Uint8Array<ArrayBuffer>;
  readonly signature: Uint8Array<ArrayBuffer>;
}

/** Characters. Twice what a browser keeps in a cookie; longer ones are refused unread. */
const LONGEST = 8192;

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const ENCODER = new TextEncoder();

/**
 * Takes a token in compact serialisation apart (RFC 7515, section 7.1). Hints in the header about where a key could be
 * found (`jwk`, `jku`, `x5c`, `x5u`) are not even looked at; an extension that must be understood (`crit`) is refused.
 *
 * @returns The parts, or the reason why this is no token for us.
 */
export function parseToken(token: unknown): ParsedToken | TokenReason {
  // Site code hands tokens in by itself, and types do not reach there.
  if (typeof token !== 'string') return 'malformed';
  if (token.length > LONGEST) return 'too-large';
  const parts = token.split('.').map(decodeBase64url);
  const [head, body, signature] = parts;
  if (parts.length !== 3 || !head || !body || !signature) return 'malformed';
  const header = parseObject(head);
  const claims = parseObject(body);
  if (!header || !claims) return 'malformed';
  const { alg, kid, crit, b64 } = header;
  if (crit !== undefined || (b64 !== undefined && b64 !== true)) return 'critical-header';
  return {
    alg: typeof alg === 'string' ? alg : '',
    kid: typeof kid === 'string' ? kid : null,
    claims,
    signed: ENCODER.encode(token.slice(0, token.lastIndexOf('.'))),
    signature,
  };
}

/** JSON text in UTF-8 that holds an object; each object in it without a prototype, so that no name means anything. */
function parseObject(octets: Uint8Array<ArrayBuffer>): Record<string, unknown> | null {
  try {
    const value = parsePlain(DECODER.decode(octets));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}
