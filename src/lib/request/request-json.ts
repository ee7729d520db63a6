import { parsePlain } from '../parse-plain.js';
import { requestText, type RequestFetch, type TextRequest } from './request-text.js';

/** A request for JSON. */
export type JsonRequest = Omit<TextRequest, 'accept' | 'isRead'>;

/** An answer to a request for JSON. */
export interface JsonAnswer {
  /** HTTP status. */
  readonly status: number;
  /** The body of a 2xx answer, read by `parsePlain`; `null` for an empty body and any other status. */
  readonly value: unknown;
}

/**
 * Sends a request for JSON under the policy of `requestText`. The answer is parsed as plain JSON.
 *
 * @param fetch - `fetch`, or the site's replacement for it, which may ignore `signal`.
 * @throws Whatever `requestText` does.
 * @throws {SyntaxError} When the answer is not JSON.
 * @throws {RangeError} When the answer is nested too deeply.
 * @example
 * const request = { post: { token }, signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS) };
 * const { status, value } = await requestJson(fetch, '/zephr/verify', request);
 */
export async function requestJson(fetch: RequestFetch, url: string, request: JsonRequest): Promise<JsonAnswer> {
  const { status, text } = await requestText(fetch, url, { ...request, accept: 'application/json' });
  return { status, value: text ? parsePlain(text) : null };
}
