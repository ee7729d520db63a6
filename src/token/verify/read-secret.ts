import { nameAlgorithm, type VerificationKey } from './import-key.js';

/** Octets of the hash of each algorithm; a secret that is shorter is weak (RFC 7518, section 3.2). */
export const HASH_OCTETS: Readonly<Record<string, number>> = { HS256: 32, HS384: 48, HS512: 64 };

/**
 * Makes a key of a shared secret. Only an endpoint may: what the page loads imports this nowhere.
 *
 * @param secret - Octets; a text secret is its UTF-8 octets.
 * @param refusesWeak - Tokens whose hash is longer than the secret are refused with `weak-key`.
 */
export function readSecret(secret: Uint8Array<ArrayBuffer>, refusesWeak = false): VerificationKey {
  const algorithms = Object.keys(HASH_OCTETS);
  const imported: Record<string, Promise<CryptoKey>> = {};
  const importFor = (alg: string): Promise<CryptoKey> =>
    crypto.subtle.importKey('raw', secret, nameAlgorithm(alg), false, ['verify']);
  return {
    kid: null,
    algorithms,
    weakFor: refusesWeak ? algorithms.filter((alg) => HASH_OCTETS[alg]! > secret.length) : [],
    // Imported once for each algorithm: WebCrypto binds the hash to the key.
    import: (alg) => (imported[alg] ??= importFor(alg)),
  };
}
