/** Signs tokens with nothing but node:crypto, so that what verifies them is not also what made them. */
import { constants, createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import type { Algorithm, Jwk } from '../../src/model/config.js';

/** A key pair of a test, its public half in the forms that a config can hold. */
export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly spki: string;
  readonly jwk: Jwk;
}

const made = new Map<string, KeyPair>();

/**
 * The key pair of a name; the same one whenever it is asked for, as making RSA keys takes long.
 *
 * @param type - `RSA`, a curve such as `P-256`, or `Ed25519`.
 */
export function aKeyPair(type: string, name = 'ours'): KeyPair {
  const known = made.get(`${type} ${name}`);
  if (known) return known;
  const { privateKey, publicKey } = generate(type);
  const spki = publicKey.export({ type: 'spki', format: 'pem' }) as string;
  const pair = { privateKey, publicKey, spki, jwk: publicKey.export({ format: 'jwk' }) as Jwk };
  made.set(`${type} ${name}`, pair);
  return pair;
}

function generate(type: string): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  if (type === 'RSA') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  if (type === 'RSA-1024') return generateKeyPairSync('rsa', { modulusLength: 1024 });
  if (type === 'Ed25519') return generateKeyPairSync('ed25519');
  return generateKeyPairSync('ec', { namedCurve: type });
}

/** Options of a test's token. Default: an ES256 token without an end. */
export interface TokenWish {
  readonly alg?: string;
  /** Members of the header beside `alg`. */
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: unknown;
  readonly key?: KeyPair;
  /** Text of the header in place of the one made of `alg` and `header`. */
  readonly headerText?: string | Uint8Array;
  /** Text of the payload in place of `claims`. */
  readonly payloadText?: string | Uint8Array;
  /** Secret of an HMAC. */
  readonly secret?: string | Uint8Array;
}

/** Signs a token. */
export function signToken({
  alg = 'ES256',
  header = {},
  claims = { sub: 'reader-1' },
  key = aKeyPair(typeFor(alg)),
  headerText = JSON.stringify({ alg, ...header }),
  payloadText = JSON.stringify(claims),
  secret,
}: TokenWish = {}): string {
  const text = `${encode(headerText)}.${encode(payloadText)}`;
  return `${text}.${encode(signatureOf(text, alg, key, secret))}`;
}

/** Signs a text as it is; base64url. */
export function signText(text: string, alg: string, key: KeyPair): string {
  return encode(signatureOf(text, alg, key));
}

/** Base64url of text or octets. */
export function encode(value: string | Uint8Array): string {
  return Buffer.from(value).toString('base64url');
}

/** The type of key that an algorithm takes. */
export function typeFor(alg: string): string {
  const curves: Readonly<Record<string, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };
  return curves[alg] ?? (/^Ed/.test(alg) ? 'Ed25519' : /^[RP]S/.test(alg) ? 'RSA' : 'P-256');
}

/** Signatures that a public key can verify. */
export const ALGORITHMS = [
  ...(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const),
  ...(['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const),
] satisfies readonly Algorithm[];

function signatureOf(text: string, alg: string, { privateKey }: KeyPair, secret?: string | Uint8Array): Uint8Array {
  const data = Buffer.from(text);
  const hash = `sha${alg.slice(2)}`;
  if (secret !== undefined) return createHmac(hash, secret).update(data).digest();
  switch (alg.slice(0, 2)) {
    case 'RS':
      return sign(hash, data, privateKey);
    case 'PS':
      return sign(hash, data, {
        key: privateKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      });
    case 'ES':
      return sign(hash, data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    case 'Ed':
      return sign(null, data, privateKey);
    default:
      return new Uint8Array();
  }
}
