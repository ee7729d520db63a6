/**
 * The path of an address as browsers write it in `location.pathname`: encoded, without query and fragment (WHATWG URL).
 *
 * @param path - A path that begins with a slash, or a whole address of the web.
 * @returns `null` for anything else.
 */
export function toPathname(path: string): string | null {
  if (!/^(?:\/|https?:)/i.test(path) || !URL.canParse(path, 'https://own')) return null;
  return new URL(path, 'https://own').pathname;
}
