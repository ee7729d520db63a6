/**
 * Gives the path of an address as browsers write it in `location.pathname`: percent-encoded, without query and fragment.
 *
 * @param path - A path that begins with a slash, or a whole `http` or `https` address.
 * @returns `null` for any other text.
 * @see WHATWG URL, "URL serializing": https://url.spec.whatwg.org/#url-path-serializer
 */
export function toPathname(path: string): string | null {
  if (!/^(?:\/|https?:)/i.test(path) || !URL.canParse(path, 'https://own')) return null;
  return new URL(path, 'https://own').pathname;
}
