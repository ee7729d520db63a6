import { isHidden } from '../browser.js';
import type { Session } from '../session.js';

/**
 * Calls back when the reader sees the page again, after another tab or window.
 *
 * @returns A function that ends it; the end of the session does so too.
 */
export function onVisible(session: Session, callback: () => void): () => void {
  return session._listen(document, 'visibilitychange', () => {
    if (!isHidden()) callback();
  });
}
