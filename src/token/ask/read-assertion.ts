import { ConfigError, isConfigError } from '../../model/config-error.js';
import type { JwtConfig } from '../../model/config.js';
import type { RawToken, TokenResult } from '../../model/token.js';
import { isRecord } from '../../lib/is-record.js';
import { createValidResult } from './read-answer.js';

/** Audience of assertions, so that nothing else that an endpoint signs passes for one. */
const AUDIENCE = 'zephr-onpage';

/**
 * Makes a reader of assertions: the endpoint's result for a token, signed by it (ES256) and valid for minutes.
 *
 * An assertion is bound to its token by `token_hash`, the base64url of the SHA-256 of the token's text: it says nothing of
 * another token, and nothing after the reader has signed out.
 *
 * @param jwt - Without `endpointKey` no assertion counts.
 * @param now - Milliseconds since 1970.
 * @returns A function that gives `null` for an assertion that does not count. It rejects with a `ConfigError` `key-invalid` when the key does not import.
 */
export function createAssertionReader(
  { endpointKey, clockTolerance }: JwtConfig,
  now: () => number,
): (assertion: string | null, token: RawToken) => Promise<TokenResult | null> {
  const load = async (): Promise<(assertion: string) => Promise<TokenResult>> => {
    const { createVerifier } = await import('../verify/create-verifier.js');
    const jwt = { publicKey: endpointKey, algorithms: ['ES256'], audience: AUDIENCE, clockTolerance } as const;
    const verify = createVerifier(jwt, {
      fetch: () => Promise.reject(new Error('nothing to fetch')),
      now,
      _typ: 'zephr-assertion+jwt',
    });
    return async (option) => (await verify({ option, query: null, cookies: '' })).result;
  };
  let verifying: ReturnType<typeof load> | null = null;
  return async (assertion, token) => {
    if (!endpointKey || !assertion) return null;
    try {
      verifying ??= load();
      const verified = await (await verifying)(assertion);
      if (verified.status !== 'valid') return null;
      const { token_hash: hash, claims, user } = verified.claims;
      return isRecord(claims) && hash === (await hashOf(token)) ? createValidResult(claims, user) : null;
    } catch (error) {
      verifying = null;
      if (isConfigError(error)) throw new ConfigError('key-invalid', '/jwt/endpointKey', { cause: error });
      // The file that verifies did not arrive: the endpoint is asked.
      return null;
    }
  };
}

async function hashOf(token: RawToken): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)));
  return btoa(String.fromCharCode(...hash)).replace(/[+/=]/g, (found) => ({ '+': '-', '/': '_' })[found] ?? '');
}
