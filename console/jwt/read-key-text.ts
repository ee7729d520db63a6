import type { Jwk, JwkSet } from '../../src/model/config.js';
import { isSafeUrl } from '../../src/config/is-safe-url.js';
import { isRecord } from '../../src/lib/is-record.js';
import { isKeyFor } from '../../src/token/verify/measure-key.js';

/** The content of the key field, by the member of `jwt` that it belongs to. */
export type KeyText =
  | { readonly kind: 'empty' }
  | { readonly kind: 'publicKey'; readonly value: string | Jwk }
  | { readonly kind: 'jwks'; readonly value: JwkSet }
  | { readonly kind: 'jwksUrl'; readonly value: string }
  | { readonly kind: 'secret'; readonly value: string }
  | { readonly kind: 'refused'; readonly says: string };

/**
 * Tells what was put into "Secret or Public Key": a public key in PEM or as a JWK, a JWK set, its address, or else a shared
 * secret. A private key is refused, as the config is read by everyone.
 */
export function readKeyText(text: string): KeyText {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'empty' };
  if (trimmed.includes('PRIVATE KEY-----'))
    return refuse(
      'This is a private key. It signs tokens and stays with your identity provider: paste the public one.',
    );
  if (trimmed.startsWith('-----BEGIN'))
    return /^-----BEGIN (PUBLIC KEY|CERTIFICATE)-----[^-]+-----END \1-----/.test(trimmed)
      ? { kind: 'publicKey', value: text }
      : refuse('This is not a whole public key: it begins with BEGIN PUBLIC KEY and ends with END PUBLIC KEY.');
  if (trimmed.startsWith('{')) return readJson(trimmed);
  if (/^https?:\/\//.test(trimmed))
    return isSafeUrl(trimmed, {}) === true
      ? { kind: 'jwksUrl', value: trimmed }
      : refuse('The address of a key set is https, or http on this machine.');
  return { kind: 'secret', value: text };
}

function readJson(text: string): KeyText {
  try {
    const value: unknown = JSON.parse(text);
    if (isRecord(value) && (value['d'] !== undefined || value['kty'] === 'oct'))
      return refuse('This key is private or shared. Paste the public one, or a shared secret as plain text.');
    if (isRecord(value) && Array.isArray(value['keys'])) return { kind: 'jwks', value: value as unknown as JwkSet };
    if (isRecord(value) && typeof value['kty'] === 'string')
      return { kind: 'publicKey', value: value as unknown as Jwk };
  } catch {
    // Refused below.
  }
  return refuse('This begins like JSON, and is neither a key (JWK) nor a set of keys.');
}

function refuse(says: string): KeyText {
  return { kind: 'refused', says };
}

const ALGORITHMS = ['ES256', 'RS256', 'ES384', 'ES512', 'Ed25519'];

/** Finds the algorithm that a public key is for; `null` where it does not import. */
export async function findAlgorithm(key: string | Jwk): Promise<string | null> {
  for (const alg of ALGORITHMS) if (await isKeyFor(key, alg)) return alg;
  return null;
}

/** The text of the field for a config. */
export function writeKeyText(jwt: Readonly<Record<string, unknown>>): string {
  const value = jwt['publicKey'] ?? jwt['jwks'] ?? jwt['jwksUrl'];
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value, null, 2);
}
