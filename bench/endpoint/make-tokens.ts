import { aKeyPair, signToken } from '../../test/support/sign-token.js';

/** Long enough for every hash: 64 octets. */
export const SECRET = 'a shared secret of sixty-four octets, made up for this benchmark';

/** The algorithms to measure: with a shared secret, and with a key pair. */
export const ALGORITHMS = ['HS256', 'ES256'] as const;
export type MeasuredAlgorithm = (typeof ALGORITHMS)[number];

/** Readers whose tokens a server sees by turns. */
export const TOKENS = 500;

/** Public key of the ES256 tokens, in PEM. */
export const PUBLIC_KEY = aKeyPair('P-256').spki;

/**
 * Tokens of as many readers, so that nothing is verified twice in a row: about 250 characters each.
 *
 * @param prefix - Begins the number of each reader.
 */
export function makeTokens(alg: MeasuredAlgorithm, count = TOKENS, prefix = ''): string[] {
  return Array.from({ length: count }, (_, index) =>
    signToken({
      alg,
      ...(alg === 'HS256' && { secret: SECRET }),
      header: { typ: 'JWT' },
      claims: {
        sub: `reader-${prefix}${index}`,
        prod: ['silver', 'gold'],
        state: 'Alabama',
        iat: 1_790_000_000,
        exp: 4_000_000_000,
      },
    }),
  );
}
