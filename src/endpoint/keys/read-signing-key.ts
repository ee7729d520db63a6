import { exportJWK } from 'jose/key/export';
import { importJWK, importPKCS8 } from 'jose/key/import';
import type { Jwk } from '../../model/config.js';
import { isRecord } from '../../lib/is-record.js';
import { EndpointError } from '../endpoint-error.js';

/** The key that the endpoint signs with (ES256). Each half is imported once, when it is first needed. */
export interface SigningKey {
  readonly sign: () => Promise<CryptoKey>;
  /** `null` where the public half is not available: of a `CryptoKey` that must not be exported. */
  readonly verify: (() => Promise<CryptoKey>) | null;
}

const ALG = 'ES256';
const P256 = { name: 'ECDSA', namedCurve: 'P-256' };
/** Object identifier of the curve in DER, octet by octet (RFC 5480, section 2.1.1.1). */
const P256_IDENTIFIER = '\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07';
const PKCS8 = /-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----/;

/**
 * Reads a private key on the curve P-256. Its form is checked here; whether it imports shows when it first signs.
 *
 * @param key - PKCS #8 in PEM (RFC 5958), a private JWK, or a `CryptoKey` that may sign.
 * @throws {EndpointError} `signing-key-invalid` for anything else.
 */
export function readSigningKey(key: unknown): SigningKey {
  if (typeof key === 'string') return fromPem(key);
  if (isRecord(key) && 'kty' in key) return fromJwk(key as Jwk);
  const { type, usages, algorithm } = (isRecord(key) ? key : {}) as Partial<CryptoKey>;
  const { name, namedCurve } = (algorithm ?? {}) as Partial<EcKeyAlgorithm>;
  if (type !== 'private' || name !== P256.name || namedCurve !== P256.namedCurve || !usages?.includes('sign'))
    return refuse('is not a private key: give PKCS #8 in PEM, a private JWK, or a CryptoKey for ECDSA on P-256.');
  const own = key as CryptoKey;
  return { sign: () => Promise.resolve(own), verify: own.extractable ? once(() => publicHalf(own)) : null };
}

function fromPem(text: string): SigningKey {
  const [pem, body = ''] = PKCS8.exec(text) ?? [];
  if (text.includes('BEGIN EC PRIVATE KEY'))
    refuse('is in the form SEC 1; "openssl pkcs8 -topk8 -nocrypt" makes PKCS #8 of it.');
  // jose imports it later; that it is for another curve has to be known before the endpoint runs.
  if (!pem || !decodeOrNull(body)?.slice(0, 40).includes(P256_IDENTIFIER))
    return refuse('is not a private key on the curve P-256 in PKCS #8: "-----BEGIN PRIVATE KEY-----" …');
  return {
    sign: once(() => importPKCS8(pem, ALG)),
    verify: once(async () => publicHalf(await importPKCS8(pem, ALG, { extractable: true }))),
  };
}

function fromJwk({ kty, crv, x, y, d }: Jwk): SigningKey {
  if (kty !== 'EC' || crv !== P256.namedCurve || [x, y, d].some((part) => typeof part !== 'string' || !part))
    return refuse('is not a private JWK on the curve P-256, with "x", "y" and "d".');
  const half = { kty, crv, x, y } as JsonWebKey;
  return { sign: once(() => importHalf({ ...half, d } as JsonWebKey)), verify: once(() => importHalf(half)) };
}

async function publicHalf(key: CryptoKey): Promise<CryptoKey> {
  const { kty, crv, x, y } = await exportJWK(key);
  return importHalf({ kty, crv, x, y });
}

async function importHalf(half: JsonWebKey): Promise<CryptoKey> {
  return (await importJWK(half, ALG)) as CryptoKey;
}

function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return () => (made ??= make());
}

/** The octets of base64 as characters. */
function decodeOrNull(text: string): string | null {
  try {
    return atob(text);
  } catch {
    return null;
  }
}

function refuse(detail: string): never {
  throw new EndpointError('signing-key-invalid', '/signingKey', detail);
}
