const PARTS = /^(?:[a-z][a-z\d+.-]*:)?(?:\/\/[^/?#]*)?([^?#]*)/i;

/**
 * The path of an address, as the address bar has it: `/news/story`, without query and fragment.
 *
 * @param url - An address, whole or from the path on (RFC 3986, section 3).
 */
export function readUrlPath(url: string | undefined): string | undefined {
  return url === undefined ? undefined : PARTS.exec(url)?.[1] || '/';
}
