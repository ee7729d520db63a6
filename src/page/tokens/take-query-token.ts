/** Parameters of that name, wherever they stand among others. */
const PARAMETER = /[?&]jwt=([^&]*)/g;

/**
 * Takes a token out of the address, `?jwt=`, and the parameter away with it, so that it gets into no history entry, no
 * bookmark and no referrer of what loads next.
 *
 * @returns The token as it stands there; `null` when there is none.
 */
export function takeQueryToken(): string | null {
  const url = new URL(location.href);
  const [found] = url.search.matchAll(PARAMETER);
  if (!found) return null;
  url.search = url.search.replace(PARAMETER, '').slice(1);
  history.replaceState(history.state, '', url);
  return found[1]!;
}
