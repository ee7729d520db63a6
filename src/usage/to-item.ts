import { toCanonicalPath } from '../lib/to-canonical-path.js';

/** Scheme and host, path, query. A text that begins with a slash is a path, however many slashes follow. */
const ADDRESS = /^(?:[a-z][a-z\d+.-]*:\/\/[^/?#]*)?(\/[^?#]*)?(\?[^#]*)?/i;

/** Longest item, in characters; an endpoint refuses longer ones. */
const MAX_ITEM_CHARACTERS = 2048;

/**
 * Gives the name under which trials count an article. One article has one name however its address is written: without
 * scheme, host and fragment, its path in canonical form without a slash at its end. The query stays, as some sites address
 * articles by it.
 *
 * @param text - An address, whole or from the path on, or an id of the site's own, which stays as it is.
 * @example toItem('https://site.example/story/#part-2'); // '/story'
 */
export function toItem(text: string): string {
  const [found, path, query = ''] = ADDRESS.exec(text.trim())!;
  if (!found) return text.trim().slice(0, MAX_ITEM_CHARACTERS);
  let name = toCanonicalPath((path ?? '/').slice(0, MAX_ITEM_CHARACTERS));
  while (name.endsWith('/')) name = name.slice(0, -1);
  return ((name || '/') + (query.length > 1 ? query : '')).slice(0, MAX_ITEM_CHARACTERS);
}
