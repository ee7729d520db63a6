import type { JwtConfig } from '../../model/config.js';
import type { RawToken, TokenResult, ValidResult, Verify } from '../../model/token.js';
import { SIGNATURE_MEMORY_MS } from '../limits.js';
import { checkClaims } from './check-claims.js';
import { chooseToken } from './choose-token.js';
import { createKeyFinder, type VerifierPorts } from './create-key-finder.js';
import { createMapping } from './create-mapping.js';
import { findTokens } from './find-tokens.js';
import { guardToken } from './guard-token.js';
import { verifyToken } from './verify-token.js';

// Prepares the browser's decoders when this file arrives, which is before the config in most cases.
guardToken('e30.e30.AA');

/**
 * Makes the verifier of one config. Keys are imported once. A good signature is remembered for ten minutes, unless the site
 * asks to look again; what a token says of time is checked each time.
 *
 * @returns A function that verifies the tokens of the first source that has any, and chooses among them. It rejects with a
 *   `ConfigError` for a key of the config that does not import (`key-invalid`) and a JSONPath that is not understood
 *   (`jsonpath-invalid`), and otherwise only when the file for key sets that are fetched, or for JSONPaths, does not arrive.
 * @throws {ConfigError} `key-invalid` when the public key does not look like one.
 * @example
 * const verify = createVerifier({ publicKey }, { fetch, now: Date.now });
 * const { result } = await verify({ option: token, query: null, cookies: '' });
 */
export function createVerifier(jwt: JwtConfig, ports: VerifierPorts): Verify {
  // WebCrypto exists in secure contexts only: https, or loopback.
  const findKeys = globalThis.crypto?.subtle ? createKeyFinder(jwt, ports) : null;
  const remember = createMemory(jwt);
  const mapAll = createMapping(jwt);
  return async (sources) => {
    const tokens = findTokens(sources, jwt);
    if (!findKeys && tokens.length)
      return { result: { status: 'unreachable', reason: 'insecure-context' }, raw: tokens[0]! };
    const { refetch } = sources;
    const now = ports.now();
    const verifyOne = (token: RawToken): Promise<TokenResult> =>
      verifyToken(token, (kid) => findKeys!(kid, refetch), jwt, now, ports);
    return chooseToken(tokens, async (all) => mapAll(await remember(all, now, refetch, verifyOne)));
  };
}

/** Remembers good signatures of the tokens that were verified last. */
function createMemory(jwt: JwtConfig) {
  let known = new Map<RawToken, readonly [result: ValidResult, at: number]>();
  return async (
    tokens: readonly RawToken[],
    now: number,
    refetch: boolean | undefined,
    verify: (token: RawToken) => Promise<TokenResult>,
  ): Promise<readonly TokenResult[]> => {
    const results = await Promise.all(
      tokens.map(async (token) => {
        const [result, at = 0] = (!refetch && known.get(token)) || [];
        const age = now - at;
        const counts = result && age >= 0 && age < SIGNATURE_MEMORY_MS && !checkClaims(result.claims, jwt, now);
        return counts ? result : verify(token);
      }),
    );
    const before = known;
    known = new Map();
    results.forEach((result, index) => {
      const raw = tokens[index]!;
      const old = before.get(raw);
      if (result.status === 'valid') known.set(raw, old?.[0] === result ? old : [result, now]);
    });
    return results;
  };
}
