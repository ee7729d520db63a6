const ES256 = { name: 'ECDSA', namedCurve: 'P-256' };

/** The only header that the bench writes. */
const HEADER = { alg: 'ES256', typ: 'JWT' };

/**
 * @param {ArrayBuffer | Uint8Array} bytes
 * @returns {string} Base64url without padding (RFC 7515, section 2).
 */
function toBase64Url(bytes) {
  const text = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/**
 * @param {object} value
 * @returns {string}
 */
function encode(value) {
  return toBase64Url(new TextEncoder().encode(JSON.stringify(value)));
}

/**
 * Takes the demo's private key from the server, in the place of an identity provider.
 *
 * @returns {Promise<(payload: object) => Promise<string>>} Signs a payload.
 */
export async function loadSigner() {
  const response = await fetch('/demo-key.json');
  const key = await crypto.subtle.importKey('jwk', await response.json(), ES256, false, ['sign']);

  return async (payload) => {
    const signed = `${encode(HEADER)}.${encode(payload)}`;
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const signature = await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(signed));
    return `${signed}.${toBase64Url(signature)}`;
  };
}

/**
 * Reads a token's payload without believing it.
 *
 * @param {string} token
 * @returns {object | null} `null` when there is none to read.
 */
export function readPayload(token) {
  try {
    const part = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(part), (character) => character.charCodeAt(0));
    const payload = JSON.parse(new TextDecoder().decode(bytes));
    return typeof payload === 'object' && !Array.isArray(payload) ? payload : null;
  } catch {
    return null;
  }
}

/**
 * Changes the first character of the signature. The last one would not do: some of its bits carry nothing.
 *
 * @param {string} token
 * @returns {string} Of the same shape, but no longer what the key signed.
 */
export function breakSignature(token) {
  const at = token.lastIndexOf('.') + 1;
  return token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
}
