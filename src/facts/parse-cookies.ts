import { decodePercent } from '../lib/decode-percent.js';

/**
 * Reads cookies by name: percent-decoded, without quotes; of several with one name the first, as servers do.
 *
 * @param cookies - As `document.cookie` or a `Cookie` header has them (RFC 6265, section 4.2.1).
 * @param leftOut - The cookie that carries the token: it must not become a fact, which a trace may tell.
 */
export function parseCookies(cookies: string, leftOut: string): Record<string, string> {
  const found = Object.create(null) as Record<string, string>;
  for (const pair of cookies.split(';')) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (at < 0 || name === leftOut) continue;
    const value = pair.slice(at + 1).trim();
    found[name] ??= decodePercent(value.replace(/^"(.*)"$/, '$1'));
  }
  return found;
}
