/**
 * The level that a heading has to have where an element stands: one below the heading before it in the page, which need not
 * be that of its own section.
 *
 * @returns 2 to 6; 2 where no heading stands before it.
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
