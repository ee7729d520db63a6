import type { Session } from '../session.js';

/**
 * Calls back when the window gets the focus: a reader who has signed in beside it was seeing it all the time.
 *
 * @returns A function that ends it; the end of the session does so too.
 */
export function onFocused(session: Session, callback: () => void): () => void {
  return session._listen(window, 'focus', callback);
}
