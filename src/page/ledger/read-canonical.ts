import { findElement } from '../browser.js';

/**
 * Reads the page's canonical address, resolved against its base.
 *
 * @returns `null` where the page has none, or where its link is no address.
 * @see RFC 6596, and https://html.spec.whatwg.org/multipage/links.html#link-type-canonical
 */
export function readCanonical(): string | null {
  const href = findElement('link[rel~="canonical" i][href]')?.getAttribute('href');
  try {
    return href ? new URL(href, String(Reflect.get(Node.prototype, 'baseURI', document))).href : null;
  } catch {
    return null;
  }
}
