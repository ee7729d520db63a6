import type { FoundTarget } from './target-finder.js';

/** The nodes of a target, and where its feature element goes. */
export interface Region {
  /** The content of the target: all nodes except the feature element. */
  readonly nodes: () => ChildNode[];
  /** The parent of the content, and the node before which the feature element is inserted: the end of the content. */
  readonly parent: () => (ParentNode & Node) | null;
  readonly before: () => ChildNode | null;
  /** The node behind which the content begins; `null` for the first child of its parent. */
  readonly start: () => ChildNode | null;
  /** Where the feature element is inserted when it is beside the target. */
  readonly around: () => (ParentNode & Node) | null;
  readonly after: () => ChildNode | null;
  /** Whether it is beside the target though the content leaves: the target takes no wall as a child. */
  readonly isBeside?: boolean;
  /** Whether the target is still in the page. */
  readonly isThere: () => boolean;
  /** The nodes to hide where nothing may be moved. */
  readonly boxes: () => ChildNode[];
  /** Whether a child of the parent is content. */
  readonly isContent: (node: ChildNode) => boolean;
  /** Whether a node of the page is part of the target. */
  readonly holds: (node: Node) => boolean;
}

/** Elements whose children are of certain kinds, and which are no place for a wall themselves. */
const BESIDE = new Set('dl menu ol tr ul'.split(' '));

/**
 * Elements that are gated as a whole: those without content of the page's own, and links and labels, which would take each
 * click into a wall inside of them for their own.
 */
const WHOLE = new Set(
  'img video audio iframe object embed canvas picture svg math table input select textarea button hr a label summary'.split(
    ' ',
  ),
);

/**
 * Makes the region of a target. Of an element the content is gated, and the element keeps its styles; of two comments the
 * nodes between them.
 *
 * @param element - Gives the feature element of the target, or what is around it.
 */
export function createRegion({ anchor, end }: FoundTarget, element: () => ChildNode): Region {
  if (end) return betweenComments(anchor, end, element);
  const target = anchor as Element;
  return WHOLE.has(target.localName) ? wholeElement(target, element) : insideElement(target, element);
}

function betweenComments(start: Node, end: ChildNode, element: () => ChildNode): Region {
  const nodes = (): ChildNode[] => {
    const found: ChildNode[] = [];
    for (let node = start.nextSibling; node && node !== end; node = node.nextSibling) {
      if (node !== element()) found.push(node);
    }
    return found;
  };
  return {
    nodes,
    boxes: nodes,
    parent: () => end.parentNode,
    before: () => end,
    start: () => start as ChildNode,
    isContent: (node) => node !== element(),
    around: () => end.parentNode,
    after: () => end,
    isThere: () => start.isConnected && end.isConnected && start.parentNode === end.parentNode,
    holds: (node) => follows(start, node) && follows(node, end) && !node.contains(end),
  };
}

function wholeElement(target: Element, element: () => ChildNode): Region {
  let parent = target.parentNode;
  // The target itself, or what is in its place.
  const there = (): ChildNode | null => {
    if (target.isConnected) {
      parent = target.parentNode;
      return target;
    }
    return element().parentNode === parent ? element() : null;
  };
  const parentNow = (): typeof parent => (there(), parent);
  const behind = (): ChildNode | null => there()?.nextSibling ?? null;
  // Where its `<details>` is closed, what is in place of a summary is out of sight.
  const details = (): typeof parent => (target.localName === 'summary' ? parentNow() : null);
  return {
    ...besideElement(target),
    nodes: () => (target.isConnected ? [target] : []),
    parent: parentNow,
    before: behind,
    around: () => details()?.parentNode ?? parentNow(),
    after: () => (details()?.parentNode ? details()!.nextSibling : behind()),
    isBeside: true,
    isThere: () => target.isConnected || (parent !== null && parent.isConnected && element().isConnected),
    isContent: (node) => node === target,
  };
}

function insideElement(target: Element, element: () => ChildNode): Region {
  return {
    ...besideElement(target),
    nodes: () => [...target.childNodes].filter((node) => node !== element()),
    parent: () => target,
    before: () => null,
    isContent: (node) => node !== element(),
    isBeside: BESIDE.has(target.localName),
  };
}

/** The members that the two regions of an element have in common. */
function besideElement(target: Element): Omit<Region, 'nodes' | 'parent' | 'before' | 'isContent'> {
  return {
    start: () => null,
    boxes: () => [target],
    around: () => target.parentNode,
    after: () => target.nextSibling,
    isThere: () => target.isConnected,
    holds: (node) => target !== node && target.contains(node),
  };
}

/** Whether a node comes after another in the document, or is inside it. */
export function follows(one: Node, other: Node): boolean {
  return (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) > 0;
}
