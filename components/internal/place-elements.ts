import { isSoundValue, readElements } from './read-elements.js';

/** An element that the Sanitizer API can fill. */
export interface SetHtmlElement extends Element {
  setHTML(markup: string, options: { readonly sanitizer: object }): void;
}

/**
 * Replaces an element's children by markup with elements of the page's own, sanitised by the Sanitizer API.
 *
 * It is parsed where nothing comes to life: an element of the page's would read a link that runs before it was taken out.
 *
 * @param sanitizer - What is allowed besides.
 * @param customElements - The allow-list, as the config has it.
 */
export function placeElements(
  element: Element,
  markup: string,
  sanitizer: { readonly elements: readonly unknown[] },
  customElements: unknown,
): void {
  const allowed = readElements(customElements);
  const inert = document.createElement('template').content.ownerDocument.createElement('div');
  const own = [...allowed].map(([name, attributes]) => ({ name, attributes }));
  (inert as unknown as SetHtmlElement).setHTML(markup, {
    sanitizer: { ...sanitizer, elements: [...sanitizer.elements, ...own] },
  });
  for (const node of inert.querySelectorAll('*')) {
    if (!allowed.has(node.localName)) continue;
    for (const { name, value } of [...node.attributes]) if (!isSoundValue(value)) node.removeAttribute(name);
  }
  element.replaceChildren(...inert.childNodes);
}
