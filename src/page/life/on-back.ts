import { isHidden } from '../browser.js';
import type { Session } from '../session.js';

/**
 * Calls back whenever a request that failed may succeed: the browser is online again, or the reader comes back to the page,
 * from another tab or by the back button. It ends with the session.
 */
export function onBack(session: Session, callback: () => void): void {
  for (const type of ['online', 'visibilitychange', 'pageshow']) {
    session._listen(window, type, (event) => {
      // The first `pageshow` of a page is no return.
      if (!isHidden() && (event as PageTransitionEvent).persisted !== false) callback();
    });
  }
}
