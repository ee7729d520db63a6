import { resolveAddress } from '../browser.js';
import { REQUEST_TIMEOUT_MS } from '../../lib/request/limits.js';
import { requestJson, type JsonAnswer, type JsonRequest } from '../../lib/request/request-json.js';
import type { RequestFetch } from '../../lib/request/request-text.js';

/** A route of the endpoint, beside its `verify`. */
export type EndpointRoute =
  | 'facts'
  | `facts?page=${string}`
  | 'gift'
  | 'bypass'
  | 'promo'
  | 'sessions'
  | 'usage'
  | 'notify'
  | `preview/${string}`;

/** Sends a page's questions to its endpoint. */
export interface EndpointClient {
  /**
   * Asks one route.
   *
   * @returns The answer; status 0 without an answer: the endpoint is out of reach, redirects, takes longer than
   *   `REQUEST_TIMEOUT_MS` or does not answer in JSON. Never rejects.
   */
  readonly ask: (route: EndpointRoute, request?: Omit<JsonRequest, 'signal' | 'cache'>) => Promise<JsonAnswer>;
}

/**
 * Makes the client for the endpoint of a config. Its requests follow the policy of `requestJson`.
 *
 * @param verifyEndpoint - Address of the endpoint's `verify` (`jwt.verifyEndpoint`); the other routes are its siblings.
 * @param fetch - `fetch`, or the site's replacement for it.
 * @param base - Address that `verifyEndpoint` is relative to. Default: the page's own.
 * @example
 * const { status, value } = await createEndpointClient('/zephr/verify', fetch).ask('facts');
 */
export function createEndpointClient(verifyEndpoint: string, fetch: RequestFetch, base?: string): EndpointClient {
  return {
    ask: async (route, request) => {
      try {
        const { href } = new URL(route, base ? new URL(verifyEndpoint, base) : resolveAddress(verifyEndpoint));
        return await requestJson(fetch, href, { ...request, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) });
      } catch {
        return { status: 0, value: null };
      }
    },
  };
}
