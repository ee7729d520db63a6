import { isWithin } from './tree.js';

const HEADING = /^h[1-6]$/;

/**
 * The level of a heading at the place of an element: one below the last heading before it in the page, which need not be that of
 * its own section. The search goes back from the element, as that heading is mostly near: a page can be long, and have many walls.
 *
 * @returns 2 to 6; 2 if there is no heading before it.
 */
export function findHeadingLevel(element: Element): number {
  const root = element.getRootNode();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
  walker.currentNode = element;
  for (let node = walker.previousNode() as Element | null; node; node = walker.previousNode() as Element | null) {
    // A heading around it begins before it, and is not above it.
    if (HEADING.test(node.localName) && !isWithin(element, node)) return Math.min(6, Number(node.localName[1]) + 1);
  }
  return root instanceof ShadowRoot ? findHeadingLevel(root.host) : 2;
}
