import { ConfigError } from '../../model/config-error.js';
import type { JwtConfig } from '../../model/config.js';
import type { Report } from '../../model/fault.js';
import type { RawToken, TokenReason, TokenResult, Verify } from '../../model/token.js';
import { SIGNATURE_MEMORY_MS } from '../limits.js';
import { checkClaims } from './check-claims.js';
import { chooseToken } from './choose-token.js';
import { createMapping } from './create-mapping.js';
import type { FetchKeys } from './create-remote-keys.js';
import { findTokens } from './find-tokens.js';
import { guardToken } from './guard-token.js';
import { readKey, readKeys, type KeySource } from './read-key.js';
import { verifyToken, type KeyChoice, type TokenPorts } from './verify-token.js';

/** The functions that verification needs from outside. */
export interface VerifierPorts extends TokenPorts {
  readonly fetch: FetchKeys;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called where a key set cannot be fetched, once an outage. */
  readonly report?: Report;
  /** Keys from outside the config: a shared secret, which only an endpoint has. They count beside the public key. */
  readonly keys?: readonly KeySource[];
}

type ValidResult = TokenResult & { readonly status: 'valid' };

/** Finds the keys for a key id; with `refetch` a key set that failed is fetched again at once. */
type FindKeys = (kid: string | null, refetch?: boolean) => Promise<KeyChoice>;

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

/**
 * Finds keys by id: in the config's set, then in the one that is fetched. A missing or unknown id falls back to the public
 * key and the secret, as in Zephr.
 */
function createKeyFinder(jwt: JwtConfig, { fetch, now, report, keys = [] }: VerifierPorts): FindKeys {
  const { publicKey, jwks, jwksUrl } = jwt;
  const at = '/jwt/publicKey';
  const single = publicKey === undefined ? [] : [readKey(publicKey, at) ?? fail(at)];
  // One by one, as `createLocalJWKSet` does not tell which key of the set it could not import.
  const fixed = readKeys(jwks?.keys ?? [], '/jwt/jwks/keys');
  const remote =
    jwksUrl === undefined
      ? null
      : import('./create-remote-keys.js').then(({ createRemoteKeys }) => createRemoteKeys(jwksUrl, fetch, now, report));
  // The function below reports the failure when a token is verified.
  remote?.catch(() => undefined);
  return async (kid, refetch) => {
    let failure: TokenReason | null = null;
    if (kid !== null) {
      const known = fixed.filter((key) => key.kid === kid);
      if (known.length) return { sources: known, failure };
      const fetched = remote && (await (await remote)(kid, refetch));
      if (typeof fetched === 'string') failure = fetched;
      else if (fetched) return { sources: [fetched], failure };
    }
    return { sources: [...single, ...keys], failure };
  };
}

function fail(pointer: string): never {
  throw new ConfigError('key-invalid', pointer);
}
