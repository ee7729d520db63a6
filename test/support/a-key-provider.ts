/** A key set at an address, its answers in the test's hand. */
import { NOON } from './judge-cases.js';
import { aVerifier, inShort, type VerifierWish } from './a-verifier.js';
import { aKeyPair, signToken } from './sign-token.js';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const JWKS_URL = 'https://id.example/jwks.json';
export const ours = aKeyPair('P-256');
export const next = aKeyPair('P-256', 'next');
/** The keys of a set, by id. */
export const k1 = { ...ours.jwk, kid: 'k1' };
export const k2 = { ...next.jwk, kid: 'k2' };
/** Tokens that name one of them. */
export const ofK1 = signToken({ header: { kid: 'k1' } });
export const ofK2 = signToken({ header: { kid: 'k2' }, key: next });

/** An identity provider whose answers and clock a test sets. */
export interface KeyProvider {
  keys: readonly unknown[];
  now: number;
  /** The requests that it got. */
  readonly asked: { url: string; credentials: string }[];
  answer: () => Promise<Response>;
  /** An `answer` that fails. */
  readonly fail: () => Promise<Response>;
  /** Verifies a token by its keys. Gives the result in short. */
  readonly verify: (token: string, refetch?: boolean) => Promise<string>;
}

/** An identity provider, its answers in the test's hand. */
export function aProvider(keys: readonly unknown[] = [k1], wish: VerifierWish = {}): KeyProvider {
  const provider: KeyProvider = {
    keys,
    now: NOON,
    asked: [],
    answer: () => Promise.resolve(Response.json({ keys: provider.keys })),
    verify: async (token, refetch) => inShort(await verifier(token, refetch)),
    fail: () => Promise.reject(new TypeError('Failed to fetch')),
  };
  const verifier = aVerifier({
    jwksUrl: JWKS_URL,
    now: () => provider.now,
    fetch: (url, { credentials }) => {
      provider.asked.push({ url, credentials });
      return provider.answer();
    },
    ...wish,
  });
  return provider;
}
