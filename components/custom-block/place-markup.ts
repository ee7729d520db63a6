import { allowedMarkup } from './allowed-markup.js';
import type { Sanitizer, SetHtmlElement } from './place-elements.js';

/**
 * Replaces an element's children by sanitised markup: with the browser's own sanitiser, else with DOMPurify, which is
 * fetched for it.
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
  if (!hasSanitizer(element)) {
    const { sanitizeInto } = await import('./sanitize-into.js');
    if (stillWanted()) sanitizeInto(element, markup, customElements);
  } else if (customElements || /\bis\s*=/i.test(markup)) {
    // Elements of the page's own, whether they may be there or not.
    const { placeElements } = await import('./place-elements.js');
    if (stillWanted()) placeElements(element, markup, sanitizer(), customElements);
  } else element.setHTML(markup, { sanitizer: sanitizer() });
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
    attributes,
    dataAttributes: true,
  };
}
