import type { Session } from '../session.js';

/**
 * Calls back when the page returns from the back/forward cache: it still shows what was decided before it left.
 *
 * @returns A function that ends it; the end of the session does so too.
 * @see https://web.dev/articles/bfcache
 */
export function onRestored(session: Session, callback: () => void): () => void {
  return session._listen(window, 'pageshow', ({ persisted }) => {
    if (persisted) callback();
  });
}
