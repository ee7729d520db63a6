import { QUERY_TOKEN, withoutToken } from './query-token.js';

/**
 * Takes a token out of the address, `?jwt=`, and removes the parameter, so that the token gets into no history entry, no
 * bookmark and no referrer of later requests.
 *
 * @returns The token as it is written there; `null` for an address without a token. Several different ones come as one text,
 *   which is no token: the first of them must not win.
 */
export function takeQueryToken(): string | null {
  const url = new URL(location.href);
  const found = new Set([...url.search.matchAll(QUERY_TOKEN)].map(([, token]) => token));
  if (!found.size) return null;
  url.search = withoutToken(url.search);
  history.replaceState(history.state, '', url);
  return [...found].join();
}
