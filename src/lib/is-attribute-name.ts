/** Whether a page's own element may have an attribute of this name: no handler, and nothing that makes it another element. */
export function isAttributeName(name: string): boolean {
  return /^(?!on|is$)[a-z][a-z\d_.-]*$/.test(name);
}
