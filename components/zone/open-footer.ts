import { giveFocusBack } from './give-focus-back.js';
import { keepClear } from './keep-clear.js';
import { roomFor, stylePage } from './style-page.js';

/** A footer that is shown. */
export interface OpenFooter {
  /** Fits the room that the page leaves for the footer to its height. */
  readonly measure: () => void;
  /** Hides it, gives the focus back, and gives the page its room back. */
  readonly close: () => void;
}

/**
 * Shows a footer in the top layer, and has the page leave room for it.
 *
 * @param stepAside - Called with `true` when the footer has to go out of sight, as it would cover the element that has the focus.
 */
export function openFooter(footer: HTMLElement, stepAside: (aside: boolean) => void): OpenFooter {
  let before: HTMLElement | null = null;
  const onFocusIn = ({ relatedTarget }: FocusEvent): void => {
    if (relatedTarget instanceof HTMLElement && !footer.contains(relatedTarget)) before = relatedTarget;
  };
  footer.addEventListener('focusin', onFocusIn);
  if ('showPopover' in footer) footer.showPopover();
  const setRoom = stylePage('');
  const measure = (): void => setRoom(roomFor(footer.offsetHeight));
  measure();
  const release = keepClear(footer, stepAside);
  return {
    measure,
    close: () => {
      const hadFocus = footer.matches(':focus-within');
      release();
      setRoom();
      footer.removeEventListener('focusin', onFocusIn);
      if (footer.isConnected && 'hidePopover' in footer) footer.hidePopover();
      if (hadFocus) giveFocusBack(before, footer);
    },
  };
}
