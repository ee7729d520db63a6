import { MAX_ANSWER_LENGTH } from './limits.js';

/** The part of `fetch` that requests need. */
export type RequestFetch = (url: string, init: RequestPolicy) => Promise<RequestResponse>;

/** The part of a response that requests read. */
export interface RequestResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly headers?: { get(name: string): string | null };
  text(): Promise<string>;
}

/** The options that `requestText` hands to `fetch`. */
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
export interface RequestChoices {
  /** Ends the request, the reading of its body included: every request has a time limit. */
  readonly signal: AbortSignal;
  /** Whether cookies are sent, also to another origin. Default: `omit`. */
  readonly credentials?: 'include' | 'omit';
  /** Whether the browser may answer from its HTTP cache. Default: `no-store`. */
  readonly cache?: 'default' | 'no-store';
  /** Lets the request outlive the page. Default: `false`. */
  readonly keepalive?: boolean;
}

/** A request whose answer is read as text. */
export interface TextRequest extends RequestChoices {
  /** The media type that is asked for. */
  readonly accept: string;
  /** Whether to read the body of an answer. Default: of a 2xx answer only. */
  readonly isRead?: (response: RequestResponse) => boolean;
  /** Sends a POST with this value as JSON; with `null`, a POST without a body. Default: a GET. */
  readonly post?: object | null;
}

/** An answer that was read as text. */
export interface TextAnswer {
  /** HTTP status. */
  readonly status: number;
  /** Its `content-type`; empty where it has none. */
  readonly type: string;
  /** The body; empty where it was not read. */
  readonly text: string;
}

/**
 * Sends a request under the policy that all requests of the SDK share: a time limit, no redirects, no referrer, no cookies
 * and no HTTP cache unless the request asks for them, and an answer of bounded length.
 *
 * Redirects are refused because a body can hold a token, which must not reach another server.
 *
 * @param fetch - `fetch`, or the site's replacement for it, which may ignore `signal`.
 * @throws {TypeError} From `fetch`: the server is out of reach, or answers with a redirect.
 * @throws The reason of `signal` when it aborts: a `TimeoutError` after the time limit.
 * @throws {RangeError} When the answer is longer than `MAX_ANSWER_LENGTH`.
 */
export function requestText(
  fetch: RequestFetch,
  url: string,
  { post, accept, isRead = ({ ok }) => ok, ...choices }: TextRequest,
): Promise<TextAnswer> {
  const answer = async (): Promise<TextAnswer> => {
    const response = await fetch(url, {
      method: post === undefined ? 'GET' : 'POST',
      headers: post ? { 'content-type': 'application/json' } : { accept },
      body: post ? JSON.stringify(post) : null,
      credentials: 'omit',
      cache: 'no-store',
      ...choices,
      redirect: 'error',
      referrerPolicy: 'no-referrer',
    });
    const text = isRead(response) ? await response.text() : '';
    if (text.length > MAX_ANSWER_LENGTH) throw new RangeError('too long');
    return { status: response.status, type: response.headers?.get('content-type') ?? '', text };
  };
  const aborted = new Promise<never>((_resolve, reject) => {
    const { signal } = choices;
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
  return Promise.race([answer(), aborted]);
}
