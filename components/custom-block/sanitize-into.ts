import DOMPurify, { type Config } from 'dompurify';
import { allowedMarkup } from './allowed-markup.js';
export { cleanMarkup } from './clean-markup.js';
import { isSoundValue, readElements, type PageElements } from './read-elements.js';
import { removeHidingNames } from './remove-hiding-names.js';

const { elements, drawings, attributes, named } = allowedMarkup;
/** DOMPurify gives names in lower case. */
const lowerCase = attributes.map((name) => name.toLowerCase());

/** Settings of one call: DOMPurify hands them to its hooks. */
interface Settings extends Config {
  readonly PAGE_ELEMENTS: PageElements;
}

// An instance of its own: a hook on the shared one would change what the page's own code sanitises.
const purify = DOMPurify(window);

// DOMPurify drops a form as a whole where a name in it hides a member. The walk begins at the body.
purify.addHook('beforeSanitizeElements', (node) => {
  if (node.nodeName === 'BODY') removeHidingNames(node as Element);
});

purify.addHook('uponSanitizeAttribute', (node, attribute, settings) => {
  const { attrName: name } = attribute;
  const own = (settings as Settings).PAGE_ELEMENTS.get(node.localName);
  // DOMPurify knows addresses and schemes of its own; which of them stay, `cleanMarkup` says for every browser.
  const isAllowed =
    lowerCase.includes(name) ||
    name.startsWith('data-') ||
    (own ?? (named.includes(node.localName) ? ['name'] : [])).includes(name);
  attribute.forceKeepAttr = attribute.keepAttr = isAllowed && (!own || isSoundValue(node.getAttribute(name) ?? ''));
});

/**
 * Fills an element with sanitised markup, in browsers without the Sanitizer API. `cleanMarkup` has to follow.
 *
 * The markup comes back as nodes, so that it is parsed once; under Trusted Types DOMPurify's own policy (`dompurify`)
 * signs what it parses.
 *
 * @param customElements - Elements of the page's own that may be in it, as the config has them.
 * @returns These elements, read.
 */
export function sanitizeInto(element: Element, markup: string, customElements: unknown): PageElements {
  const pageElements = readElements(customElements);
  const settings: Settings & { readonly RETURN_DOM_FRAGMENT: true } = {
    ALLOWED_TAGS: [...elements, ...drawings, ...pageElements.keys(), '#text'],
    ALLOWED_ATTR: [...attributes],
    ALLOW_ARIA_ATTR: false,
    KEEP_CONTENT: false,
    RETURN_DOM_FRAGMENT: true,
    // These two drop harmless text that looks like markup, and ids such as `title`. Nodes are not parsed again.
    SAFE_FOR_XML: false,
    SANITIZE_DOM: false,
    PAGE_ELEMENTS: pageElements,
  };
  // DOMPurify parses a document. With this beginning it is parsed as the children of an element are: in standards mode, and
  // with nothing that could go into its head or replace its body.
  const nodes = purify.sanitize(`<!DOCTYPE html>.${markup}`, settings);
  const [start] = nodes.childNodes;
  if (start instanceof Text) start.data = start.data.slice(1);
  if (start?.textContent === '') start.remove();
  element.replaceChildren(nodes);
  return pageElements;
}
