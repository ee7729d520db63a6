import type { Session } from '../session.js';

/**
 * Calls back when the reader opens a page that the browser has prerendered.
 *
 * @returns A function that ends it; the end of the session does so too.
 * @see https://wicg.github.io/nav-speculation/prerendering.html
 */
export function onActivated(session: Session, callback: () => void): () => void {
  return session._listen(document, 'prerenderingchange', callback);
}
