import { findFocused } from './find-focused.js';
import { isInside } from './is-inside.js';

/**
 * Gives the focus back to the element that had it before a zone, unless another element has taken it meanwhile. A microtask
 * later, as the page may be in the middle of a change.
 *
 * @param before - The element that had the focus.
 * @param panel - The zone's box. A browser may leave the focus in it until the next frame, though nothing of it is shown.
 */
export function giveFocusBack(before: HTMLElement | null, panel: HTMLElement): void {
  queueMicrotask(() => {
    const focused = findFocused();
    if (before?.isConnected && (!focused || isInside(focused, panel))) before.focus({ preventScroll: true });
  });
}
