/** Whether an element is shown inside another, slots and shadow roots included. */
export function isInside(element: Node | null, other: Element): boolean {
  for (let node = element; node;) {
    if (node === other) return true;
    node = (node as Element).assignedSlot ?? (node instanceof ShadowRoot ? node.host : node.parentNode);
  }
  return false;
}
