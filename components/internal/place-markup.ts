import { allowedMarkup } from './allowed-markup.js';

// The Sanitizer API, which TypeScript's DOM library does not know yet. https://wicg.github.io/sanitizer-api/
interface SetHtmlElement extends Element {
  setHTML(markup: string, options: { readonly sanitizer: object }): void;
}

/**
 * Replaces an element's children by sanitised markup: with the browser's own sanitiser, else with DOMPurify, which is
 * fetched for it.
 *
 * @param stillWanted - Asked after that fetch: newer markup may have come meanwhile.
 */
export async function placeMarkup(element: Element, markup: string, stillWanted: () => boolean): Promise<void> {
  if (hasSanitizer(element)) {
    element.setHTML(markup, { sanitizer: sanitizer() });
    return;
  }
  const { sanitizeInto } = await import('./sanitizer.js');
  if (stillWanted()) sanitizeInto(element, markup);
}

// Chrome 105 to 118 had another API under the same name; `setHTMLUnsafe` came only after it was gone.
function hasSanitizer(element: Element): element is SetHtmlElement {
  return 'setHTML' in element && 'setHTMLUnsafe' in element;
}

// `setHTML` takes out what could run script whatever it is given here.
function sanitizer(): object {
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
