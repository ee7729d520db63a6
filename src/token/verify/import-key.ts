import type { Jwk } from '../../model/config.js';
import { ConfigError } from '../../model/config-error.js';
import { own } from '../../lib/own.js';
import { decodeBase64 } from './decode-base64url.js';
import { readCertificate } from './read-certificate.js';

/** A key that verifies: which algorithms its own type allows, and how to import it for one of them. */
export interface VerificationKey {
  readonly kid: string | null;
  readonly algorithms: readonly string[];
  /** Those of them that it is too weak for. */
  readonly weakFor?: readonly string[];
  /**
   * Gives `null` for an RSA key under 2048 bits (RFC 7518, section 3.3). Rejects with a `ConfigError` where the key stands in
   * the config, else with what WebCrypto says.
   */
  readonly import: (alg: string) => Promise<CryptoKey | null>;
}

/** What WebCrypto calls an algorithm: enough of it to import a key, and to verify by it. */
export interface AlgorithmName {
  readonly name: string;
  readonly hash?: string;
  readonly namedCurve?: string;
  readonly saltLength?: number;
}

const RSA = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const EDWARDS = ['EdDSA', 'Ed25519'];
const CURVES: Readonly<Record<string, string>> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' };

/** How PEM begins what holds a public key (RFC 7468, sections 5 and 13). */
const BEGIN_KEY = 'BEGIN PUBLIC KEY';
const BEGIN_CERTIFICATE = 'BEGIN CERTIFICATE';

/** Object identifiers of key types in DER, its octets written one by one (RFC 3279, RFC 5480, RFC 8410). */
const IDENTIFIERS: readonly (readonly [string, readonly string[]])[] = [
  [',6,9,42,134,72,134,247,13,1,1,1,', RSA],
  [',6,7,42,134,72,206,61,2,1,6,8,42,134,72,206,61,3,1,7,', ['ES256']],
  [',6,7,42,134,72,206,61,2,1,6,5,43,129,4,0,34,', ['ES384']],
  [',6,7,42,134,72,206,61,2,1,6,5,43,129,4,0,35,', ['ES512']],
  [',6,3,43,101,112,', EDWARDS],
];

/**
 * Reads a key in PEM: a SubjectPublicKeyInfo or an X.509 certificate (RFC 7468). Of a certificate only the key counts:
 * neither its dates nor its issuer are looked at, as the config itself is what is trusted.
 *
 * @param pointer - Where it stands in the config.
 * @returns `null` when there is no key in it that can verify a JWT.
 */
export function readPem(pem: string, pointer: string): VerificationKey | null {
  // Without a pattern, whose compiling would be a tenth of all that a page's first verification takes.
  const parts = pem.split('-----');
  const at = parts.findIndex((part) => part === BEGIN_KEY || part === BEGIN_CERTIFICATE);
  const begin = parts[at];
  if (parts[at + 2] !== begin?.replace('BEGIN', 'END')) return null;
  try {
    const der = decodeBase64(parts[at + 1]!);
    const spki = begin === BEGIN_CERTIFICATE ? readCertificate(der) : der;
    const start = spki.subarray(0, 32).join();
    const algorithms = IDENTIFIERS.find(([identifier]) => start.includes(identifier))?.[1];
    return algorithms ? aKey(null, algorithms, pointer, 'spki', spki) : null;
  } catch {
    return null;
  }
}

/**
 * Reads a JWK.
 *
 * @param pointer - Where it stands in the config; `null` for one that was fetched.
 * @returns `null` when it is not one that can verify signatures (RFC 7517, sections 4.2 to 4.4).
 */
export function readJwk(jwk: Jwk, pointer: string | null): VerificationKey | null {
  const { kty, crv, alg, use, key_ops: operations, kid, ...parameters } = jwk;
  const ofCurve = own(CURVES, crv) as string | undefined;
  const byType =
    kty === 'RSA' ? RSA : kty === 'EC' && ofCurve ? [ofCurve] : kty === 'OKP' && crv === 'Ed25519' ? EDWARDS : [];
  const algorithms = byType.filter((name) => alg === undefined || alg === name);
  const verifies = operations === undefined || (Array.isArray(operations) && operations.includes('verify'));
  if (!algorithms.length || !verifies || (use !== undefined && use !== 'sig')) return null;
  return aKey(typeof kid === 'string' ? kid : null, algorithms, pointer, 'jwk', { kty, crv, ...parameters });
}

function aKey(
  kid: string | null,
  algorithms: readonly string[],
  pointer: string | null,
  format: 'spki' | 'jwk',
  data: unknown,
): VerificationKey {
  const imported: Record<string, Promise<CryptoKey | null>> = {};
  const importFor = async (alg: string): Promise<CryptoKey | null> => {
    try {
      const key = await crypto.subtle.importKey(format as 'jwk', data as JsonWebKey, nameAlgorithm(alg), false, [
        'verify',
      ]);
      return Number(own(key.algorithm, 'modulusLength') ?? 2048) < 2048 ? null : key;
    } catch (cause) {
      if (pointer === null || isUnsupported(cause)) throw cause;
      throw new ConfigError('key-invalid', pointer, { cause });
    }
  };
  // Imported once for each algorithm: WebCrypto binds the hash to the key.
  return { kid, algorithms, import: (alg) => (imported[alg] ??= importFor(alg)) };
}

/** The browser lacks the algorithm: no mistake in the key. */
export function isUnsupported(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotSupportedError';
}

/**
 * Names an algorithm of JOSE as WebCrypto does, for the import of a key and for verifying (RFC 7518, section 3.1; RFC 8037,
 * section 3.1).
 */
export function nameAlgorithm(alg: string): AlgorithmName {
  const [family, bits] = [alg.slice(0, 2), alg.slice(2)];
  const hash = `SHA-${bits}`;
  if (family === 'Ed') return { name: 'Ed25519' };
  if (family === 'HS') return { name: 'HMAC', hash };
  if (family === 'ES')
    return { name: 'ECDSA', hash, namedCurve: Object.keys(CURVES).find((curve) => CURVES[curve] === alg)! };
  // The salt is as long as the hash (RFC 7518, section 3.5).
  return family === 'PS'
    ? { name: 'RSA-PSS', hash, saltLength: Number(bits) / 8 }
    : { name: 'RSASSA-PKCS1-v1_5', hash };
}
