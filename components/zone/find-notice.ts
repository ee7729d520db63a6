import { isInside } from './is-inside.js';
import { MIN_NOTICE_PX } from './limits.js';

/** Elements that say of themselves that they are a dialog. */
const DIALOGS = 'dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true]';

/** Elements that consent managers name so. */
const NAMED = ['cookie', 'consent', 'gdpr', 'cmp', 'privacy', 'usercentrics', 'didomi', 'onetrust']
  .flatMap((name) => [`[id*=${name} i]`, `[class*=${name} i]`])
  .join();

/**
 * Finds a dialog of the page, or a notice that is fixed in its window, such as that of a consent manager; in the shadow root
 * of its element too.
 *
 * @param zone - Nothing in it or around it is a notice of others.
 */
export function findNotice(zone: Element): HTMLElement | null {
  const within = (root: ParentNode): HTMLElement | undefined =>
    [...root.querySelectorAll<HTMLElement>(`${DIALOGS},${NAMED}`)].find(
      (element) => !isInside(zone, element) && !isInside(element, zone) && !isOurs(element) && isNotice(element),
    );
  const hosts = [...document.querySelectorAll(`body > *,${NAMED}`)].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  return within(document) ?? hosts.map(within).find(Boolean) ?? null;
}

function isOurs(element: Element): boolean {
  return element.closest('zephr-zone') !== null || hostOf(element)?.localName.startsWith('zephr-') === true;
}

function isNotice(element: HTMLElement): boolean {
  const { width, height, bottom, right, top, left } = element.getBoundingClientRect();
  const isInSight = width > 0 && height > 0 && bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
  if (!isInSight || getComputedStyle(element).visibility !== 'visible' || !isFixed(element)) return false;
  if (element.matches(DIALOGS)) return true;
  const isLarge = width >= MIN_NOTICE_PX.width && height >= MIN_NOTICE_PX.height;
  return isLarge && element.querySelector('button,[role=button],input,a[href],iframe') !== null;
}

/** Whether an element stays where it is when the page is scrolled, as everything in the top layer does. */
function isFixed(element: Element): boolean {
  for (let one: Element | null = element; one; one = one.parentElement ?? hostOf(one)) {
    if (getComputedStyle(one).position === 'fixed' || (one.localName === 'dialog' && one.matches('[open]')))
      return true;
  }
  return false;
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/** Whether a notice makes everything else inert by itself. */
export function isModal(notice: Element): boolean {
  try {
    return notice.matches('dialog:modal');
  } catch {
    // Browsers without the selector.
    return notice.localName === 'dialog';
  }
}
