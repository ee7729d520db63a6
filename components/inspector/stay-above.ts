import { COVER_LOOK_MS } from './limits.js';

/**
 * Keeps an element of the top layer above everything else. A modal dialog makes all but its own content inert, popovers above it
 * too: so while one is open, the element is moved into it. The focus stays where it is.
 *
 * @param host - Put at the end of the document, which it does not lay out again.
 * @param show - Shows what the host has in the top layer, above what is there; called after each move too.
 * @param pointIn - A point of the viewport where the host is seen; `null` while it is not.
 * @returns Looks at once, and takes the host out of the page.
 */
export function stayAbove(
  host: Element,
  show: () => void,
  pointIn: () => { readonly x: number; readonly y: number } | null,
): { readonly look: () => void; readonly end: () => void } {
  const home = document.documentElement;
  const put = (place: Element): void => {
    if (host.parentNode !== place) place.append(host);
    show();
  };
  const look = (): void => {
    const at = host.parentElement;
    if (!host.isConnected || !at || (at !== home && !isOpenModal(at))) return keepFocus(host, () => put(home));
    const point = pointIn();
    if (!point) return;
    const top = findTopmost(point.x, point.y);
    if (!top || isWithin(top, host)) return;
    const modal = findModal(top) ?? findModal(findActive());
    keepFocus(host, () => put(modal && !modal.contains(host) ? modal : at));
  };
  put(home);
  const timer = setInterval(look, COVER_LOOK_MS);
  return {
    look,
    end: () => {
      clearInterval(timer);
      host.remove();
    },
  };
}

/** The element that has the focus, in whatever shadow root it is. */
export function findActive(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** Whether a node is inside another one, shadow roots included. */
export function isWithin(node: Node | null, outer: Node): boolean {
  for (let at = node; at; at = parentOf(at)) if (at === outer) return true;
  return false;
}

/** Does something that would take the focus from what has it, and gives it back. */
function keepFocus(host: Element, act: () => void): void {
  const focused = findActive();
  act();
  if (focused !== findActive() && focused instanceof HTMLElement && isWithin(focused, host))
    focused.focus({ preventScroll: true });
}

/** The element at a point of the viewport that a reader would click. */
function findTopmost(x: number, y: number): Element | null {
  let top = document.elementFromPoint(x, y);
  while (top?.shadowRoot) {
    const inner: Element | null = top.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === top) break;
    top = inner;
  }
  return top;
}

/** The modal dialog around an element. */
function findModal(element: Element | null): HTMLDialogElement | null {
  for (let at: Node | null = element; at; at = parentOf(at))
    if (at instanceof HTMLDialogElement && isOpenModal(at)) return at;
  return null;
}

function isOpenModal(element: Element): boolean {
  try {
    return element.matches('dialog:modal');
  } catch {
    // Browsers without the selector.
    return element.matches('dialog[open]');
  }
}

function parentOf(node: Node): Node | null {
  return node.parentNode ?? (node instanceof ShadowRoot ? node.host : null);
}
