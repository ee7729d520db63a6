import type { Jwk } from '../../model/config.js';
import { MIN_RSA_BITS } from '../limits.js';
import { createRocaCheck } from './create-roca-check.js';
import { isWeak } from './guard-token.js';
import { readKey } from './read-key.js';

/**
 * Imports a public key as the page does, and measures it.
 *
 * @param key - PEM or a JWK.
 * @returns Bits of the modulus of an RSA key, `Infinity` for a key of another type, `null` for one that cannot verify tokens.
 *   0 for an RSA key that is weak whatever its length: by its exponent, or by the fingerprint of ROCA.
 * @example await measureKey('-----BEGIN PUBLIC KEY-----\n…') // 2048
 */
export async function measureKey(key: string | Jwk): Promise<number | null> {
  const source = readKey(key, '');
  for (const alg of source?.algorithms ?? []) {
    const [imported] = await source!.load(alg).catch(() => []);
    if (typeof imported !== 'object') continue;
    const { modulusLength = Infinity } = imported.algorithm as { readonly modulusLength?: number };
    const isShort = modulusLength < MIN_RSA_BITS;
    return !isShort && (isWeak(imported) || (await createRocaCheck()(imported))) ? 0 : modulusLength;
  }
  return null;
}

/** Whether a public key imports for an algorithm. */
export async function isKeyFor(key: string | Jwk, alg: string): Promise<boolean> {
  const source = readKey(key, '');
  if (!source?.algorithms.includes(alg)) return false;
  const [imported] = await source.load(alg).catch(() => []);
  return typeof imported === 'object';
}
