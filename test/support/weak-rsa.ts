/** RSA keys that are weak by their numbers, made by arithmetic alone. */
import { createHash } from 'node:crypto';
import type { Jwk } from '../../src/model/config.js';
import { encode } from './sign-token.js';

/** Product of the primes up to 167 but 2. */
const PRIMORIAL = Array.from({ length: 168 }, (_, number) => number)
  .filter((number) => number > 2 && ![2, 3, 5, 7, 11].some((prime) => number > prime && number % prime === 0))
  .reduce((product, prime) => product * BigInt(prime), 1n);

const BITS = 2048;

/** A modulus that is a power of 65537 modulo each small prime, as those of ROCA are. */
export function aRocaModulus(): bigint {
  let power = 1n;
  for (let count = 0; count < 1234; count++) power = (power * 65_537n) % PRIMORIAL;
  const multiple = (1n << BigInt(BITS - 1)) / PRIMORIAL + 1n;
  const modulus = power + multiple * PRIMORIAL;
  return modulus % 2n ? modulus : modulus + PRIMORIAL;
}

/** An odd modulus without that fingerprint. */
export function aSoundModulus(): bigint {
  return (1n << BigInt(BITS - 1)) + 123_456_789n;
}

/** A public key of a modulus and an exponent. */
export function anRsaJwk(modulus: bigint, exponent: number): Jwk {
  return { kty: 'RSA', n: toBase64Url(modulus), e: toBase64Url(BigInt(exponent)) };
}

/** Signs by RS256 for the exponent 1: the padded hash is its own signature (RFC 8017, section 9.2). */
export function signForExponentOne(claims: object): string {
  const text = `${encode(JSON.stringify({ alg: 'RS256' }))}.${encode(JSON.stringify(claims))}`;
  const info = Buffer.concat([
    Buffer.from('3031300d060960864801650304020105000420', 'hex'),
    createHash('sha256').update(text).digest(),
  ]);
  const padding = Buffer.alloc(BITS / 8 - info.length - 3, 255);
  return `${text}.${encode(Buffer.concat([Buffer.from([0, 1]), padding, Buffer.from([0]), info]))}`;
}

function toBase64Url(number: bigint): string {
  const hex = number.toString(16);
  return Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex').toString('base64url');
}
