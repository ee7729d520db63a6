import { findFocused } from './find-focused.js';
import { isInside } from './is-inside.js';

/**
 * Keeps the focused element out of a strip at the bottom of the viewport (WCAG 2.2, "Focus Not Obscured"). The browser
 * scrolls it clear by `scroll-padding` in most cases, but not an element that was in sight already, is in a scroller of its
 * own, or is fixed there itself, as a cookie notice is.
 *
 * @param footer - The element in the strip.
 * @param stepAside - Called with `true` when the footer has to go out of sight, because nothing else helps.
 * @returns Ends it.
 */
export function keepClear(footer: HTMLElement, stepAside: (aside: boolean) => void): () => void {
  const isCovered = (element: Element): boolean => {
    const top = innerHeight - footer.offsetHeight;
    const { top: above, bottom, height } = element.getBoundingClientRect();
    // An element that is higher than the space above stays in sight in part.
    return height > 0 && height <= top && bottom > top && above < innerHeight;
  };
  const look = (): void => {
    const focused = findFocused();
    if (!focused || isInside(focused, footer)) return stepAside(false);
    if (isCovered(focused)) focused.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    stepAside(isCovered(focused));
  };
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  // By then the browser has scrolled as it likes.
  const onFocus = (): void => void requestAnimationFrame(look);
  const types = ['focusin', 'focusout'];
  for (const type of types) addEventListener.call(document, type, onFocus);
  look();
  return () => {
    for (const type of types) removeEventListener.call(document, type, onFocus);
    stepAside(false);
  };
}
