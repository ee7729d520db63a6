import DOMPurify from 'dompurify';
import { allowedMarkup } from './allowed-markup.js';

const { elements, drawings, attributes, named } = allowedMarkup;

// An instance of its own: a hook on the shared one would change what the page's own code sanitises.
const purify = DOMPurify(window);

// DOMPurify drops a name that a form or the document has as a property, `name="name"` among them. On the controls of a
// form it is harmless and needed; on everything else it is not allowed here.
purify.addHook('uponSanitizeAttribute', (node, attribute) => {
  if (attribute.attrName === 'name' && named.includes(node.localName)) attribute.forceKeepAttr = true;
});

/**
 * Replaces an element's children by sanitised markup, in browsers without the Sanitizer API.
 *
 * The markup comes back as nodes, so that it is parsed once; under Trusted Types DOMPurify's own policy (`dompurify`)
 * signs what it parses.
 */
export function sanitizeInto(element: Element, markup: string): void {
  const fragment = purify.sanitize(markup, {
    ALLOWED_TAGS: [...elements, ...drawings, '#text'],
    ALLOWED_ATTR: [...attributes],
    ALLOW_ARIA_ATTR: false,
    KEEP_CONTENT: false,
    RETURN_DOM_FRAGMENT: true,
  });
  element.replaceChildren(fragment);
}
