const HEADINGS = 'h1, h2, h3, h4, h5, h6, [role="heading"]';

/**
 * The first heading of some elements: an element itself, one in its own shadow root or among its children.
 *
 * @returns Its text; empty if no heading is found.
 */
export function findHeading(elements: readonly Element[]): string {
  for (const element of elements) {
    const inside = [element.shadowRoot, element].flatMap((root) => [...(root?.querySelectorAll(HEADINGS) ?? [])]);
    const own = element.matches(HEADINGS) ? [element] : [];
    for (const { textContent } of [...own, ...inside]) {
      const text = textContent.replace(/\s+/g, ' ').trim();
      if (text) return text;
    }
  }
  return '';
}
