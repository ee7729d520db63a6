import { nextOf, parentOf } from '../internal/tree.js';

/** Waits until the parser has left an element: all of its children are there. An element is upgraded at its start tag. */
export async function whenParsed(element: Element): Promise<void> {
  if (isParsed(element)) return;
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (!isParsed(element)) return;
      observer.disconnect();
      document.removeEventListener('readystatechange', look);
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, subtree: true });
    document.addEventListener('readystatechange', look);
  });
}

/** Whether anything follows an element, or one around it: that is parsed after it. */
function isParsed(element: Element): boolean {
  if (document.readyState !== 'loading') return true;
  for (let node: Node | null = element; node; node = parentOf(node)) if (nextOf(node)) return true;
  return false;
}
