import { ConfigError } from '../../model/config-error.js';
import type { Algorithm, JwtConfig } from '../../model/config.js';
import type { RawToken, TokenReason, TokenResult, Verify } from '../../model/token.js';
import { checkClaims } from './check-claims.js';
import { chooseToken } from './choose-token.js';
import { findTokens } from './find-tokens.js';
import { createKeySet, readKeys, type FetchKeys } from './create-key-set.js';
import { readJwk, readPem, type VerificationKey } from './import-key.js';
import { parseToken } from './parse-token.js';
import { verifyToken, type KeyChoice, type SelectKeys } from './verify-token.js';

/** What verification needs from outside. */
export interface VerifierPorts {
  readonly fetch: FetchKeys;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Keys that stand in no config: a shared secret, which only an endpoint has. They count beside the public key. */
  readonly keys?: readonly VerificationKey[];
}

/** Milliseconds for which a signature that was good is not checked again: as long as a key set is kept. */
const MEMORY = 600_000;

// A token of nothing, taken apart when this file arrives, as a rule before the config: what a browser sets up when decoders
// are first used is there by the time that it counts.
parseToken('e30.e30.AA');

/**
 * Makes the verifier of one config. Keys are read once and imported once; the algorithms that count are those which the
 * key's own type allows (RFC 8725, section 3.1), so `none` and a public key taken for an HMAC secret have no way in.
 * A good signature is remembered, unless the site asks to look again; what a token says of time is checked each time.
 *
 * @returns A function that verifies what the first source with any tokens has, and chooses among them. It rejects with a `ConfigError`
 *   `key-invalid` when a key of the config is none, and for nothing else.
 */
export function createVerifier(jwt: JwtConfig, ports: VerifierPorts): Verify {
  // WebCrypto is there in secure contexts only: https, or loopback.
  const select = globalThis.crypto?.subtle ? selector(jwt, ports) : null;
  let known = new Map<RawToken, readonly [result: TokenResult & { status: 'valid' }, at: number]>();
  return async (sources) => {
    const tokens = findTokens(sources, jwt);
    if (!tokens.length) return { result: { status: 'none', reason: null }, raw: null };
    if (!select) return { result: { status: 'unreachable', reason: 'insecure-context' }, raw: tokens[0]! };
    const selectNow: SelectKeys = (kid) => select(kid, sources.refetch);
    const now = ports.now();
    const verified = tokens.map(async (token) => {
      const [result, at] = (!sources.refetch && known.get(token)) || [];
      const isKnown = result && now - at! < MEMORY && now >= at! && !checkClaims(result.claims, jwt, now);
      return isKnown ? result : verifyToken(token, selectNow, jwt, now);
    });
    const results = await Promise.all(verified);
    const before = known;
    known = new Map();
    results.forEach((result, index) => {
      const token = tokens[index]!;
      const old = before.get(token);
      if (result.status === 'valid') known.set(token, old?.[0] === result ? old : [result, now]);
    });
    const candidates = results.map((result, index) => ({ result, raw: tokens[index]! }));
    return chooseToken(candidates, jwt.userMapping?.foreignUserIdProperty);
  };
}

/** A missing or unknown key id falls back from the set to the one public key and the secret, as in Zephr. */
function selector(jwt: JwtConfig, { fetch, now, keys = [] }: VerifierPorts) {
  const { publicKey, jwks, jwksUrl } = jwt;
  const at = '/jwt/publicKey';
  const single = typeof publicKey === 'string' ? readPem(publicKey, at) : publicKey && readJwk(publicKey, at);
  if (single === null) throw new ConfigError('key-invalid', at);
  // By the algorithm that is likeliest, while the token is being taken apart. What is wrong with it is for a token to find.
  const likeliest = single?.algorithms.find((alg) => jwt.algorithms?.includes(alg as Algorithm) ?? true);
  if (likeliest) single!.import(likeliest).catch(() => undefined);
  const fixed = readKeys(jwks?.keys ?? [], '/jwt/jwks/keys');
  const remote = jwksUrl === undefined ? null : createKeySet(jwksUrl, fetch, now);
  return async (kid: string | null, anew?: boolean): Promise<KeyChoice> => {
    let failure: TokenReason | null = null;
    if (kid !== null) {
      const known = fixed.filter((key) => key.kid === kid);
      const fetched = known.length ? known : await remote?.(kid, anew);
      if (typeof fetched === 'string') failure = fetched;
      else if (fetched?.length) return { keys: fetched, failure };
    }
    return { keys: single ? [single, ...keys] : keys, failure };
  };
}
