import type { RawToken } from '../../model/token.js';
import { parseCookies } from '../../lib/parse-cookies.js';

/**
 * Reads every value of one cookie. A browser sends several cookies of one name when their paths or domains differ, and
 * anyone who can set a cookie on a sibling domain can plant one: verification decides which of them counts.
 *
 * @param cookies - As `document.cookie` or a `Cookie` header has them.
 * @param name - Name of the cookie.
 * @returns Every value in order, without empty ones and without repetitions: a value that were left out could be the
 *   reader's own.
 */
export function readCookieValues(cookies: string, name: string): RawToken[] {
  const found = new Set<RawToken>();
  for (const [, value] of parseCookies(cookies, (other) => other === name)) if (value) found.add(value);
  return [...found];
}
