import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Jwk } from '../../model/config.js';
import { isKey } from '../../config/jwt-shape.js';
import { isRecord } from '../../lib/is-record.js';
import { own } from '../../lib/own.js';
import { readJwk, readPem, type VerificationKey } from '../../token/verify/import-key.js';
import { readCertificate } from '../../token/verify/read-certificate.js';
import { aSlip, type Found } from './mistake.js';

/** Bits that an RSA key must have at least (RFC 7518, section 3.3). */
const LEAST_BITS = 2048;

/** Imports the public keys of a config, and finds those that verify no token, or whose tokens are refused as weak. */
export function judgeKeys(config: unknown): Found[] {
  const jwt = own(config, 'jwt');
  const keys: unknown = own(own(jwt, 'jwks'), 'keys');
  return [
    ...judgeKey(own(jwt, 'publicKey'), '/jwt/publicKey'),
    ...judgeEndpointKey(own(jwt, 'endpointKey'), '/jwt/endpointKey'),
    // A set may hold keys of other kinds and for other ends; pages pass over them.
    ...(Array.isArray(keys) ? keys : []).flatMap((key: unknown, index) =>
      isRecord(key) && readJwk(key as Jwk, null) ? judgeKey(key, `/jwt/jwks/keys/${index}`) : [],
    ),
  ];
}

/** The endpoint signs by ES256. */
function judgeEndpointKey(key: unknown, pointer: string): Found[] {
  const found = judgeKey(key, pointer);
  if (found.length > 0 || isKey(key, {}) !== true || readKey(key as string | Jwk)?.algorithms.includes('ES256')) {
    return found;
  }
  return [{ code: 'key-invalid', pointer, severity: 'warning', adds: ' The endpoint signs by ES256: a key on P-256.' }];
}

function readKey(key: string | Jwk): VerificationKey | null {
  return typeof key === 'string' ? readPem(key, '') : readJwk(key, null);
}

function judgeKey(key: unknown, pointer: string): Found[] {
  // What does not even look like a key is an error already.
  if (isKey(key, {}) !== true) return [];
  const bits = measureKey(key as string | Jwk);
  if (bits === null) return [{ code: 'key-invalid', pointer, severity: 'warning' }];
  if (bits >= LEAST_BITS) return [];
  const says = `an RSA key of ${bits} bits is too weak: its tokens are refused. It needs ${LEAST_BITS} at least.`;
  return [aSlip('key-weak', pointer, says)];
}

/** Bits of an RSA key, `Infinity` for one of another kind, `null` for what cannot be imported. */
function measureKey(key: string | Jwk): number | null {
  if (!readKey(key)) return null;
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
