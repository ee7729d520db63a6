import { isRecord } from '../../lib/is-record.js';
import { parsePlain } from '../../lib/parse-plain.js';
import { own } from '../../lib/own.js';
import { readTextWithin } from '../../lib/request/read-text-within.js';
import { MAX_CONTENT_BYTES } from '../limits.js';
import { ContentError } from './content-error.js';
import type { CheckedContentApi } from './read-content-api.js';

/** The part of `fetch` that requests to a content API need. */
export type FetchContent = (
  address: string,
  init: { readonly headers: Headers; readonly signal: AbortSignal; readonly redirect: 'manual' },
) => Promise<Response>;

/** `application/json`, and formats that are written in it. */
const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/**
 * Fetches an article from a content API. No redirect is followed. The time limit holds for the whole answer.
 *
 * @returns A JSON object without prototypes; `null` where the API has no such article (404, 410).
 * @throws {ContentError} (rejects) In any other case.
 */
export async function fetchArticle(
  address: string,
  { headers, timeoutMs }: Pick<CheckedContentApi, 'headers' | 'timeoutMs'>,
  fetch: FetchContent,
): Promise<Readonly<Record<string, unknown>> | null> {
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new ContentError('timeout')), timeoutMs);
  });
  try {
    return await Promise.race([late, read(address, headers, abort.signal, fetch)]);
  } catch (error) {
    throw error instanceof ContentError ? error : new ContentError(codeOf(error));
  } finally {
    clearTimeout(timer);
    // Ends an answer that is not read to its end.
    abort.abort();
  }
}

async function read(
  address: string,
  given: Readonly<Record<string, string>>,
  signal: AbortSignal,
  fetch: FetchContent,
): Promise<Readonly<Record<string, unknown>> | null> {
  const headers = new Headers({ accept: 'application/json' });
  for (const [name, value] of Object.entries(given)) headers.set(name, value);
  const response = await fetch(address, { headers, signal, redirect: 'manual' });
  const { ok, status, body } = response;
  if (status === 404 || status === 410) return null;
  // A runtime may hide the status of a redirect.
  if (response.type === 'opaqueredirect' || response.redirected || (status >= 300 && status < 400))
    throw new ContentError('redirected');
  if (!ok) throw new ContentError(`status-${status}`);
  if (!JSON_TYPE.test(response.headers.get('content-type') ?? '')) throw new ContentError('type-wrong');
  const text = body ? await readTextWithin(MAX_CONTENT_BYTES, body).catch(refuseLong) : '';
  const article = parse(text);
  if (!isRecord(article) || Array.isArray(article)) throw new ContentError('not-an-object');
  return article;
}

function refuseLong(error: unknown): never {
  throw error instanceof RangeError ? new ContentError('too-long') : error;
}

function parse(text: string): unknown {
  try {
    return parsePlain(text);
  } catch (error) {
    throw new ContentError(error instanceof RangeError ? 'nested-deeply' : 'not-json');
  }
}

/** The code by which a runtime says why there is no connection: `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
function codeOf(error: unknown): string {
  const code = own(own(error, 'cause'), 'code') ?? own(error, 'code');
  return typeof code === 'string' && /^[A-Z][A-Z\d_]{1,40}$/.test(code) ? code : 'network';
}
