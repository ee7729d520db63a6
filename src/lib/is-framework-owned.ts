/** A node of a page, as far as it is looked at here. */
interface TreeNode {
  readonly parentNode: TreeNode | null;
}

/** Members that a framework gives to each node that it has made or taken over: React marks all of them. */
const NODE_MARK = /^__react/;

/**
 * Members that a framework gives to some nodes of a tree, or to its root alone: Vue (only the root in production), Angular,
 * Svelte, Preact, Solid and Lit. A node below one of them belongs to the framework too.
 */
const TREE_MARK =
  /^(__vue|__svelte|_\$lit|\$\$((dbl)?click|(before)?input|contextmenu|focus(in|out)|key(down|press|up)|(mouse|pointer|touch)[a-z]+)(Data)?$|(__?vnode|__(k|t|e|ngContext__|on_r|value|style|className|attributes|click|input|change|(key|mouse|pointer|touch|focus)[a-z]+))$)/;

/**
 * Whether a framework owns one of these nodes: it would throw, or lose them, if they stood elsewhere when it updates them.
 *
 * A framework shows itself by members of its nodes. Where it leaves none, as Solid does on static markup, the page says so by
 * `keep-nodes`. Markup that React was handed as text (`dangerouslySetInnerHTML`) belongs to nobody.
 *
 * @param nodes - Siblings, or a parent and its children.
 * @example isFrameworkOwned([...element.childNodes, element])
 */
export function isFrameworkOwned(nodes: readonly TreeNode[]): boolean {
  if (nodes.some((node) => hasMark(node, NODE_MARK) || hasMark(node, TREE_MARK))) return true;
  // Members of a form can be named by its fields, `parentNode` among them, so that a way up may lead around.
  const seen = new Set<TreeNode>();
  for (let node = nodes[0]?.parentNode; node && !seen.has(node); node = node.parentNode) {
    if (hasMark(node, TREE_MARK)) return true;
    seen.add(node);
  }
  return false;
}

function hasMark(node: TreeNode, mark: RegExp): boolean {
  return Object.getOwnPropertyNames(node).some((name) => mark.test(name));
}
