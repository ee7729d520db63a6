/** Zephr's own markers, and those of its older pages. */
const MARKER = /^\s*(?:ZEPHR|BLAIZE)_FEATURE(_END)?\s+(\S+)\s*$/;

/** Reads a comment that marks the beginning or the end of a target; `null` for any other node. */
export function readMarker(node: Node): { readonly slug: string; readonly isEnd: boolean } | null {
  const [, end, slug] = (node instanceof Comment && MARKER.exec(node.data)) || [];
  return slug === undefined ? null : { slug, isEnd: end !== undefined };
}
