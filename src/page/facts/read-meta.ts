import { findElements } from '../browser.js';

/**
 * Reads the page's meta tags: the contents by what `name`, `property` (Open Graph) or `itemprop` (schema.org) says they
 * are. Of several with one name the first counts.
 */
export function readMeta(): Record<string, string> {
  const found = Object.create(null) as Record<string, string>;
  for (const element of findElements('meta[content]')) {
    // The latter two are lists (RDFa, HTML microdata).
    const lists = [element.getAttribute('property'), element.getAttribute('itemprop')].join(' ').split(/\s+/);
    for (const name of [element.getAttribute('name'), ...lists]) {
      if (name) found[name] ??= element.getAttribute('content')!;
    }
  }
  return found;
}
