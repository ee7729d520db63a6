import { createPrivateKey, createPublicKey, createSecretKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { Command } from 'commander';
import { MIN_RSA_BITS } from '../../token/limits.js';
import { EXIT } from '../exit-codes.js';
import { parseKey, readSecret, refuseWithoutKey, SECRET_VARIABLE } from '../given-key.js';
import { nameOf, readTextFile } from '../read-text-file.js';
import type { TokenKey } from './sign-token.js';

const SECRET_ALGORITHMS = ['HS256', 'HS384', 'HS512'];
const RSA_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const EDWARDS_ALGORITHMS = ['EdDSA', 'Ed25519'];
/** Algorithms by curve, as OpenSSL names it. */
const CURVE_ALGORITHMS: Readonly<Record<string, readonly string[]>> = {
  prime256v1: ['ES256'],
  secp384r1: ['ES384'],
  secp521r1: ['ES512'],
};
/** Every algorithm that can sign a token. */
export const ALL_ALGORITHMS = [
  ...SECRET_ALGORITHMS,
  ...Object.values(CURVE_ALGORITHMS).flat(),
  ...EDWARDS_ALGORITHMS,
  ...RSA_ALGORITHMS,
];

/**
 * Reads the key that signs a token.
 *
 * @param file - Path of a private key in PEM or as a JWK. Default: the secret of the environment.
 * @param wished - The algorithm. Default: the first one that the key is for.
 * @throws {CommanderError} With exit code 2 when there is no key, or not one for the algorithm.
 */
export async function readTokenKey(
  file: string | undefined,
  wished: string | undefined,
  command: Command,
): Promise<TokenKey> {
  const refuse = (message: string): never => command.error(`error: ${message}`, { exitCode: EXIT.usage });
  if (file === undefined) {
    const secret = readSecret();
    if (!secret) return refuseWithoutKey(command, `set ${SECRET_VARIABLE}`, 'name a private key with --key');
    const [alg] = wished === undefined ? SECRET_ALGORITHMS : SECRET_ALGORITHMS.filter((name) => name === wished);
    if (alg === undefined) return refuse(`${wished} needs a private key: name its file with --key.`);
    return { alg, key: createSecretKey(secret, 'utf8'), kid: null };
  }
  const given = parseKey(await readTextFile(file, command));
  const key = importKey(given);
  if (!key && isPublic(given))
    return refuse(
      `${nameOf(file)} is not a private key in PEM or a JWK: it is a public key, and signing needs the other half of the pair.`,
    );
  if (!key) return refuse(`${nameOf(file)} is not a private key in PEM (without a password), and not a private JWK.`);
  const { modulusLength = MIN_RSA_BITS } = key.asymmetricKeyDetails ?? {};
  if (modulusLength < MIN_RSA_BITS)
    return refuse(`${nameOf(file)} is an RSA key of ${modulusLength} bits; tokens need ${MIN_RSA_BITS} or more.`);
  const kinds = algorithmsOf(key);
  const own = typeof given === 'string' ? undefined : given['alg'];
  const alg = wished ?? (kinds.includes(String(own)) ? String(own) : kinds[0]);
  if (alg === undefined || !kinds.includes(alg))
    return refuse(
      `${nameOf(file)} is not a key for ${alg ?? 'tokens'}. It is for: ${kinds.join(', ') || 'no algorithm of tokens'}.`,
    );
  const kid = typeof given === 'string' ? undefined : given['kid'];
  return { alg, key, kid: typeof kid === 'string' ? kid : null };
}

function importKey(given: ReturnType<typeof parseKey>): KeyObject | null {
  try {
    return typeof given === 'string'
      ? createPrivateKey(given)
      : createPrivateKey({ key: given as JsonWebKey, format: 'jwk' });
  } catch {
    // The message of OpenSSL does not help, and might quote the key.
    return null;
  }
}

function isPublic(given: ReturnType<typeof parseKey>): boolean {
  try {
    createPublicKey(typeof given === 'string' ? given : { key: given as JsonWebKey, format: 'jwk' });
    return true;
  } catch {
    return false;
  }
}

function algorithmsOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): readonly string[] {
  if (asymmetricKeyType === 'rsa') return RSA_ALGORITHMS;
  if (asymmetricKeyType === 'ed25519') return EDWARDS_ALGORITHMS;
  return CURVE_ALGORITHMS[asymmetricKeyDetails?.namedCurve ?? ''] ?? [];
}
