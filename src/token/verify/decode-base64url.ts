/**
 * Decodes base64url as strictly as RFC 7515, section 2 words it: no padding, no white space, no other alphabet, and no spare
 * bits in the last character. Lenient decoders let one token be written in many ways; so what was decoded is held against
 * the one way to write it, which the browser does faster than any pattern of ours.
 *
 * @returns The octets, or `null` when the text is not base64url.
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    const characters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const written = btoa(characters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    return written === text ? toOctets(characters) : null;
  } catch {
    return null;
  }
}

/** Decodes base64 text, white space and padding allowed. Throws when it is none. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  return toOctets(atob(text));
}

function toOctets(characters: string): Uint8Array<ArrayBuffer> {
  const octets = new Uint8Array(characters.length);
  // By index: `Uint8Array.from` walks the text by an iterator, and takes ten times as long.
  for (let at = 0; at < octets.length; at++) octets[at] = characters.charCodeAt(at);
  return octets;
}
