import { QUERY_TOKEN, withoutToken } from './query-token.js';

/**
 * Takes a token out of the address, `?jwt=`, and removes the parameter, so that the token gets into no history entry, no
 * bookmark and no referrer of later requests.
 *
 * @returns The token as it is written there; `null` for an address without a token. Of several none counts: the text that
 *   is returned for them is malformed.
 */
export function takeQueryToken(): string | null {
  const url = new URL(location.href);
  const [found, other] = url.search.matchAll(QUERY_TOKEN);
  if (!found) return null;
  url.search = withoutToken(url.search);
  history.replaceState(history.state, '', url);
  return other ? '-' : found[1]!;
}
