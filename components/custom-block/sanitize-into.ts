import DOMPurify, { type Config } from 'dompurify';
import { allowedMarkup } from './allowed-markup.js';
import { isSoundValue, readElements, type PageElements } from './read-elements.js';

const { elements, drawings, attributes, named } = allowedMarkup;

/** Settings of one call: DOMPurify hands them to its hooks. */
interface Settings extends Config {
  readonly PAGE_ELEMENTS: PageElements;
}

// An instance of its own: a hook on the shared one would change what the page's own code sanitises.
const purify = DOMPurify(window);

purify.addHook('uponSanitizeAttribute', (node, attribute, settings) => {
  const { attrName: name, attrValue: value } = attribute;
  const own = (settings as Settings).PAGE_ELEMENTS.get(node.localName);
  if (own) {
    // DOMPurify recognises addresses in its own elements only, and would take any text with a colon for one.
    const isAllowed = attributes.includes(name) || own.includes(name) || name.startsWith('data-');
    attribute.forceKeepAttr = attribute.keepAttr = isAllowed && isSoundValue(value);
  } else if (name === 'name' && named.includes(node.localName)) {
    // DOMPurify drops a name that a form or the document has as a property, `name="name"` among them. On the controls of
    // a form it is harmless and needed; on everything else it is not allowed here.
    attribute.forceKeepAttr = true;
  }
});

/**
 * Replaces an element's children by sanitised markup, in browsers without the Sanitizer API.
 *
 * The markup comes back as nodes, so that it is parsed once; under Trusted Types DOMPurify's own policy (`dompurify`)
 * signs what it parses.
 *
 * @param customElements - Elements of the page's own that may be in it, as the config has them.
 */
export function sanitizeInto(element: Element, markup: string, customElements: unknown): void {
  const pageElements = readElements(customElements);
  const settings: Settings & { readonly RETURN_DOM_FRAGMENT: true } = {
    ALLOWED_TAGS: [...elements, ...drawings, ...pageElements.keys(), '#text'],
    ALLOWED_ATTR: [...attributes],
    ALLOW_ARIA_ATTR: false,
    KEEP_CONTENT: false,
    RETURN_DOM_FRAGMENT: true,
    PAGE_ELEMENTS: pageElements,
  };
  element.replaceChildren(purify.sanitize(markup, settings));
}
