import { readTokenCookie } from './cookie.js';
import { readLedger } from './ledger.js';

/** State that other tabs can change under this one. */
const look = () => `${readTokenCookie()} ${readLedger()}`;

/**
 * Keeps up with other tabs. The SDK decides again when its tab is visible again; this is for windows side by side,
 * where none is ever hidden, and for a reader who has signed in or out in another.
 */
export function startFollowing() {
  let known = look();
  const note = () => {
    known = look();
  };
  const follow = async () => {
    if (look() === known) return;
    note();
    await window.Zephr.refresh();
    note();
  };

  document.addEventListener('zephr-decision', note);
  window.addEventListener('focus', follow);
  // A removed page view counts again in the window that the reader turns to, not in all that are open.
  window.addEventListener('storage', ({ newValue }) => {
    if (newValue !== null && document.visibilityState === 'visible') void follow();
  });
}
