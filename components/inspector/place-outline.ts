/** The box of a node in the viewport; `null` where it has none. */
export function findBox(node: Node): DOMRect | null {
  const boxes = node instanceof Element ? [node.getBoundingClientRect()] : [];
  const range = document.createRange();
  if (node instanceof Element) range.selectNodeContents(node);
  else if (node.parentNode) {
    // A target that follows a comment: the box of what is next.
    range.setStartBefore(node);
    range.setEndAfter((node as ChildNode).nextSibling?.nextSibling ?? node);
  }
  boxes.push(range.getBoundingClientRect());
  return boxes.find(({ width, height }) => width > 0 && height > 0) ?? null;
}

/** Scrolls to a node. */
export function scrollToNode(node: Node): void {
  const element = node instanceof Element ? node : ((node as ChildNode).nextSibling ?? node.parentNode);
  const target = element instanceof Element ? element : element?.parentElement;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  target?.scrollIntoView({ block: 'center', behavior: isCalm ? 'auto' : 'smooth' });
}

/**
 * Draws a frame around a node, and follows it while the page is scrolled.
 *
 * @param frame - Moved by a transform, which the browser does not count as a shift of the page.
 * @returns Takes the frame away.
 */
export function outline(frame: HTMLElement, node: Node): () => void {
  let next = 0;
  const follow = (): void => {
    const box = findBox(node);
    frame.classList.toggle('on', box !== null);
    if (box) {
      frame.style.transform = `translate(${box.x}px, ${box.y}px)`;
      frame.style.width = `${box.width}px`;
      frame.style.height = `${box.height}px`;
    }
    next = requestAnimationFrame(follow);
  };
  follow();
  return () => {
    cancelAnimationFrame(next);
    frame.classList.remove('on');
  };
}
