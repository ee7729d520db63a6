import { parseCookies } from '../lib/parse-cookies.js';

/**
 * Collects cookies by name. Of several with one name the first counts, as on servers.
 *
 * @param cookies - As `document.cookie` or a `Cookie` header has them.
 * @param leftOut - Name of the token cookie: it must not become a fact, which a trace may show.
 */
export function collectCookies(cookies: string, leftOut: string): Record<string, string> {
  const found = Object.create(null) as Record<string, string>;
  for (const [name, value] of parseCookies(cookies, (name) => name !== leftOut)) found[name] ??= value;
  return found;
}
