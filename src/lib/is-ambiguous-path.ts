import { toCanonicalPath } from './to-canonical-path.js';

/** A scheme without a host behind it. Its rest is a path for some programs, and a host for others. */
const SCHEME_ALONE = /^[^!-\uffff]*[a-z][a-z\d+.-]*:(?!\/\/[^/\\?#])/i;

/** A dot segment, between whatever some server takes for an end of a segment. */
const DOT_SEGMENT = /(?:[/\\]|%2f|%5c)(?:\.|%2e){1,2}(?:[/\\;]|%2f|%5c|%3b|$)/i;

const PARAMETERS = /(?:;|%3b)[^/\\?#]*/gi;
const SLASHES = /(?:[/\\]|%2f|%5c)+/gi;

/**
 * Whether servers read different paths in an address. Browsers resolve dot segments before they send a request, so these
 * spellings come from other programs: dots beside what some servers take for a slash or for no segment (`/free/..%2fpremium`,
 * `/free//../premium`, `/free/..;/premium`), and a scheme without a host.
 *
 * @param url - An address, whole or from the path on.
 */
export function isAmbiguousPath(url: string): boolean {
  // Nor are these characters in any request: they vanish from an address.
  const [address = ''] = url.replace(/[\t\n\r]/g, '').split(/[?#]/, 1);
  if (SCHEME_ALONE.test(address)) return true;
  return DOT_SEGMENT.test(address) && toCanonicalPath(simplify(address)) !== simplify(toCanonicalPath(address));
}

/** A path as a server has it that knows no parameters, and for which an escaped slash or several are one. */
function simplify(address: string): string {
  const [origin = ''] = /^[a-z][a-z\d+.-]*:\/\/[^/\\]*/i.exec(address) ?? [];
  return origin + address.slice(origin.length).replace(PARAMETERS, '').replace(SLASHES, '/');
}
