/**
 * Tells whether a text is the origin of a page as browsers write it: scheme, host and, where it is not the usual one, port. A star
 * is a valid host of an address, but never one of a page.
 */
export function isOrigin(text: unknown): boolean {
  return typeof text === 'string' && /^https?:[^*]*$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}
