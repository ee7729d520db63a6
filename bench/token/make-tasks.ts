import { aKeyPair, signToken } from '../../test/support/sign-token.js';
import type { Signed, Task } from './measure-in-page.js';

/** Tokens that are verified one after the other in a round; all different, so that nothing can be remembered. */
const TOKENS = 60;

const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const EDWARDS = { name: 'Ed25519' };

/** By algorithm: type of the key, and how WebCrypto imports it and verifies by it. */
const ALGORITHMS = {
  RS256: ['RSA', RSA, RSA],
  ES256: ['P-256', { name: 'ECDSA', namedCurve: 'P-256' }, { name: 'ECDSA', hash: 'SHA-256' }],
  Ed25519: ['Ed25519', EDWARDS, EDWARDS],
} as const;

/** The tokens to measure, by algorithm: tokens of some length, as identity providers make them. */
export function makeTasks(): Readonly<Record<keyof typeof ALGORITHMS, Task>> {
  const tasks = Object.entries(ALGORITHMS).map(([alg, [type, importBy, verifyBy]]): [string, Task] => {
    const key = aKeyPair(type);
    const tokens = Array.from({ length: TOKENS }, (_, index): Signed => {
      const claims = {
        ...{
          iss: 'https://id.news.example/',
          aud: 'news',
          sub: `reader-${index}`,
          iat: 1_700_000_000,
          exp: 4_000_000_000,
        },
        ...{ name: 'Ada Reader', email: 'ada@reader.example', prod: ['gold', 'sport'], state: 'Alabama', roles: [] },
      };
      const token = signToken({ alg, claims, key });
      const [header, payload, signature] = token.split('.') as [string, string, string];
      return {
        token,
        data: [...Buffer.from(`${header}.${payload}`)],
        signature: [...Buffer.from(signature, 'base64url')],
      };
    });
    const spki = [...key.publicKey.export({ type: 'spki', format: 'der' })];
    return [alg, { alg, pem: key.spki, spki, importBy, verifyBy, tokens }];
  });
  return Object.fromEntries(tasks) as ReturnType<typeof makeTasks>;
}
