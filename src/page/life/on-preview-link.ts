import { MARKER } from '../preview/marker.js';
import type { Session } from '../session.js';

/**
 * Loads the page again when the link to a preview is opened in a tab that shows the page already: a browser loads nothing for
 * another fragment. So the first decision is the draft's here too, and it is made of the config that the site serves now.
 */
export function onPreviewLink(session: Session): void {
  session._listen(window, 'hashchange', () => {
    if (location.hash.startsWith(`#${MARKER}=`)) location.reload();
  });
}
