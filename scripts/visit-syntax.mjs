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

/**
 * Replaces pieces of a text, none of which lies in another one.
 *
 * @param {readonly (readonly [from: number, to: number, by: string])[]} pieces - In any order.
 */
export function replacePieces(text, pieces) {
  return [...pieces]
    .sort(([a], [b]) => b - a)
    .reduce((before, [from, to, by]) => before.slice(0, from) + by + before.slice(to), text);
}
