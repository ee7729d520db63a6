import type { Jwk } from '../model/config.js';
import { isKey } from '../config/jwt-shape.js';
import { isRecord } from '../lib/is-record.js';
import { own } from '../lib/own.js';
import { MIN_RSA_BITS } from '../token/limits.js';
import { algorithmsOf } from '../token/verify/algorithms-of.js';
import { isKeyFor } from '../token/verify/measure-key.js';
import { readKey } from '../token/verify/read-key.js';
import { createWarning, type Found } from './mistake.js';

/**
 * Imports a public key and measures it. A port: Node and a browser import keys by different means.
 *
 * @param key - PEM or a JWK.
 * @returns Bits of the modulus of an RSA key, 0 for one that is weak whatever its length, `Infinity` for a key of another
 *   kind, `null` for one that cannot be imported.
 */
export type MeasureKey = (key: string | Jwk) => number | null | Promise<number | null>;

/** Imports the public keys of a config, and finds those that verify no token, or whose tokens are refused as weak. */
export async function findKeyWarnings(config: unknown, measureKey: MeasureKey): Promise<readonly Found[]> {
  const jwt = own(config, 'jwt');
  const keys: unknown = own(own(jwt, 'jwks'), 'keys');
  const found = await Promise.all([
    checkKey(own(jwt, 'publicKey'), '/jwt/publicKey', measureKey),
    checkEs256Key(own(jwt, 'endpointKey'), '/jwt/endpointKey', 'The endpoint signs by ES256', measureKey),
    checkPreviewKey(own(own(config, 'preview'), 'publicKey'), measureKey),
    // A set may hold keys of other kinds and for other ends; pages pass over them.
    ...(Array.isArray(keys) ? keys : []).map((key: unknown, index) =>
      isRecord(key) && algorithmsOf(key as Jwk).length > 0 ? checkKey(key, `/jwt/jwks/keys/${index}`, measureKey) : [],
    ),
  ]);
  return found.flat();
}

/** Checks the key of previews. Compiling does not look at it. */
async function checkPreviewKey(key: unknown, measureKey: MeasureKey): Promise<readonly Found[]> {
  const pointer = '/preview/publicKey';
  if (key !== undefined && isKey(key, {}) !== true) return [{ code: 'key-invalid', pointer, severity: 'error' }];
  return checkEs256Key(key, pointer, 'Previews are signed by ES256', measureKey);
}

/**
 * Checks a key that verifies only what is signed by ES256.
 *
 * @param says - Beginning of a sentence about who signs.
 */
async function checkEs256Key(
  key: unknown,
  pointer: string,
  says: string,
  measureKey: MeasureKey,
): Promise<readonly Found[]> {
  const found = await checkKey(key, pointer, measureKey);
  if (found.length > 0 || isKey(key, {}) !== true || (await isKeyFor(key as string | Jwk, 'ES256'))) return found;
  return [{ code: 'key-invalid', pointer, severity: 'warning', adds: ` ${says}: a key on P-256.` }];
}

async function checkKey(key: unknown, pointer: string, measureKey: MeasureKey): Promise<readonly Found[]> {
  // A value without the shape of a key is an error already.
  if (isKey(key, {}) !== true) return [];
  const bits = readKey(key, pointer) ? await measureKey(key as string | Jwk) : null;
  // Every token of a reader would make the page a fault.
  if (bits === null) return [{ code: 'key-invalid', pointer, severity: 'error' }];
  if (bits >= MIN_RSA_BITS) return [];
  const says =
    bits === 0
      ? 'an RSA key whose exponent is even or below 3, or whose modulus can be factored (ROCA, CVE-2017-15361): its tokens are refused. Make another one.'
      : `an RSA key of ${bits} bits is too weak: its tokens are refused. It needs ${MIN_RSA_BITS} at least.`;
  return [createWarning('key-weak', pointer, says)];
}
