/** Names with a hyphen that MathML and SVG have taken. */
const TAKEN =
  'annotation-xml color-profile font-face font-face-src font-face-uri font-face-format font-face-name missing-glyph';

/**
 * Whether a page may give its own elements this name: a valid name of a custom element, in lower case and with a hyphen,
 * and none of this SDK's.
 *
 * @see HTML, "Valid custom element names".
 */
export function isElementName(name: string): boolean {
  return /^(?!zephr-)[a-z][a-z\d._]*-[a-z\d._\-\u00b7-\u{effff}]*$/u.test(name) && !TAKEN.split(' ').includes(name);
}
