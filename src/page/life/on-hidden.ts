import { isHidden } from '../browser.js';
import type { Session } from '../session.js';

/**
 * Calls back when the page is hidden or left: the reader may never see it again, so what is unsaved is saved now. Both events
 * are needed, as not every browser fires the first one when a page is left.
 *
 * @returns A function that ends it; the end of the session does so too.
 * @see https://developer.chrome.com/docs/web-platform/page-lifecycle-api
 */
export function onHidden(session: Session, callback: () => void): () => void {
  const stops = [
    session._listen(document, 'visibilitychange', () => {
      if (isHidden()) callback();
    }),
    session._listen(window, 'pagehide', callback),
  ];
  return () => stops.forEach((stop) => stop());
}
