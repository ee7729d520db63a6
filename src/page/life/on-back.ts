import { isHidden } from '../browser.js';
import type { Session } from '../session.js';

/**
 * Calls back whenever a request that failed may succeed: the browser is online again, or the reader comes back to the page,
 * from another tab or by the back button, which fires `visibilitychange` too. It ends with the session.
 *
 * @see https://html.spec.whatwg.org/multipage/browsing-the-web.html#reactivate-a-document
 */
export function onBack(session: Session, callback: () => void): void {
  // Events of the document bubble to the window.
  for (const type of ['online', 'visibilitychange']) session._listen(window, type, () => isHidden() || callback());
}
