/** The part of an element that says how its content is protected. */
type PlaceElement = Pick<Element, 'hasAttribute' | 'getAttribute' | 'querySelectorAll'>;

/** Puts into a line how the content of an element is protected, and how much of it is open. */
export function describeProtection(element: PlaceElement): string {
  const src = element.getAttribute('src');
  if (element.hasAttribute('sealed')) {
    const seals = [...element.querySelectorAll('script[type="application/jose"]')];
    const open = seals.filter(({ textContent }) => !textContent.trim()).length;
    return `protection sealed: ${seals.length} seals in the page, ${open} of them open`;
  }
  if (src === null) return "protection hidden: anyone can read it in the page's source";
  const isShown = element.getAttribute('state') === 'shown';
  return `protection withheld: ${src} ${isShown ? 'is in the page' : 'is not in the page'}`;
}
