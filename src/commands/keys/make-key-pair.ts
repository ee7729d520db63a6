import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { calculateJwkThumbprint } from 'jose/jwk/thumbprint';

/** The algorithms that a key pair can be made for. */
export const KEY_ALGORITHMS = [
  ...(['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const),
  ...(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const),
];
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number];

/** A key pair as text that ends with a line break. */
export interface TextPair {
  readonly publicText: string;
  readonly privateText: string;
  /** Ending of the files that they belong into. */
  readonly ending: 'pem' | 'jwk.json';
}

const CURVES: Readonly<Record<string, string>> = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521' };
const generate = promisify(generateKeyPair);

/**
 * Makes a key pair.
 *
 * @param asJwk - As JWKs whose `kid` is their thumbprint (RFC 7638); else in PEM, as SubjectPublicKeyInfo and PKCS #8.
 */
export async function makeKeyPair(alg: KeyAlgorithm, asJwk: boolean): Promise<TextPair> {
  const { publicKey, privateKey } = await generateFor(alg);
  if (!asJwk) {
    return {
      publicText: publicKey.export({ type: 'spki', format: 'pem' }) as string,
      privateText: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      ending: 'pem',
    };
  }
  const about = { kid: await calculateJwkThumbprint(publicKey), alg, use: 'sig' };
  const write = (key: KeyObject): string => `${JSON.stringify({ ...key.export({ format: 'jwk' }), ...about })}\n`;
  return { publicText: write(publicKey), privateText: write(privateKey), ending: 'jwk.json' };
}

function generateFor(alg: KeyAlgorithm): Promise<{ publicKey: KeyObject; privateKey: KeyObject }> {
  const namedCurve = CURVES[alg];
  if (namedCurve) return generate('ec', { namedCurve });
  return alg.startsWith('Ed') ? generate('ed25519') : generate('rsa', { modulusLength: 2048 });
}
