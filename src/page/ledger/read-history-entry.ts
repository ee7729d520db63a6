/**
 * Identifies the current entry of the history: by its key in the Navigation API, which `replaceState` keeps; in browsers without
 * it by the length of the history.
 *
 * @see https://html.spec.whatwg.org/multipage/nav-history-apis.html#dom-navigationhistoryentry-key
 */
export function readHistoryEntry(): unknown {
  const { navigation } = window as { navigation?: { readonly currentEntry?: { readonly key?: unknown } | null } };
  return navigation?.currentEntry?.key ?? history.length;
}
