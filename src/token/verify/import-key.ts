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
  /** Rejects with a `ConfigError` where the key stands in the config, else with what WebCrypto says. */
  readonly import: (alg: string) => Promise<CryptoKey>;
}

const RSA = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const EDWARDS = ['EdDSA', 'Ed25519'];
const CURVES: Readonly<Record<string, string>> = { 'P-256': 'ES256', 'P-384': 'ES384', 'P-521': 'ES512' };

/** Object identifiers of key types in DER, as hexadecimal text (RFC 3279, RFC 5480, RFC 8410). */
const IDENTIFIERS: readonly (readonly [string, readonly string[]])[] = [
  ['06092a864886f70d010101', RSA],
  ['06072a8648ce3d020106082a8648ce3d030107', ['ES256']],
  ['06072a8648ce3d020106052b81040022', ['ES384']],
  ['06072a8648ce3d020106052b81040023', ['ES512']],
  ['06032b6570', EDWARDS],
];

/**
 * Reads a key in PEM: a SubjectPublicKeyInfo or an X.509 certificate (RFC 7468). Of a certificate only the key counts:
 * neither its dates nor its issuer are looked at, as the config itself is what is trusted.
 *
 * @param pointer - Where it stands in the config.
 * @returns `null` when there is no key in it that can verify a JWT.
 */
export function readPem(pem: string, pointer: string): VerificationKey | null {
  const [, label, body] = /-----BEGIN (PUBLIC KEY|CERTIFICATE)-----([^-]+)-----END \1-----/.exec(pem) ?? [];
  if (!body) return null;
  try {
    const der = decodeBase64(body.replace(/\s/g, ''));
    const spki = label === 'CERTIFICATE' ? readCertificate(der) : der;
    const start = [...spki.subarray(0, 32)].map((octet) => octet.toString(16).padStart(2, '0')).join('');
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
  const imported: Record<string, Promise<CryptoKey>> = {};
  const importFor = async (alg: string): Promise<CryptoKey> => {
    try {
      return await crypto.subtle.importKey(format as 'jwk', data as JsonWebKey, parametersOf(alg), false, ['verify']);
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

/** What WebCrypto calls an algorithm of JOSE (RFC 7518, section 3.1). */
function parametersOf(alg: string): RsaHashedImportParams | EcKeyImportParams | Algorithm {
  const family = alg.slice(0, 2);
  if (family === 'Ed') return { name: 'Ed25519' };
  if (family === 'ES')
    return { name: 'ECDSA', namedCurve: Object.keys(CURVES).find((curve) => CURVES[curve] === alg)! };
  return { name: family === 'PS' ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5', hash: `SHA-${alg.slice(2)}` };
}
