/**
 * @param {ArrayBuffer | Uint8Array} bytes
 * @returns {string} Base64url without padding (RFC 7515, section 2).
 */
function toBase64Url(bytes) {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * @param {string} text
 * @returns {Uint8Array} Its UTF-8 octets.
 */
export function toOctets(text) {
  return new TextEncoder().encode(text);
}

/**
 * Signs a payload as a compact JWS (RFC 7515, section 3.1).
 *
 * @param {object} header
 * @param {object} payload
 * @param {(octets: Uint8Array) => Promise<ArrayBuffer>} sign
 * @returns {Promise<string>} The token.
 */
export async function encodeToken(header, payload, sign) {
  const signed = [header, payload].map((part) => toBase64Url(toOctets(JSON.stringify(part)))).join('.');
  return `${signed}.${toBase64Url(await sign(toOctets(signed)))}`;
}
