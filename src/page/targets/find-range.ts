import { MAX_MARKER_DEPTH } from './limits.js';
import { readMarker } from './read-marker.js';

/** Two siblings, and the content between them. */
interface MarkedRange {
  readonly anchor: Element | Comment;
  readonly end: Element | Comment;
}

/**
 * Finds the nodes between two markers. Editors put paragraphs around comments, so a marker also counts where it is the only
 * thing in an element: the range then begins behind the element of the first marker, or ends before that of the second.
 *
 * @returns Two siblings, the content between them; `null` where the second marker is missing, or where content is beside a
 *   marker in its element, so that no siblings hold exactly the content.
 */
export function findRange(start: Comment, slug: string): MarkedRange | null {
  let anchor: Element | Comment = start;
  for (let depth = 0; depth <= MAX_MARKER_DEPTH; depth++) {
    let isLast = true;
    for (let node = anchor.nextSibling; node; node = node.nextSibling) {
      if (beginsWithEnd(node, slug)) return { anchor, end: node };
      isLast &&= isBlank(node);
    }
    const parent: Element | null = anchor.parentElement;
    if (!isLast || !parent || parent.localName === 'body') return null;
    anchor = parent;
  }
  return null;
}

function beginsWithEnd(node: Node, slug: string): node is Element | Comment {
  let first: Node | null = node;
  for (let depth = 0; first && depth <= MAX_MARKER_DEPTH; depth++) {
    const marker = readMarker(first);
    if (marker?.isEnd && marker.slug === slug) return true;
    first = first.firstChild;
    while (first && isBlank(first) && !readMarker(first)) first = first.nextSibling;
  }
  return false;
}

/** Whether a reader sees nothing of a node. */
function isBlank(node: Node): boolean {
  return node instanceof Element ? node.localName === 'br' : node instanceof Comment || !node.textContent?.trim();
}
