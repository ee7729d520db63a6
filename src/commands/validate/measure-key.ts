import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Jwk } from '../../model/config.js';
import { readCertificate } from '../../token/verify/read-certificate.js';

/**
 * Measures a public key by OpenSSL.
 *
 * @param key - PEM or a JWK.
 * @returns Bits of an RSA key, `Infinity` for a key of another kind, `null` for one that cannot be imported.
 */
export function measureKey(key: string | Jwk): number | null {
  try {
    return importKey(key).asymmetricKeyDetails?.modulusLength ?? Infinity;
  } catch {
    return null;
  }
}

/** Imports a key as pages do: how its text is broken into lines, which OpenSSL is strict about, counts for nothing. */
function importKey(key: string | Jwk): KeyObject {
  if (typeof key !== 'string') return createPublicKey({ key: { ...key, key_ops: undefined }, format: 'jwk' });
  const [, label, body = ''] = /-----BEGIN ([A-Z ]+)-----([^-]+)/.exec(key) ?? [];
  const der = new Uint8Array(Buffer.from(body, 'base64'));
  const spki = label === 'CERTIFICATE' ? readCertificate(der) : der;
  return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
}
