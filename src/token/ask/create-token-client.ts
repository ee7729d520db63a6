import type { RequestFetch } from '../../lib/request/request-text.js';
import { createFault, type Report } from '../../model/fault.js';
import type { JwtConfig } from '../../model/config.js';
import type { RawToken, TokenReason, TokenResult } from '../../model/token.js';
import { sleep } from '../../lib/sleep.js';
import { VERIFY_TIMEOUT_MS } from '../limits.js';
import { createOutage, type OutagePorts } from './create-outage.js';
import { postToken, type Failure } from './post-token.js';
import type { Answer } from './read-answer.js';

/** The functions that a token client needs from outside. */
export interface TokenClientPorts extends OutagePorts {
  readonly fetch: RequestFetch;
  /** Keeps one text for the next page view; gives and keeps nothing where storage is blocked. */
  readonly storage: { readonly read: () => string | null; readonly write: (text: string | null) => void };
  /** The pipeline is to run again: an answer came too late for the page, or the endpoint may be in reach again. */
  readonly again: () => void;
  readonly report: Report;
}

/** Asks an endpoint about tokens. */
export interface TokenClient {
  /** The answer that counts for this visit, if there is one. */
  readonly _recall: (token: RawToken) => TokenResult | false | undefined;
  /** Asks, within a time limit. With `refetch` an outage is not waited for. */
  readonly _ask: (token: RawToken, refetch?: boolean) => Promise<TokenResult>;
}

/** An answer that counts for this visit. */
interface Known {
  readonly result: TokenResult;
  /** Milliseconds since 1970; after it the endpoint is asked again. */
  readonly until: number;
}

const NO_ANSWER: TokenResult = { status: 'unreachable', reason: 'network' };

/**
 * Makes the client of a config's endpoint. Each token is asked about once at a time, however many ask. An answer is believed
 * for this visit, until the token's own end; the endpoint's signed assertion of it is stored for the next page view.
 */
export function createTokenClient(jwt: JwtConfig, ports: TokenClientPorts): TokenClient {
  const url = jwt.verifyEndpoint!;
  const known = new Map<RawToken, Known>();
  const asked = new Map<RawToken, Promise<TokenResult>>();
  const outage = createOutage(ports, (detail) =>
    ports.report(
      createFault('endpoint-unreachable', `the verify endpoint ${url}: ${detail}`, null, '/jwt/verifyEndpoint'),
    ),
  );

  const fail = (reason: TokenReason, detail: string): TokenResult => {
    outage._begin(detail);
    return { status: 'unreachable', reason };
  };

  const take = (token: RawToken, answer: Answer | Failure): TokenResult => {
    if ('failed' in answer) return fail('network', answer.failed);
    const { result, assertion } = answer;
    if (result.status === 'unreachable') return fail(result.reason, 'it cannot verify');
    outage._end();
    const expiry = result.status === 'valid' ? result.claims['exp'] : null;
    // Time makes a token valid too: it is asked about again.
    const end = result.reason === 'not-yet-valid' ? 0 : Infinity;
    known.set(token, { result, until: typeof expiry === 'number' ? expiry * 1000 : end });
    // One for a cookie that the page cannot read could outlive a sign-out.
    ports.storage.write(jwt.endpointKey && token ? assertion : null);
    return result;
  };

  const post = (token: RawToken): Promise<TokenResult> => {
    const asking: Promise<TokenResult> = postToken(url, token, jwt.credentials, ports.fetch).then((answer) => {
      // A later request about the same token has a later answer.
      if (asked.get(token) !== asking) return asked.get(token) ?? known.get(token)?.result ?? NO_ANSWER;
      asked.delete(token);
      return take(token, answer);
    });
    asked.set(token, asking);
    return asking;
  };

  return {
    _recall: (token) => {
      const answer = known.get(token);
      return answer && ports.now() < answer.until && answer.result;
    },
    _ask: async (token, refetch) => {
      if (!refetch && outage._isRecent()) return NO_ANSWER;
      // Cookies that the page cannot read may have changed.
      const asking = (refetch && !token ? null : asked.get(token)) ?? post(token);
      const result = await Promise.race([asking, sleep(VERIFY_TIMEOUT_MS)]);
      if (result) return result;
      // The page goes on without a late answer, and runs again when it comes.
      void asking.then(({ status }) => status !== 'unreachable' && ports.again());
      return fail('timeout', `no answer within ${VERIFY_TIMEOUT_MS} ms`);
    },
  };
}
