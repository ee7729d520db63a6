import { makeId } from '../make-id.js';

/** Key of the session's id in `sessionStorage`. */
const KEY = 'zephr-session';

let ofThisPage: string | null = null;

/**
 * Gives the random id of this browser session. It lives as long as the tab; where storage is blocked, as long as the page.
 */
export function readSessionId(): string {
  try {
    ofThisPage ??= sessionStorage.getItem(KEY);
  } catch {
    // Blocked.
  }
  ofThisPage ??= makeId(16);
  try {
    sessionStorage.setItem(KEY, ofThisPage);
  } catch {
    // The id lasts as long as the page.
  }
  return ofThisPage;
}
