import { findElement, listen } from '../browser.js';

/** Attributes of the head's elements that rules read. */
const ATTRIBUTES = ['content', 'name', 'property', 'itemprop', 'href', 'rel', 'type'];

/**
 * Watches what a page says of itself: its head, and elements such as structured data that are children of the body. Routers
 * change the address first, then the content, and the head with the next effects.
 *
 * @param onChange - Called once after the changes of a moment, whatever they are, when decisions read the page again.
 * @returns A function that ends it.
 */
export function watchHead(onChange: () => void): () => void {
  const observer = new MutationObserver(() => {
    // A router may have replaced the head or the body.
    observe();
    // A decision of the same moment may have read the page before its last change.
    queueMicrotask(onChange);
  });
  const observe = (): void => {
    observer.disconnect();
    observer.observe(document, { childList: true });
    for (const name of ['html', 'body']) {
      const element = findElement(name);
      if (element) observer.observe(element, { childList: true });
    }
    const head = findElement('head');
    if (head)
      observer.observe(head, { subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES });
  };
  observe();
  // Until then the parser adds children to the body, one after the other.
  const end = listen('DOMContentLoaded', onChange);
  return () => {
    observer.disconnect();
    end();
  };
}
