/** Scheme and two slashes. A text that begins with a slash is a path, however many slashes follow. */
const WHOLE = /^[a-z][a-z\d+.-]*:\/\//i;

/**
 * Reads the host of an address as sites name it: in small letters, in Punycode, without a port and without the dot at its end.
 *
 * @returns `undefined` for an address from the path on, and for text that is not an address.
 * @example readHost('https://WWW.Bücher.example.:8443/story') // 'www.xn--bcher-kva.example'
 */
export function readHost(url: string | undefined): string | undefined {
  if (typeof url !== 'string' || !WHOLE.test(url) || !URL.canParse(url)) return undefined;
  return new URL(url).hostname.toLowerCase().replace(/\.$/, '') || undefined;
}
