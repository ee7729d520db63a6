import type { FoundTarget } from './find-targets.js';

/** Where a target stands, and what of the page it is. */
export interface Region {
  /** The content that is in its place: all but what is put there in its stead. */
  readonly nodes: () => ChildNode[];
  /** Where something in its stead is put: into which node, and before which. */
  readonly parent: () => ParentNode | null;
  readonly before: () => ChildNode | null;
  /** The same where the content stays: beside the target. */
  readonly around: () => ParentNode | null;
  readonly after: () => ChildNode | null;
  /** Whether the page still has the target. */
  readonly isThere: () => boolean;
  /** What is hidden of it where nothing may be moved. */
  readonly boxes: () => ChildNode[];
  /** Whether a node of the page is part of it. */
  readonly holds: (node: Node) => boolean;
}

/** Elements that hold no content of the page's own: they are gated as a whole. */
const WHOLE = new Set(
  'img video audio iframe object embed canvas picture svg math table input select textarea button hr'.split(' '),
);

/**
 * Makes the region of a target. Of an element its content is gated, and the element stays with all its styles; of comments,
 * what stands between them.
 *
 * @param place - What is put in its stead.
 */
export function regionOf({ anchor, end }: FoundTarget, place: () => ChildNode): Region {
  const others = (nodes: Iterable<ChildNode>): ChildNode[] => [...nodes].filter((node) => node !== place());
  if (end) {
    const nodes = (): ChildNode[] => {
      const found: ChildNode[] = [];
      for (let node = anchor.nextSibling; node && node !== end; node = node.nextSibling) found.push(node);
      return others(found);
    };
    return {
      nodes,
      boxes: nodes,
      parent: () => end.parentNode,
      before: () => end,
      around: () => end.parentNode,
      after: () => end,
      isThere: () => anchor.isConnected && end.isConnected && anchor.parentNode === end.parentNode,
      holds: (node) => follows(anchor, node) && follows(node, end) && !node.contains(end),
    };
  }
  const element = anchor as Element;
  if (WHOLE.has(element.localName)) {
    const isInside = (): boolean => place().contains(element);
    return {
      nodes: () => (isInside() ? [] : [element]),
      boxes: () => [element],
      parent: () => (isInside() ? place() : element).parentNode,
      before: () => (isInside() ? place() : element).nextSibling,
      around: () => element.parentNode,
      after: () => element.nextSibling,
      isThere: () => element.isConnected,
      holds: (node) => element !== node && element.contains(node),
    };
  }
  return {
    nodes: () => others(element.childNodes),
    boxes: () => [element],
    parent: () => element,
    before: () => null,
    around: () => element.parentNode,
    after: () => element.nextSibling,
    isThere: () => element.isConnected,
    holds: (node) => element !== node && element.contains(node),
  };
}

/** Whether a node stands after another in the document, or in it. */
export function follows(one: Node, other: Node): boolean {
  return (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) > 0;
}
