import { decodePercent } from '../../lib/decode-percent.js';

/** What CDNs say where they know nothing; `T1` is Cloudflare's for Tor, `ZZ` Google's, `reserved` Akamai's. */
const NOTHING = /^(?:|XX|ZZ|T1|[?-]|unknown|reserved|null|undefined)$/i;
/** No place of this world has a longer name, encoded. */
const LONGEST = 256;

/**
 * Reads a value out of a header: CloudFront and Vercel percent-encode what is not ASCII, Cloudflare sends it in UTF-8, which
 * the Fetch standard hands over octet by octet.
 *
 * @returns `null` where it says that nothing is known.
 */
export function readLocationHeader(raw: unknown): string | null {
  if (typeof raw !== 'string' || raw.length > LONGEST) return null;
  const text = decodePercent(decodeOctets(raw)).trim();
  return NOTHING.test(text) ? null : text;
}

/** UTF-8 whose octets were taken for characters. What is no such thing stays as it is: Latin-1, or decoded already. */
function decodeOctets(text: string): string {
  const codes = Array.from(text, (character) => character.codePointAt(0)!);
  if (codes.every((code) => code < 0x80) || codes.some((code) => code > 0xff)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(codes));
  } catch {
    return text;
  }
}
