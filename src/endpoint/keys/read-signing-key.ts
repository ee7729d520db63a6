import type { Jwk } from '../../model/config.js';
import { isRecord } from '../../lib/is-record.js';
import { decodeBase64 } from '../../token/verify/decode-base64url.js';
import { EndpointError } from '../endpoint-error.js';

/** The key that the endpoint signs with, by ES256. Each half is imported when it is first needed, and once. */
export interface SigningKey {
  readonly sign: () => Promise<CryptoKey>;
  /** `null` where the public half cannot be had: of a `CryptoKey` that must not be exported. */
  readonly verify: (() => Promise<CryptoKey>) | null;
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' } as const;
/** Object identifier of the curve in DER, as hexadecimal text (RFC 5480, section 2.1.1.1). */
const P256_IDENTIFIER = '06082a8648ce3d030107';
const PKCS8 = /-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----/;

/**
 * Reads a private key on the curve P-256. Its form is looked at here; whether it imports shows when it first signs.
 *
 * @param key - PKCS #8 in PEM (RFC 5958), a private JWK, or a `CryptoKey` that may sign.
 * @throws {EndpointError} `signing-key-invalid` when it is none of them.
 */
export function readSigningKey(key: unknown): SigningKey {
  if (typeof key === 'string') return fromPem(key);
  if (isRecord(key) && 'kty' in key) return fromJwk(key as Jwk);
  const { type, usages, algorithm } = (isRecord(key) ? key : {}) as Partial<CryptoKey>;
  const { name, namedCurve } = (algorithm ?? {}) as Partial<EcKeyAlgorithm>;
  if (type !== 'private' || name !== P256.name || namedCurve !== P256.namedCurve || !usages?.includes('sign'))
    return refuse('is no private key: give PKCS #8 in PEM, a private JWK, or a CryptoKey for ECDSA on P-256.');
  const own = key as CryptoKey;
  return { sign: () => Promise.resolve(own), verify: own.extractable ? once(() => publicHalf(own)) : null };
}

function fromPem(pem: string): SigningKey {
  const body = PKCS8.exec(pem)?.[1];
  if (pem.includes('BEGIN EC PRIVATE KEY'))
    refuse('is in the form SEC 1; "openssl pkcs8 -topk8 -nocrypt" makes PKCS #8 of it.');
  const der = body ? decodeOrNull(body) : null;
  const start = [...(der ?? []).slice(0, 40)].map((octet) => octet.toString(16).padStart(2, '0')).join('');
  if (!der || !start.includes(P256_IDENTIFIER))
    return refuse('is no private key on the curve P-256 in PKCS #8: "-----BEGIN PRIVATE KEY-----" …');
  const read = (extractable: boolean) => crypto.subtle.importKey('pkcs8', der, P256, extractable, ['sign']);
  return { sign: once(() => read(false)), verify: once(async () => publicHalf(await read(true))) };
}

function fromJwk({ kty, crv, x, y, d }: Jwk): SigningKey {
  if (kty !== 'EC' || crv !== P256.namedCurve || [x, y, d].some((part) => typeof part !== 'string' || !part))
    return refuse('is no private JWK on the curve P-256, with "x", "y" and "d".');
  const half = { kty, crv, x, y } as JsonWebKey;
  return {
    sign: once(() => crypto.subtle.importKey('jwk', { ...half, d: d as string }, P256, false, ['sign'])),
    verify: once(() => crypto.subtle.importKey('jwk', half, P256, false, ['verify'])),
  };
}

async function publicHalf(key: CryptoKey): Promise<CryptoKey> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', key);
  return crypto.subtle.importKey('jwk', { kty, crv, x, y } as JsonWebKey, P256, false, ['verify']);
}

function once<Result>(make: () => Promise<Result>): () => Promise<Result> {
  let made: Promise<Result> | undefined;
  return () => (made ??= make());
}

function decodeOrNull(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return decodeBase64(text.replace(/\s/g, ''));
  } catch {
    return null;
  }
}

function refuse(detail: string): never {
  throw new EndpointError('signing-key-invalid', '/signingKey', detail);
}
