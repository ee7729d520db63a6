import { createFault, type Report } from '../../model/fault.js';
import type { JwtConfig } from '../../model/config.js';
import type { RawToken, TokenReason, TokenResult, TokenSources, VerifiedToken, Verify } from '../../model/token.js';
import { sleep } from '../../lib/sleep.js';
import { chooseToken } from '../verify/choose-token.js';
import type { FetchKeys } from '../verify/create-remote-keys.js';
import { findTokens } from '../verify/find-tokens.js';
import { postToken, type Failure, type PostJson } from './post-token.js';
import type { Answer } from './read-answer.js';
import { createAssertionReader } from './read-assertion.js';

/** What asking an endpoint needs from outside. */
export interface EndpointVerifierPorts {
  readonly fetch: PostJson & FetchKeys;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Keeps one text for the next page view; gives and keeps nothing where storage is blocked. */
  readonly storage: { readonly read: () => string | null; readonly write: (text: string | null) => void };
  /** Calls back once, when the browser may reach the endpoint again. */
  readonly onReconnect: (ask: () => void) => void;
  /** An answer came after nobody waited for it any more, or the endpoint may be in reach again: the pipe is to run anew. */
  readonly again: () => void;
  readonly report: Report;
}

/** An answer that counts for this visit. */
interface Known {
  readonly result: TokenResult;
  /** Milliseconds since 1970; after it the endpoint is asked anew. */
  readonly until: number;
}

const NO_ANSWER: TokenResult = { status: 'unreachable', reason: 'network' };
/** Milliseconds that a page waits for an answer, a second try included. */
const TIMEOUT = 1500;
/** Milliseconds for which an endpoint that could not be had is let be, unless there is a sign that it is back. */
const COOL_DOWN = 5000;

/**
 * Makes the verifier of a config whose tokens an endpoint verifies, because they are signed with a shared secret or
 * because it knows the readers' records.
 *
 * What it answers is believed for this visit, and kept for the next page view only as the endpoint's signed assertion: a
 * reader can write every storage of his browser. Out of reach, an assertion counts until its own end, then a key of the
 * config; else the status is `unreachable`, and the endpoint is asked again when it may be back.
 *
 * @returns A function that rejects with a `ConfigError` when a key of the config is none, and for nothing else.
 */
export function createEndpointVerifier(jwt: JwtConfig, ports: EndpointVerifierPorts): Verify {
  const { storage, now } = ports;
  const url = jwt.verifyEndpoint!;
  const readAssertion = createAssertionReader(jwt, now);
  const known = new Map<RawToken, Known>();
  /** Questions under way: however many ask, each is asked once. */
  const asked = new Map<RawToken, Promise<TokenResult>>();
  let failedAt = -Infinity;
  let waiting = false;
  let byKey: Promise<Verify> | null = null;

  const ask = (token: RawToken): Promise<TokenResult> => {
    const asking: Promise<TokenResult> = postToken(url, token, jwt.credentials, ports.fetch).then((answer) => {
      // A later question about the same has a later answer.
      if (asked.get(token) !== asking) return asked.get(token) ?? known.get(token)?.result ?? NO_ANSWER;
      asked.delete(token);
      return take(token, answer);
    });
    asked.set(token, asking);
    return asking;
  };

  const take = (token: RawToken, answer: Answer | Failure): TokenResult => {
    if ('failed' in answer || answer.result.status === 'unreachable') {
      const reason: TokenReason = 'failed' in answer ? 'network' : (answer.result.reason ?? 'network');
      return outOfReach(reason, 'failed' in answer ? answer.failed : 'it cannot verify');
    }
    const { result, assertion } = answer;
    failedAt = -Infinity;
    const expiry = result.status === 'valid' ? result.claims['exp'] : null;
    known.set(token, { result, until: typeof expiry === 'number' ? expiry * 1000 : Infinity });
    storage.write(jwt.endpointKey ? assertion : null);
    return result;
  };

  const outOfReach = (reason: TokenReason, detail: string): TokenResult => {
    // Told once, not at every try.
    if (failedAt === -Infinity)
      ports.report(createFault('endpoint-unreachable', `${url}: ${detail}`, null, '/jwt/verifyEndpoint'));
    failedAt = now();
    if (!waiting) {
      waiting = true;
      ports.onReconnect(() => {
        waiting = false;
        if (failedAt === -Infinity) return;
        failedAt = 0;
        ports.again();
      });
    }
    return { status: 'unreachable', reason };
  };

  /** The answer of the endpoint, or that it is out of reach. */
  const askInTime = async (token: RawToken, anew?: boolean): Promise<TokenResult> => {
    const ago = now() - failedAt;
    if (!anew && ago >= 0 && ago < COOL_DOWN) return NO_ANSWER;
    // Cookies that the page cannot read may be others by now.
    const asking = (anew && !token ? null : asked.get(token)) ?? ask(token);
    const result = await Promise.race([asking, sleep(TIMEOUT)]);
    if (result) return result;
    // Late: the page goes on without it, and hears of it when it comes.
    void asking.then(({ status }) => status !== 'unreachable' && ports.again());
    return outOfReach('timeout', `no answer within ${TIMEOUT} ms`);
  };

  const resultOf = async (token: RawToken, anew?: boolean): Promise<TokenResult> => {
    const before = known.get(token);
    if (!anew) {
      if (before && now() < before.until) return before.result;
      // Without a token to hold it against, an assertion may be of a reader who has signed out.
      const asserted = token && (await readAssertion(storage.read(), token));
      if (asserted) return asserted;
    }
    const result = await askInTime(token, anew);
    if (result.status !== 'unreachable') return result;
    return (await readAssertion(storage.read(), token)) ?? result;
  };

  /** The config's own keys, where it has any, for as long as the endpoint is out of reach. */
  const verifyByKey = async (sources: TokenSources): Promise<VerifiedToken | null> => {
    if (!(jwt.publicKey ?? jwt.jwks ?? jwt.jwksUrl)) return null;
    byKey ??= import('../verify/create-verifier.js').then(({ createVerifier }) => createVerifier(jwt, ports));
    const { result } = await (await byKey)(sources);
    // The endpoint counts nothing for a token that it did not verify.
    return result.status === 'valid' ? { result, raw: null } : null;
  };

  return async (sources) => {
    const tokens = findTokens(sources, jwt);
    // What the page cannot read the browser may still send along.
    if (!tokens.length && jwt.credentials) tokens.push('');
    const candidates = await Promise.all(
      tokens.map(async (raw): Promise<VerifiedToken> => ({ result: await resultOf(raw, sources.refetch), raw })),
    );
    const chosen = chooseToken(candidates, jwt.userMapping?.foreignUserIdProperty);
    return (chosen.result.status === 'unreachable' && (await verifyByKey(sources))) || chosen;
  };
}
