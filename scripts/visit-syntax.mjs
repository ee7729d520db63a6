/**
 * Calls a function with each node of a syntax tree, from the outside in.
 *
 * @param {object} node - As ESTree has it.
 * @param {(node: any) => void} use
 */
export function visitSyntax(node, use) {
  use(node);
  for (const value of Object.values(node)) {
    for (const child of [value].flat()) if (typeof child?.type === 'string') visitSyntax(child, use);
  }
}
