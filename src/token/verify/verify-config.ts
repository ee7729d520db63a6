import { decode, encode } from 'jose/base64url';
import { compactVerify } from 'jose/jws/compact/verify';
import { ConfigError, type ConfigErrorCode } from '../../model/config-error.js';
import { own } from '../../lib/own.js';
import { parsePlain } from '../../lib/parse-plain.js';
import { CONFIG_SIGNATURE_TYPE, MAX_SIGNATURE_CHARACTERS } from '../limits.js';
import { BASE64URL, isWeak } from './guard-token.js';
import { readKey } from './read-key.js';

/** The header of a signature that has verified. */
export interface ConfigSignature {
  readonly alg: string;
  /** When the config was signed, in seconds since 1970; `null` where the header does not say. */
  readonly iat: number | null;
}

/**
 * Verifies the detached signature of a config (RFC 7515, appendix F): a compact JWS without its payload, which is the file
 * itself. Its header has the type `zephr-config+jws`, so that neither a token nor a gift by the same key is one.
 *
 * @param octets - The config as it came.
 * @param jws - The text of the signature.
 * @param key - Public key: PEM, also without line ends, or a JWK, also as JSON text.
 * @throws {ConfigError} (rejects) `config-unsigned` where the text is not a detached signature, `config-key` where the key
 *   cannot verify, `config-signature` where the signature is not of that key, that file and that type.
 * @example await verifyConfig(await readFile('zephr.json'), 'eyJ…..MEUC…', '-----BEGIN PUBLIC KEY-----MFkw…')
 */
export async function verifyConfig(octets: Uint8Array, jws: string, key: unknown): Promise<ConfigSignature> {
  const [header, payload, signature, ...more] = jws.trim().split('.');
  const isDetached = payload === '' && header && signature && !more.length && jws.length <= MAX_SIGNATURE_CHARACTERS;
  if (!isDetached || ![header, signature].every((part) => BASE64URL.test(part))) fail('config-unsigned');
  const { alg, iat } = readHeader(header);
  // WebCrypto exists in secure contexts only: https, or loopback.
  if (!(globalThis.crypto as Crypto | undefined)?.subtle) fail('config-signature', 'insecure-context');
  const verified = await loadKey(key, alg);
  await compactVerify(`${header}.${encode(octets)}.${signature}`, verified, { algorithms: [alg] }).catch(() =>
    fail('config-signature', 'it was signed by another key, or the config has changed since'),
  );
  return { alg, iat };
}

function readHeader(part: string): ConfigSignature {
  let header: unknown;
  try {
    header = parsePlain(new TextDecoder().decode(decode(part)));
  } catch {
    fail('config-unsigned');
  }
  const [alg, typ, iat] = ['alg', 'typ', 'iat'].map((name) => own(header, name));
  // No extension is known here, and an unencoded payload is one (RFC 7797).
  if (typ !== CONFIG_SIGNATURE_TYPE || own(header, 'crit') !== undefined || (own(header, 'b64') ?? true) !== true)
    fail('config-signature', `its type is not ${CONFIG_SIGNATURE_TYPE}`);
  return { alg: String(alg), iat: typeof iat === 'number' ? iat : null };
}

async function loadKey(key: unknown, alg: string): Promise<CryptoKey> {
  const source = readKey(parseKey(key), '');
  if (!source) fail('config-key', 'it is not a PEM text or a JWK of a public key');
  if (!source.algorithms.includes(alg)) fail('config-signature', `the key is not for ${alg}`);
  const [loaded = 'of another type'] = await source.load(alg).catch(() => fail('config-key', 'it cannot be imported'));
  if (loaded === 'of another type') fail('config-signature', `the key is not for ${alg}`);
  if (typeof loaded === 'string') fail('config-key', loaded);
  if (isWeak(loaded)) fail('config-key', 'weak-key');
  return loaded;
}

/** A JWK in an attribute is JSON. */
function parseKey(key: unknown): unknown {
  try {
    return typeof key === 'string' && key.trim().startsWith('{') ? parsePlain(key) : key;
  } catch {
    return null;
  }
}

function fail(code: ConfigErrorCode, why?: string): never {
  throw new ConfigError(code, '', why === undefined ? undefined : { cause: new Error(why) });
}
