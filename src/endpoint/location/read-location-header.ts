import { decodePercent } from '../../lib/decode-percent.js';
import { MAX_LOCATION_CHARACTERS } from '../limits.js';

/** Values of CDNs for an unknown location: `T1` is Cloudflare's for Tor, `ZZ` Google's, `reserved` Akamai's. */
const UNKNOWN = /^(?:|XX|ZZ|T1|[?-]|unknown|reserved|null|undefined)$/i;

/**
 * Decodes a location in the value of a header. CloudFront and Vercel percent-encode characters beyond ASCII; Cloudflare sends
 * UTF-8, of which the Fetch standard hands over one character an octet.
 *
 * @param raw - Value of a header, or of a member in it.
 * @returns `null` for a value that means "unknown", and for a value that is not a text or too long.
 */
export function readLocationHeader(raw: unknown): string | null {
  if (typeof raw !== 'string' || raw.length > MAX_LOCATION_CHARACTERS) return null;
  const text = decodePercent(decodeOctets(raw)).trim();
  return UNKNOWN.test(text) ? null : text;
}

/** Decodes UTF-8 that was read octet by octet; any other text, such as Latin-1, is returned as it is. */
function decodeOctets(text: string): string {
  const codes = Array.from(text, (character) => character.codePointAt(0)!);
  if (codes.every((code) => code < 0x80) || codes.some((code) => code > 0xff)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(codes));
  } catch {
    return text;
  }
}
