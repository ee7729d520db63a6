/**
 * Takes a token out of the address, `?jwt=`, and the parameter away with it, so that it gets into no history entry, no
 * bookmark and no referrer of what loads next.
 *
 * @returns The token as it stands there; `null` when there is none.
 */
export function takeQueryToken(): string | null {
  const url = new URL(location.href);
  const token = url.searchParams.get('jwt');
  if (token === null) return null;
  url.searchParams.delete('jwt');
  history.replaceState(history.state, '', url);
  return token;
}
