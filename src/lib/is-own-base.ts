/**
 * Tells whether the base address of a document is of the page's own origin. Markup without any script can set one
 * (`<base href>`), and would lead every relative address to a server of its author's.
 *
 * @param base - The document's base address.
 * @param origins - Origin of `location`, which markup cannot change, and of the document's scripts (`self.origin`). The first is
 *   `"null"` in `about:srcdoc`, where the second is that of the page around the frame; the second is in a sandboxed frame.
 * @see WHATWG HTML, section 4.2.3: https://html.spec.whatwg.org/multipage/semantics.html#the-base-element
 * @example isOwnBase('https://evil.example/', [location.origin, origin]) // false
 */
export function isOwnBase(base: string, origins: readonly string[]): boolean {
  return origins.includes(new URL(base).origin);
}
