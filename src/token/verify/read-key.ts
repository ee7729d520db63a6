import { importJWK, importSPKI, importX509 } from 'jose/key/import';
import type { Jwk } from '../../model/config.js';
import { ConfigError } from '../../model/config-error.js';
import type { TokenReason } from '../../model/token.js';
import { isRecord } from '../../lib/is-record.js';
import { algorithmsOf, ALL_ALGORITHMS } from './algorithms-of.js';

/** A key that may have signed a token, not yet imported. */
export interface KeySource {
  readonly kid: string | null;
  /** Algorithms that it may be for. */
  readonly algorithms: readonly string[];
  /**
   * Imports the key for one of them. Gives the keys to try, with a reason in place of a key that must not be used; none where
   * the key turns out to be for other algorithms.
   *
   * @throws {ConfigError} (rejects) `key-invalid` where a key of the config does not import.
   */
  readonly load: (alg: string) => Promise<readonly (CryptoKey | TokenReason)[]>;
}

/** A block of PEM (RFC 7468). DER begins with a sequence, whose octet is the letter M in base64. */
const PEM = /-----BEGIN (PUBLIC KEY|CERTIFICATE)-----\s*M[^-]*-----END \1-----/;

/** One algorithm for each type of key. */
const ONE_OF_EACH = ['RS256', 'ES256', 'ES384', 'ES512', 'Ed25519'];

/**
 * Reads a public key of the config. Its form is checked here; whether it imports shows when a token first needs it.
 *
 * Of a certificate only the key counts: neither its dates nor its issuer are checked, as the config itself is trusted.
 *
 * @param key - PEM (SPKI or an X.509 certificate; of several blocks the first counts) or a JWK.
 * @param pointer - JSON pointer to the key in the config, for the message.
 * @returns `null` when it is not a key that can verify tokens.
 * @example readKey('-----BEGIN PUBLIC KEY-----\n…', '/jwt/publicKey')?.load('RS256')
 */
export function readKey(key: unknown, pointer: string): KeySource | null {
  if (typeof key === 'string') return readPem(key, pointer);
  return isRecord(key) ? readJwk(key as Jwk, pointer) : null;
}

/** Reads the usable keys of a JWK set. Keys of unknown types are passed over (RFC 7517, section 5). */
export function readKeys(keys: readonly unknown[], pointer: string): readonly KeySource[] {
  return keys.flatMap((key, index) => (isRecord(key) && readJwk(key as Jwk, `${pointer}/${index}`)) || []);
}

/** Whether the browser lacks the algorithm, which is not a mistake in the key. */
export function isUnsupported(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotSupportedError';
}

function readPem(text: string, pointer: string): KeySource | null {
  // jose wants the label first, and does not look for the end.
  const [pem, label] = PEM.exec(text) ?? [];
  if (!pem) return null;
  const importPem = label === 'CERTIFICATE' ? importX509 : importSPKI;
  const belongsElsewhere = async (): Promise<boolean> => {
    const others = await Promise.allSettled(ONE_OF_EACH.map((alg) => importPem(pem, alg)));
    return others.some((other) => other.status === 'fulfilled' || isUnsupported(other.reason));
  };
  return createSource(null, ALL_ALGORITHMS, pointer, (alg) => importPem(pem, alg), belongsElsewhere);
}

function readJwk(jwk: Jwk, pointer: string): KeySource | null {
  const algorithms = algorithmsOf(jwk);
  // `algorithms` covers the key's own statements of its use; WebCrypto would refuse a public key that may also sign.
  const { kid, alg: _alg, use: _use, key_ops: _operations, ext: _ext, ...parameters } = jwk;
  return algorithms.length
    ? createSource(typeof kid === 'string' ? kid : null, algorithms, pointer, (alg) => importJWK(parameters, alg))
    : null;
}

function createSource(
  kid: string | null,
  algorithms: readonly string[],
  pointer: string,
  importFor: (alg: string) => Promise<unknown>,
  belongsElsewhere?: () => Promise<boolean>,
): KeySource {
  const loadOnce = async (alg: string): Promise<readonly (CryptoKey | TokenReason)[]> => {
    try {
      return [(await importFor(alg)) as CryptoKey];
    } catch (cause) {
      if (isUnsupported(cause)) return ['unsupported'];
      if (await belongsElsewhere?.()) return [];
      throw new ConfigError('key-invalid', pointer, { cause });
    }
  };
  const loaded: Record<string, ReturnType<typeof loadOnce>> = {};
  // Once for each algorithm: WebCrypto binds the hash to the key.
  return { kid, algorithms, load: (alg) => (loaded[alg] ??= loadOnce(alg)) };
}
