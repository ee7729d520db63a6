import { createHmac } from 'node:crypto';
import { encodeToken } from './assets/encode-token.js';

/**
 * Signs a payload as the identity provider of the demo.
 *
 * @param {object} payload
 * @param {string | CryptoKey} key - The shared secret, or a private key on the curve P-256.
 * @returns {Promise<string>} The token.
 */
export function signToken(payload, key) {
  if (typeof key !== 'string')
    return encodeToken({ alg: 'ES256', typ: 'JWT' }, payload, (octets) =>
      crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, octets),
    );
  return encodeToken({ alg: 'HS256', typ: 'JWT' }, payload, async (octets) =>
    createHmac('sha256', key).update(octets).digest(),
  );
}
