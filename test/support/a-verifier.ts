/** A verifier of a test, with defaults for everything that the test does not set. */
import type { JwtConfig } from '../../src/model/config.js';
import type { TokenResult } from '../../src/model/token.js';
import type { FetchKeys } from '../../src/token/verify/create-remote-keys.js';
import { createVerifier } from '../../src/token/verify/create-verifier.js';
import { NOON } from './judge-cases.js';

/** Options of a test's verifier. */
export interface VerifierWish extends JwtConfig {
  readonly fetch?: FetchKeys;
  readonly now?: () => number;
}

const SUB = { foreignUserIdProperty: 'sub' };

/** A fetch that a test does not expect. */
export const noFetch: FetchKeys = () => Promise.reject(new Error('Nothing is to be fetched here.'));

/** Verifies the passed tokens by one verifier. */
export function aVerifier({
  fetch = noFetch,
  now = () => NOON,
  ...jwt
}: VerifierWish): (token: string, refetch?: boolean) => Promise<TokenResult> {
  const verify = createVerifier({ userMapping: SUB, ...jwt }, { fetch, now });
  return async (option, refetch) => (await verify({ option, query: null, cookies: '', refetch })).result;
}

/** Verifies the tokens in cookies. */
export function aCookieVerifier(jwt: JwtConfig): (cookies: string) => Promise<TokenResult> {
  const verify = createVerifier({ userMapping: SUB, ...jwt }, { fetch: noFetch, now: () => NOON });
  return async (cookies) => (await verify({ option: null, query: null, cookies })).result;
}

/** Status and reason in short: `valid`, `expired`, `invalid: signature`. */
export function inShort({ status, reason }: TokenResult): string {
  return reason === null || reason === status ? status : `${status}: ${reason}`;
}
