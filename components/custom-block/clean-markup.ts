import { pageBase } from '../internal/page-base.js';
import { LINK_SCHEMES, PAGE_SCHEMES } from '../internal/safe-href.js';
import { allowedMarkup } from './allowed-markup.js';
import type { PageElements } from './read-elements.js';
import { removeHidingNames } from './remove-hiding-names.js';

/** Which elements have an address as this attribute. On all others it is removed. */
const HOLDERS: Readonly<Record<string, string>> = {
  href: 'a',
  action: 'form',
  src: 'audio img input source video',
  srcset: 'img source',
  poster: 'video',
};
/** Media that a page may hold as part of its markup. */
const MEDIA = /^data:(?:image|audio|video)\//i;
const DATA_ATTRIBUTE = /^data-[\w.\u00B7-\uFFFF-]+$/;
/** Relative addresses have its scheme, as those of the page have. */
const ANY_PAGE = 'https://page.invalid/';
/** One of several addresses, and what follows it up to the next. */
const CANDIDATE = /([^\s,](?:\S*[^\s,])?)(\s[^,]*)?/g;
const SVG = 'http://www.w3.org/2000/svg';

/**
 * Takes out of sanitised markup what the sanitisers of browsers and DOMPurify judge differently: addresses by their schemes,
 * elements and attributes in other places than their own, and ids and names that hide members of a form. So the result is
 * the same in every browser. On a page whose `<base>` is of another origin, relative addresses become whole ones of the page.
 *
 * @param root - The sanitised nodes, in a document where no element runs.
 * @param pageElements - Elements of the page's own, whose attributes have been judged by the sanitiser.
 */
export function cleanMarkup(root: ParentNode, pageElements: PageElements): void {
  // First, as a form's members can be read only after that.
  removeHidingNames(root);
  const { elements, drawings } = allowedMarkup;
  const base = pageBase();
  // Elsewhere addresses stay as they are: style sheets and scripts of the page may look for them.
  const isForeign = base !== document.baseURI;
  for (const node of root.querySelectorAll('*')) {
    const { localName } = node;
    const allowed = node.namespaceURI === SVG ? drawings : elements;
    // An element with `is` keeps its class without the attribute.
    if (node.hasAttribute('is') || !(allowed.includes(localName) || pageElements.has(localName))) {
      node.parentNode?.removeChild(node);
      continue;
    }
    const own = pageElements.get(localName);
    for (const name of node.getAttributeNames()) {
      const value = node.getAttribute(name)!;
      if (!(own?.includes(name) || (isAllowed(localName, name) && (own || isSoundAddress(localName, name, value))))) {
        node.removeAttribute(name);
      } else if (isForeign && !own && Object.hasOwn(HOLDERS, name)) {
        setWhole(node, name, value, base);
      }
    }
  }
}

/** Sets an address as a whole one; it goes where the page has no address itself. */
function setWhole(node: Element, name: string, value: string, base: string): void {
  const toWhole = (address: string): string => new URL(address, base).href;
  try {
    const isList = name === 'srcset';
    node.setAttribute(
      name,
      isList
        ? value.replace(CANDIDATE, (_all, address: string, width = '') => toWhole(address) + width)
        : toWhole(value),
    );
  } catch {
    node.removeAttribute(name);
  }
}

function isAllowed(element: string, name: string): boolean {
  const { attributes, named } = allowedMarkup;
  return attributes.includes(name) || DATA_ATTRIBUTE.test(name) || (name === 'name' && named.includes(element));
}

function isSoundAddress(element: string, name: string, value: string): boolean {
  if (!Object.hasOwn(HOLDERS, name)) return true;
  if (!HOLDERS[name]!.split(' ').includes(element)) return false;
  if (name === 'href') return hasScheme(value, LINK_SCHEMES);
  if (name === 'action') return hasScheme(value, PAGE_SCHEMES);
  // Spaces and commas separate candidates; their widths and densities have no scheme.
  const addresses = name === 'srcset' ? value.split(/[\s,]+/) : [value.trim()];
  return addresses.every((address) => MEDIA.test(address) || hasScheme(address, PAGE_SCHEMES));
}

function hasScheme(address: string, schemes: readonly string[]): boolean {
  try {
    return schemes.includes(new URL(address, ANY_PAGE).protocol);
  } catch {
    return false;
  }
}
