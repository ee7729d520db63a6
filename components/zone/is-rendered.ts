/** Whether an element has a box in the page. */
export function isRendered(element: Element): boolean {
  return element.getClientRects().length > 0;
}
