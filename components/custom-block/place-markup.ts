import { allowedMarkup } from './allowed-markup.js';
import { cleanMarkup } from './clean-markup.js';
import type { Sanitizer, SetHtmlElement } from './place-elements.js';
import type { PageElements } from './read-elements.js';

/**
 * Replaces an element's children by sanitised markup: with the browser's own sanitiser, else with DOMPurify, which is
 * fetched for it. A pass of our own over either result makes them the same.
 *
 * @param customElements - Elements of the page's own that may be in it, as the config has them.
 * @param stillWanted - Asked after a fetch: newer markup may have come meanwhile.
 */
export async function placeMarkup(
  element: Element,
  markup: string,
  customElements: unknown,
  stillWanted: () => boolean,
): Promise<void> {
  // A document where nothing loads and no element runs.
  const inert = document.createElement('template').content.ownerDocument.createElement('div');
  let pageElements: PageElements = new Map();
  if (!hasSanitizer(inert)) {
    const { sanitizeInto } = await import('./sanitize-into.js');
    pageElements = sanitizeInto(inert, markup, customElements);
  } else if (customElements) {
    const { placeElements } = await import('./place-elements.js');
    pageElements = placeElements(inert, markup, sanitizer(), customElements);
  } else inert.setHTML(markup, { sanitizer: sanitizer() });
  if (!stillWanted()) return;
  cleanMarkup(inert, pageElements);
  element.replaceChildren(...inert.childNodes);
}

// The Sanitizer API, which TypeScript's DOM library does not know yet. https://wicg.github.io/sanitizer-api/
// Chrome 105 to 118 had another API under the same name; `setHTMLUnsafe` came only after it was gone.
function hasSanitizer(element: Element): element is SetHtmlElement {
  return 'setHTML' in element && 'setHTMLUnsafe' in element;
}

// `setHTML` takes out what could run script whatever it is given here.
function sanitizer(): Sanitizer {
  const { elements, drawings, attributes, named } = allowedMarkup;
  return {
    elements: [
      ...elements.map((name) => (named.includes(name) ? { name, attributes: ['name'] } : name)),
      ...drawings.map((name) => ({ name, namespace: 'http://www.w3.org/2000/svg' })),
    ],
    // Elements with `is` are found by it, and removed, afterwards.
    attributes: [...attributes, 'is'],
    dataAttributes: true,
  };
}
