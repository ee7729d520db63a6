import { decodePercent } from '../../lib/decode-percent.js';

/** What CDNs say where they know nothing; `T1` is Cloudflare's for Tor, `ZZ` Google's, `reserved` Akamai's. */
const NOTHING = /^(?:|XX|ZZ|T1|[?-]|unknown|reserved|null|undefined)$/i;
/** No place of this world has a longer name. */
const LONGEST = 128;

/**
 * Reads a value out of a header: CloudFront and Vercel percent-encode what is not ASCII, Cloudflare sends it in UTF-8, which
 * the Fetch standard hands over octet by octet.
 *
 * @returns `null` where it says that nothing is known.
 */
export function readValue(raw: unknown): string | null {
  if (typeof raw !== 'string' || raw.length > LONGEST) return null;
  const text = decodePercent(decodeOctets(raw)).trim();
  return NOTHING.test(text) ? null : text;
}

/** UTF-8 whose octets were taken for characters; a text that is no such thing stays as it is, such as Latin-1. */
function decodeOctets(text: string): string {
  const octets = Uint8Array.from(text, (character) => character.charCodeAt(0));
  // A character beyond one octet: it was decoded already.
  if (!/[\x80-\xff]/.test(text) || /[^\0-\xff]/.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(octets);
  } catch {
    return text;
  }
}
