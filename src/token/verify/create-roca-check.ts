import { decode } from 'jose/base64url';
import { exportJWK } from 'jose/key/export';
import { isRoca } from './is-roca.js';

/**
 * Makes a check for RSA keys with the fingerprint of ROCA, for endpoints and commands: a page looks at the keys of a set that it
 * fetches. Each key is looked at once.
 */
export function createRocaCheck(): (key: CryptoKey) => Promise<boolean> {
  const known = new WeakMap<CryptoKey, Promise<boolean>>();
  return (key) => {
    const found = known.get(key) ?? check(key);
    known.set(key, found);
    return found;
  };
}

async function check(key: CryptoKey): Promise<boolean> {
  if (!key.algorithm.name.startsWith('RSA') || !key.extractable) return false;
  const { n } = await exportJWK(key);
  return n !== undefined && isRoca(decode(n));
}
