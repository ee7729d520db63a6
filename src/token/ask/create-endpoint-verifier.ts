import type { RequestFetch } from '../../lib/request/request-text.js';
import type { JwtConfig } from '../../model/config.js';
import type { RawToken, TokenResult, TokenSources, VerifiedToken, Verify } from '../../model/token.js';
import { chooseToken } from '../verify/choose-token.js';
import { createMapping } from '../verify/create-mapping.js';
import type { FetchKeys } from '../verify/create-remote-keys.js';
import { findTokens } from '../verify/find-tokens.js';
import { createTokenClient, type TokenClientPorts } from './create-token-client.js';
import { createAssertionReader } from './read-assertion.js';

/** The functions that the endpoint verifier needs from outside. */
export interface EndpointVerifierPorts extends TokenClientPorts {
  readonly fetch: RequestFetch & FetchKeys;
}

/**
 * Makes the verifier of a config whose tokens an endpoint verifies, because they are signed with a shared secret or because
 * the endpoint knows the records of readers.
 *
 * An answer is believed for this visit. For the next page view only the endpoint's signed assertion is stored, as a reader
 * can write every storage of the browser. While the endpoint is out of reach, an assertion counts until its own end, then a
 * key of the config; otherwise the status is `unreachable`, and the endpoint is asked again when it may be back.
 *
 * @returns A function that rejects with a `ConfigError` `key-invalid` when a key of the config does not import, and otherwise
 *   only when the file that verifies by key is needed and does not arrive.
 * @example
 * const verify = createEndpointVerifier({ verifyEndpoint: '/zephr/verify' }, ports);
 * const { result, raw } = await verify({ option: null, query: null, cookies: document.cookie });
 */
export function createEndpointVerifier(jwt: JwtConfig, ports: EndpointVerifierPorts): Verify {
  const readAssertion = createAssertionReader(jwt, ports.now);
  const client = createTokenClient(jwt, ports);
  const verifyByKey = createFallback(jwt, ports);
  const mapAll = createMapping(jwt);

  const resultOf = async (token: RawToken, refetch?: boolean): Promise<TokenResult> => {
    // Without a token to compare it with, an assertion may be of a reader who has signed out: it never counts then.
    const readStored = (): Promise<TokenResult | null> => readAssertion(ports.storage.read(), token);
    const known = !refetch && (client._recall(token) || (token && (await readStored())));
    if (known) return known;
    const result = await client._ask(token, refetch);
    return (result.status === 'unreachable' && token && (await readStored())) || result;
  };

  return async (sources) => {
    const tokens = findTokens(sources, jwt);
    // The browser may send a cookie that the page cannot read.
    if (!tokens.length && jwt.credentials) tokens.push('');
    // Its reader has signed out, or no assertion can be held against the cookie.
    if (!tokens[0] && ports.storage.read()) ports.storage.write(null);
    const chosen = await chooseToken(tokens, async (all) =>
      mapAll(await Promise.all(all.map((token) => resultOf(token, sources.refetch)))),
    );
    return (chosen.result.status === 'unreachable' && (await verifyByKey(sources))) || chosen;
  };
}

/** Verifies by the config's own keys, where it has any, while the endpoint is out of reach. */
function createFallback(
  jwt: JwtConfig,
  ports: EndpointVerifierPorts,
): (sources: TokenSources) => Promise<VerifiedToken | null> {
  let byKey: Promise<Verify> | null = null;
  return async (sources) => {
    if (!(jwt.publicKey ?? jwt.jwks ?? jwt.jwksUrl)) return null;
    byKey ??= import('../verify/create-verifier.js').then(({ createVerifier }) => createVerifier(jwt, ports));
    const { result } = await (await byKey)(sources);
    // The endpoint counts nothing for a token that it did not verify.
    return result.status === 'valid' ? { result, raw: null } : null;
  };
}
