/** Octets per call: engines limit the number of arguments. */
const PART_OCTETS = 8192;

/** The last characters whose unused bits are 0: of one octet, and of two. */
const END = /^(?:|[\w-][AQgw]|[\w-]{2}[AEIMQUYcgkosw048])$/;

/** Members that newer engines have. They take a fraction of the time. */
interface Native {
  fromBase64?(text: string, options: { alphabet: 'base64url' }): Uint8Array<ArrayBuffer>;
}

/** Writes octets as base64url without padding (RFC 7515, section 2). */
export function encodeBase64url(octets: Uint8Array): string {
  let text = '';
  for (let at = 0; at < octets.length; at += PART_OCTETS)
    text += String.fromCharCode(...octets.subarray(at, at + PART_OCTETS));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * Reads base64url strictly: no padding, no white space, no other alphabet, no unused bits. So octets have one text only.
 *
 * @returns `null` for any other text.
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  if (/[^\w-]/.test(text) || !END.test(text.slice(text.length & ~3))) return null;
  const native = Uint8Array as Native;
  if (native.fromBase64) return native.fromBase64(text, { alphabet: 'base64url' });
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  // A loop takes a tenth of the time of `Uint8Array.from`.
  const octets = new Uint8Array(letters.length);
  for (let at = 0; at < octets.length; at++) octets[at] = letters.charCodeAt(at);
  return octets;
}
