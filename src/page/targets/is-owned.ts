/** Names that frameworks give to members of the nodes that they have made or taken over. */
const MARK = /^(__react|__vnode|__vue|_vnode|__svelte)/;
/** Names that a framework gives to the root of a tree alone. */
const ROOTS = ['__vue_app__', '_vnode'];

/**
 * Whether a framework owns one of these nodes, and would stumble over one that stands elsewhere. React marks each node,
 * Vue in production only the root of its tree.
 */
export function isOwned(nodes: readonly Node[]): boolean {
  if (nodes.some((node) => Object.getOwnPropertyNames(node).some((name) => MARK.test(name)))) return true;
  for (let node = nodes[0]?.parentNode; node; node = node.parentNode) {
    if (ROOTS.some((name) => Object.hasOwn(node, name))) return true;
  }
  return false;
}
