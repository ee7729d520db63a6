import { own } from '../../lib/own.js';
import { RENEWAL_TIMEOUT_MS } from '../../lib/request/limits.js';
import { requestJson } from '../../lib/request/request-json.js';

/** The result of a renewal: a token, or `null` where it is in the cookie; the session may be over. */
export type Renewed = { readonly token: string | null } | 'over';

/**
 * Asks for a new token.
 *
 * @param renewal - An address, asked by POST with cookies, that answers `{ "token" }` or sets the cookie itself, and 401 or
 *   403 where the session is over; or a function that does the same.
 * @throws (rejects) Where there is no answer, or one that is neither.
 */
export async function askForToken(renewal: string | (() => unknown), get: typeof fetch): Promise<Renewed> {
  if (typeof renewal === 'function') return readToken(await renewal());
  const { status, value } = await requestJson(get, renewal, {
    post: null,
    credentials: 'include',
    signal: AbortSignal.timeout(RENEWAL_TIMEOUT_MS),
  });
  if (status === 401 || status === 403) return 'over';
  if (status < 200 || status >= 300) throw new Error(`status ${status}`);
  return readToken(value);
}

/** Reads what an endpoint or a function has given: a token, an object that holds one, or nothing where the cookie holds it. */
function readToken(value: unknown): Renewed {
  const token = typeof value === 'string' ? value : own(value, 'token');
  return { token: typeof token === 'string' && token ? token : null };
}
