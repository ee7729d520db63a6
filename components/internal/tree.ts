/**
 * Ways from node to node that fields of a form cannot block: in a form, `form.parentNode` may be a field of that name.
 */
function read<Value>(name: string): (node: Node) => Value {
  // Servers that render a site have no nodes, and load this file all the same.
  const { get } = Object.getOwnPropertyDescriptor(globalThis.Node?.prototype ?? {}, name) ?? {};
  return (node) => get!.call(node) as Value;
}

export const parentOf = read<(ParentNode & Node) | null>('parentNode');
export const firstOf = read<ChildNode | null>('firstChild');
export const nextOf = read<ChildNode | null>('nextSibling');
export const previousOf = read<ChildNode | null>('previousSibling');

/** Whether an element matches a selector. */
export function isMatch(element: Element, selector: string): boolean {
  return Element.prototype.matches.call(element, selector);
}

/** Whether a node is another one, or inside it. */
export function isWithin(node: Node, root: Node): boolean {
  return Node.prototype.contains.call(root, node);
}

/** The text of an attribute; empty where it is missing. */
export function readAttribute(element: Element, name: string): string {
  return Element.prototype.getAttribute.call(element, name) ?? '';
}
