import { decodePath } from './decode-path.js';
import { toPlainPath } from './to-plain-path.js';

/** The part of an address before its path: space and control characters, the scheme, the host. */
const ORIGIN = /^[^!-\uffff]*(?:[a-z][a-z\d+.-]*:(?:[/\\]{2}[^/\\?#]*)?)?/i;

/**
 * An address of which only the escapes have to be decoded: that of a path in another script, as browsers write it. No segment
 * begins with a dot, escaped or not.
 */
const ESCAPED = /^(?:https?:\/\/[^/\\?#]+)?((?:\/(?:[\w,;=@+~-]|%[013-9a-f]|%2[\da-df])[\w.,;=@+~%-]*)*\/?)(?:[?#]|$)/i;

/**
 * An address whose escaped dot segment changes nothing but makes Node's parser careful: without one, that of Node 20 leaves
 * dots at the end where a segment before them begins with a dot (`/x/.a/..`).
 */
const ROOT = 'http://host/%2e/';

/**
 * The path of an address in its one canonical form, so that all spellings of a path compare alike. Never throws.
 *
 * - What begins with a slash or a backslash is a path, whatever follows: `//premium/s` names no host.
 * - Dot segments are resolved as browsers do, then runs of slashes are one, as for nginx and Apache.
 * - Escapes are decoded once, by `decodePath`. The case of letters, a slash at the end and `;parameters` are part of the path.
 *
 * @param url - An address, whole or from the path on. A text without a slash at its beginning gets one.
 * @returns A path that begins with a slash, without query and fragment. It is its own canonical form.
 * @example toCanonicalPath('https://news.example//%70remium/./caf%c3%a9?page=2') // '/premium/café'
 * @see WHATWG URL, "URL parsing": https://url.spec.whatwg.org/#url-parsing
 */
export function toCanonicalPath(url: string): string {
  const plain = toPlainPath(url);
  if (plain !== undefined) return plain;
  const path = ESCAPED.exec(url)?.[1] ?? new URL(ROOT + url.replace(ORIGIN, '')).pathname.replace(/\/+/g, '/');
  // A space at the end would be taken for one around the address.
  return decodePath(path).replace(/ $/, '%20');
}
