import { isSoundValue, readElements, type PageElements } from './read-elements.js';

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
 * Fills an element with markup that holds elements of the page's own, sanitised by the Sanitizer API.
 *
 * @param inert - An element of a document where no element runs: one of the page's would read a link with script before it
 *   was taken out.
 * @param sanitizer - The other elements and attributes that are allowed.
 * @param customElements - The allow-list, as the config has it.
 * @returns The allow-list, read.
 */
export function placeElements(
  inert: SetHtmlElement,
  markup: string,
  sanitizer: Sanitizer,
  customElements: unknown,
): PageElements {
  const allowed = readElements(customElements);
  const { elements, attributes } = sanitizer;
  // The API refuses a name that is allowed twice.
  const isNew = (name: string): boolean => !attributes.includes(name) && !name.startsWith('data-');
  const own = [...allowed].map(([name, names]) => ({ name, attributes: [...new Set(names)].filter(isNew) }));
  inert.setHTML(markup, { sanitizer: { ...sanitizer, elements: [...elements, ...own] } });
  for (const node of inert.querySelectorAll('*')) {
    if (!allowed.has(node.localName)) continue;
    for (const { name, value } of [...node.attributes]) if (!isSoundValue(value)) node.removeAttribute(name);
  }
  return allowed;
}
