/** A node of a page, as far as it is looked at here. */
interface PlaceNode {
  readonly localName?: string;
  readonly parentNode: PlaceNode | null;
  readonly nextSibling: PlaceNode | null;
}

/** A place that takes an element with fields, links and headings. */
export interface Place<Node> {
  readonly parent: Node;
  /** The node in front of it; `null` for the end of the parent. */
  readonly before: Node | null;
  /** Names of elements that go around it there, the outer one first. */
  readonly around: readonly string[];
}

/**
 * Elements that take each click inside for their own, or hold no more than a line of text or nothing that is drawn: whatever
 * is inside them, at any depth, is behind them instead.
 */
const CLOSED = /^(a|audio|button|canvas|h[1-6]|label|math|object|p|picture|pre|select|summary|svg|video)$/;

/** Elements that take only certain children, and what an element is put in there. */
const AROUND: Readonly<Record<string, readonly string[]>> = {
  table: ['tr', 'td'],
  thead: ['tr', 'td'],
  tbody: ['tr', 'td'],
  tfoot: ['tr', 'td'],
  tr: ['td'],
  ul: ['li'],
  ol: ['li'],
  menu: ['li'],
  dl: ['dd'],
};

/**
 * Finds the place for a wall: the one that is asked for, or the next one behind it where HTML takes a wall and its fields work.
 *
 * @example findPlace(link, null) // the parent of the link, in front of the next sibling of the link
 * @see https://html.spec.whatwg.org/multipage/dom.html#content-models
 */
export function findPlace<Node extends PlaceNode>(parent: Node, before: Node | null): Place<Node> {
  let place: { parent: PlaceNode; before: PlaceNode | null } = { parent, before };
  // Members of a form can be named by its fields, `parentNode` among them, so that a way up may lead around.
  const seen = new Set<PlaceNode>();
  for (let node: PlaceNode | null = parent; node && !seen.has(node); node = node.parentNode) {
    seen.add(node);
    if (!CLOSED.test(node.localName ?? '')) continue;
    // Where its `<details>` is closed, what is behind a summary is out of sight.
    if (node.localName === 'summary' && node.parentNode?.localName === 'details') node = node.parentNode;
    if (node.parentNode) place = { parent: node.parentNode, before: node.nextSibling };
  }
  return { ...(place as { parent: Node; before: Node | null }), around: AROUND[place.parent.localName ?? ''] ?? [] };
}
