import type { FoundTarget, SearchRoot } from './target-finder.js';
import { isCut, isOfView, TARGET_MARK } from './target-view.js';

/**
 * Finds what is left of targets that were gated as a whole, in a copy of a page: the element that showed their walls, and the
 * comment that kept their place. Two comments are put there for what is to return.
 */
export function findLostTargets(roots: readonly SearchRoot[]): FoundTarget[] {
  const copies = roots.flatMap((root) =>
    root instanceof Comment
      ? []
      : [...root.querySelectorAll(COPY), ...(isElement(root) && root.matches(COPY) ? [root] : [])],
  );
  const lost = copies.filter((copy) => !isOfView(copy));
  // From the last one on, as the walls of several may be behind one paragraph.
  return lost.reverse().map(standIn).reverse();
}

const COPY = `zephr-feature[${TARGET_MARK}]:not([data-zephr-outside])`;

function standIn(copy: Element): FoundTarget {
  const anchor = new Comment('zephr-content');
  const end = new Comment('/zephr-content');
  const cut = findCutBefore(copy);
  if (cut) cut.replaceWith(anchor, end);
  else outermost(copy).before(anchor, end);
  outermost(copy).remove();
  return { feature: copy.getAttribute('feature') ?? '', anchor, end, isCopy: true };
}

/** The comment in front of a copy that is next to it, inside the element before it at the most. */
function findCutBefore(copy: Element): Comment | null {
  const outer = outermost(copy);
  const limit = outer.previousElementSibling;
  const comments = document.createTreeWalker(outer.parentNode!, NodeFilter.SHOW_COMMENT);
  comments.currentNode = outer;
  for (let node = comments.previousNode(); node; node = comments.previousNode()) {
    const isNear = !limit || limit.contains(node) || (limit.compareDocumentPosition(node) & 4) > 0;
    if (!isNear) return null;
    if (isCut(node)) return node;
  }
  return null;
}

/** A row, cell or item of its own around a copy. */
function outermost(copy: Element): Element {
  const parent = copy.parentElement;
  return parent?.hasAttribute(TARGET_MARK) ? parent : (copy.closest(`tr[${TARGET_MARK}]`) ?? copy);
}

function isElement(root: SearchRoot): root is Element {
  return root instanceof Element;
}
