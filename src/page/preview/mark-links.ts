import { isMarked, withMarker } from './marker.js';
import { listenFirst } from '../browser.js';
import type { Session } from '../session.js';

/**
 * Keeps a preview for links that are followed in this tab: a link of the same origin gets the marker while its click is
 * handled, and has its own address again afterwards.
 */
export function markLinks(session: Session): void {
  // Before any router of the page reads the address.
  const end = listenFirst('click', (event) => {
    const { button, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (button || altKey || ctrlKey || metaKey || shiftKey) return;
    const link = event.composedPath().find((target) => target instanceof HTMLAnchorElement);
    const address = link?.getAttribute('href');
    if (!link || address == null || !staysInTab(link) || isMarked(link.search)) return;
    link.setAttribute('href', link.pathname + withMarker(link.search) + link.hash);
    const marked = link.getAttribute('href');
    setTimeout(() => {
      if (link.getAttribute('href') === marked) link.setAttribute('href', address);
    });
  });
  session.own(end);
}

function staysInTab({ origin, target, download, hash, pathname, search }: HTMLAnchorElement): boolean {
  const isHere = hash !== '' && pathname === location.pathname && search === location.search;
  return origin === location.origin && /^(_self)?$/i.test(target) && !download && !isHere;
}
