/** Segments of an address of the app, decoded: `#/features/articles` is `['features', 'articles']`. */
export function readRoute(hash: string): readonly string[] {
  return hash
    .replace(/^#\/?/, '')
    .split('/')
    .filter((segment) => segment !== '')
    .map(decode);
}

/** The address of a place in the app, for a link. */
export function toHash(...segments: readonly string[]): string {
  return `#/${segments.map(encodeURIComponent).join('/')}`;
}

/** Where the session of a tab keeps the token. */
const TOKEN_KEY = 'zephr-console-token';

/**
 * Takes the token out of the address, where neither a copied link nor the history keeps it, and gives it to the session of
 * this tab.
 *
 * @returns The token; `null` where this tab has none.
 */
export function takeToken(): string | null {
  const [, token] = /^#token=([\w-]+)$/.exec(location.hash) ?? [];
  if (token === undefined) return sessionStorage.getItem(TOKEN_KEY);
  sessionStorage.setItem(TOKEN_KEY, token);
  history.replaceState(null, '', location.pathname);
  return token;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Goes to another address in place of this one, as when a new entry has got its id. */
export function replaceRoute(...segments: readonly string[]): void {
  history.replaceState(null, '', toHash(...segments));
  dispatchEvent(new HashChangeEvent('hashchange'));
}
