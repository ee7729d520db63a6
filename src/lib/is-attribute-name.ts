/** Whether a page's own element may have an attribute of this name: no handler, and nothing that makes it another element. */
export function isAttributeName(name: unknown): name is string {
  return typeof name === 'string' && /^(?!on|is$)[a-z][a-z\d_.-]*$/.test(name);
}
