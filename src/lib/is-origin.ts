/**
 * Tells whether a text is the origin of a page as browsers write it: scheme, host and, where it is not the usual one, port. A star
 * is a valid host of an address, but never one of a page.
 */
export function isOrigin(text: string): boolean {
  if (!URL.canParse(text) || text.includes('*')) return false;
  const { origin, protocol } = new URL(text);
  return origin === text && (protocol === 'https:' || protocol === 'http:');
}
