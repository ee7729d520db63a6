import type { Session } from '../session.js';

/**
 * Calls back when the browser is online again.
 *
 * @returns A function that ends it; the end of the session does so too.
 */
export function onOnline(session: Session, callback: () => void): () => void {
  return session._listen(window, 'online', callback);
}
