/**
 * The level of a heading at the place of an element: one below the last heading before it in the page, which need not be that of
 * its own section.
 *
 * @returns 2 to 6; 2 if there is no heading before it.
 */
export function findHeadingLevel(element: Element): number {
  let level = 1;
  for (const heading of element.ownerDocument.querySelectorAll('h1,h2,h3,h4,h5,h6')) {
    // Headings inside of it are the gated content's own.
    if (heading.compareDocumentPosition(element) !== Node.DOCUMENT_POSITION_FOLLOWING) break;
    level = Number(heading.localName[1]);
  }
  return Math.min(6, level + 1);
}
