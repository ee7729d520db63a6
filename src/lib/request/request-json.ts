import { parsePlain } from '../parse-plain.js';
import { MAX_ANSWER_LENGTH } from './limits.js';

/** The part of `fetch` that requests for JSON need. */
export type RequestFetch = (
  url: string,
  init: RequestPolicy,
) => Promise<{ readonly status: number; readonly ok: boolean; text(): Promise<string> }>;

/** The options that `requestJson` hands to `fetch`. */
export interface RequestPolicy extends RequestChoices {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly credentials: 'include' | 'omit';
  readonly redirect: 'error';
  readonly referrerPolicy: 'no-referrer';
  readonly cache: 'default' | 'no-store';
}

/** The options of the policy that a request chooses by itself. */
interface RequestChoices {
  /** Ends the request, the reading of its body included: every request has a time limit. */
  readonly signal: AbortSignal;
  /** Whether cookies are sent, also to another origin. Default: `omit`. */
  readonly credentials?: 'include' | 'omit';
  /** Whether the browser may answer from its HTTP cache. Default: `no-store`. */
  readonly cache?: 'default' | 'no-store';
  /** Lets the request outlive the page. Default: `false`. */
  readonly keepalive?: boolean;
}

/** A request for JSON. */
export interface JsonRequest extends RequestChoices {
  /** Sends a POST with this value as JSON; with `null`, a POST without a body. Default: a GET. */
  readonly post?: object | null;
}

/** An answer to a request for JSON. */
export interface JsonAnswer {
  /** HTTP status. */
  readonly status: number;
  /** The body of a 2xx answer, read by `parsePlain`; `null` for an empty body and any other status. */
  readonly value: unknown;
}

/**
 * Sends a request under the policy that all requests of the SDK share: a time limit, no redirects, no referrer, no cookies
 * and no HTTP cache unless the request asks for them, and an answer of bounded length that is parsed as plain JSON.
 *
 * Redirects are refused because a body can hold a token, which must not reach another server.
 *
 * @param fetch - `fetch`, or the site's replacement for it, which may ignore `signal`.
 * @throws {TypeError} From `fetch`: the server is out of reach, or answers with a redirect.
 * @throws The reason of `signal` when it aborts: a `TimeoutError` after the time limit.
 * @throws {SyntaxError} When the answer is not JSON.
 * @throws {RangeError} When the answer is longer than `MAX_ANSWER_LENGTH` or nested too deeply.
 * @example
 * const request = { post: { token }, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) };
 * const { status, value } = await requestJson(fetch, '/zephr/verify', request);
 */
export function requestJson(fetch: RequestFetch, url: string, { post, ...choices }: JsonRequest): Promise<JsonAnswer> {
  const answer = async (): Promise<JsonAnswer> => {
    const response = await fetch(url, {
      method: post === undefined ? 'GET' : 'POST',
      headers: { [post ? 'content-type' : 'accept']: 'application/json' },
      body: post ? JSON.stringify(post) : null,
      credentials: 'omit',
      cache: 'no-store',
      ...choices,
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
    const text = response.ok ? await response.text() : '';
    if (text.length > MAX_ANSWER_LENGTH) throw new RangeError('too long');
    return { status: response.status, value: text ? parsePlain(text) : null };
  };
  const aborted = new Promise<never>((_resolve, reject) => {
    const { signal } = choices;
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
  return Promise.race([answer(), aborted]);
}
