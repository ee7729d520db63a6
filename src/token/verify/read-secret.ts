import type { TokenReason } from '../../model/token.js';
import type { KeySource } from './read-key.js';

/** Octets of the hash of each algorithm; a shorter secret is weak (RFC 7518, section 3.2). */
export const HASH_OCTETS: Readonly<Record<string, number>> = { HS256: 32, HS384: 48, HS512: 64 };

/**
 * Makes a key of a shared secret. For endpoints only: no file of the page imports it.
 *
 * @param secret - Octets; a text secret is its UTF-8 octets.
 * @param refusesWeak - Tokens whose hash is longer than the secret are refused with `weak-key`.
 */
export function readSecret(secret: Uint8Array<ArrayBuffer>, refusesWeak = false): KeySource {
  const importFor = async (alg: string): Promise<readonly [CryptoKey | TokenReason]> => {
    if (refusesWeak && HASH_OCTETS[alg]! > secret.length) return ['weak-key'];
    // jose takes the octets as they are, but would import them again for each token.
    const algorithm = { name: 'HMAC', hash: `SHA-${alg.slice(2)}` };
    return [await crypto.subtle.importKey('raw', secret, algorithm, false, ['verify'])];
  };
  const imported: Record<string, ReturnType<typeof importFor>> = {};
  return { kid: null, algorithms: Object.keys(HASH_OCTETS), load: (alg) => (imported[alg] ??= importFor(alg)) };
}
