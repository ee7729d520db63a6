/**
 * Takes a token out of the address, `?jwt=`, and the parameter away with it, so that it gets into no history entry, no
 * bookmark and no referrer of what loads next.
 *
 * @returns The token as it stands there; `null` when there is none.
 */
export function takeQueryToken(): string | null {
  const isToken = (parameter: string): boolean => parameter.startsWith('jwt=');
  const parameters = location.search.slice(1).split('&');
  const found = parameters.find(isToken);
  if (found === undefined) return null;
  const url = new URL(location.href);
  url.search = parameters.filter((parameter) => !isToken(parameter)).join('&');
  history.replaceState(history.state, '', url);
  return found.slice(4);
}
