import { QUERY_TOKEN, withoutToken } from './query-token.js';

/**
 * Takes a token out of the address, `?jwt=`, and the parameter away with it, so that it gets into no history entry, no
 * bookmark and no referrer of what loads next.
 *
 * @returns The token as it is written there; `null` when there is none.
 */
export function takeQueryToken(): string | null {
  const url = new URL(location.href);
  const [found] = url.search.matchAll(QUERY_TOKEN);
  if (!found) return null;
  url.search = withoutToken(url.search);
  history.replaceState(history.state, '', url);
  return found[1]!;
}
