import type { RawToken } from '../../model/token.js';
import { decodePercent } from '../../lib/decode-percent.js';

/**
 * Finds every value of one cookie. A browser sends several of one name when their paths or domains differ, and anyone who
 * can set a cookie on a sibling domain can plant one: which of them counts is for verification to say.
 *
 * @param cookies - As `document.cookie` or a `Cookie` header has it (RFC 6265, section 4.2.1).
 * @param name - The cookie's name.
 * @param most - With so many it stops: a header may hold thousands.
 * @returns Values in order, without quotes, percent-decoded, none empty and none twice.
 */
export function readCookie(cookies: string, name: string, most = Infinity): RawToken[] {
  const found = new Set<RawToken>();
  const met = new Set<string>();
  for (const pair of cookies.split(';')) {
    const at = pair.indexOf('=');
    if (at < 0 || met.has(pair) || pair.slice(0, at).trim() !== name) continue;
    met.add(pair);
    const value = decodePercent(
      pair
        .slice(at + 1)
        .trim()
        .replace(/^"(.*)"$/, '$1'),
    );
    if (value) found.add(value);
    if (found.size >= most) break;
  }
  return [...found];
}
