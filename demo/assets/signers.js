import { encodeToken, toOctets } from './encode-token.js';

const HS256 = { name: 'HMAC', hash: 'SHA-256' };
const ES256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/**
 * Signs a payload with a secret, as jwt.io does.
 *
 * @param {object} payload
 * @param {string} secret
 * @returns {Promise<string>} The token.
 * @throws {Error} With a message for the one who types.
 */
export async function signWithSecret(payload, secret) {
  if (secret === '') throw new Error('A secret has one character or more.');
  const key = await crypto.subtle.importKey('raw', toOctets(secret), HS256, false, ['sign']);
  return encodeToken({ alg: 'HS256', typ: 'JWT' }, payload, (octets) => crypto.subtle.sign(HS256, key, octets));
}

/**
 * Takes the demo's private key from the server, in the place of an identity provider.
 *
 * @returns {Promise<(payload: object) => Promise<string>>} Signs a payload.
 */
async function loadKeySigner() {
  const response = await fetch('/demo-key.json');
  const key = await crypto.subtle.importKey('jwk', await response.json(), ES256, false, ['sign']);
  return (payload) =>
    encodeToken({ alg: 'ES256', typ: 'JWT' }, payload, (octets) => crypto.subtle.sign(ES256, key, octets));
}

/**
 * Makes the signer of this page: by the shared secret or by the key pair, as its verification needs.
 *
 * @returns {Promise<(payload: object) => Promise<string>>}
 */
export async function loadSigner() {
  if (document.documentElement.dataset.way !== 'shared-secret') return loadKeySigner();
  return (payload) => signWithSecret(payload, document.querySelector('#secret').value);
}
