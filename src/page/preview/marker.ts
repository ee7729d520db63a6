/** The parameter that asks for debugging. It keeps a preview for the next page of the tab. */
export const MARKER = 'zephr-debug';

/** The parameter in a query, with its value and the `&` behind it. */
const IN_QUERY = /([?&])zephr-debug(?:=[^&]*)?(&|$)/g;

/** Whether a query has the marker. */
export function isMarked(search: string): boolean {
  return search.replace(IN_QUERY, '') !== search;
}

/** Adds the marker to a query. The other parameters stay as they are written. */
export function withMarker(search: string): string {
  return isMarked(search) ? search : `${search}${search ? '&' : '?'}${MARKER}`;
}

/** Removes the marker from a query. */
export function withoutMarker(search: string): string {
  return search.replace(IN_QUERY, (_, before: string, after: string) => (after ? before : '')).replace(/[?&]$/, '');
}

/** Puts an address into the present entry of the history. Nothing is loaded. */
export function replaceAddress(search: string, hash: string): void {
  try {
    history.replaceState(history.state, '', location.pathname + search + hash);
  } catch {
    // The document has no address of its own, or the browser has had enough of them.
  }
}
