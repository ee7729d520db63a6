import { isSoundValue, readElements } from './read-elements.js';

/** An element that the Sanitizer API can fill. */
export interface SetHtmlElement extends Element {
  setHTML(markup: string, options: { readonly sanitizer: object }): void;
}

/** The elements and attributes that the Sanitizer API lets through. */
export interface Sanitizer {
  readonly elements: readonly unknown[];
  readonly attributes: readonly string[];
  readonly dataAttributes: boolean;
}

/**
 * Replaces an element's children by markup with elements of the page's own, sanitised by the Sanitizer API.
 *
 * The markup is parsed in a document where no element runs: an element of the page's would read a link with script before
 * it was taken out. An element with `is` keeps its class without the attribute, so it is removed as a whole, as DOMPurify does.
 *
 * @param sanitizer - The other elements and attributes that are allowed.
 * @param customElements - The allow-list, as the config has it.
 */
export function placeElements(element: Element, markup: string, sanitizer: Sanitizer, customElements: unknown): void {
  const allowed = readElements(customElements);
  const { elements, attributes } = sanitizer;
  // The API refuses a name that is allowed twice.
  const isNew = (name: string): boolean => !attributes.includes(name) && !name.startsWith('data-');
  const own = [...allowed].map(([name, names]) => ({ name, attributes: [...new Set(names)].filter(isNew) }));
  const inert = document.createElement('template').content.ownerDocument.createElement('div');
  (inert as unknown as SetHtmlElement).setHTML(markup, {
    sanitizer: { ...sanitizer, elements: [...elements, ...own], attributes: [...attributes, 'is'] },
  });
  for (const node of inert.querySelectorAll('*')) {
    if (node.hasAttribute('is')) node.remove();
    if (!allowed.has(node.localName)) continue;
    for (const { name, value } of [...node.attributes]) if (!isSoundValue(value)) node.removeAttribute(name);
  }
  element.replaceChildren(...inert.childNodes);
}
