import type { JwtConfig } from '../model/config.js';
import { parseCookies } from '../lib/parse-cookies.js';
import { DEFAULT_COOKIE, DEFAULT_SOURCES } from '../token/may-have-token.js';
import { writeHint } from './write-hint.js';

/** Begins like the base64url of `{"` and has three parts. */
const TOKEN_LIKE = /^(?:Bearer[ +])?eyJ[\w-]*\.[\w-]+\.[\w-]+/i;
/** Names of cookies that a sentence lists. */
const MAX_NAMES = 12;

/**
 * Explains why the page finds no token in its cookies.
 *
 * @param cookies - As `document.cookie` has them.
 * @returns Sentences that begin with their code, with the names of cookies, never their values; none where the config reads no cookie.
 */
export function findCookieHints(cookies: string, jwt: JwtConfig): string[] {
  const { cookie: wanted = DEFAULT_COOKIE, sources = DEFAULT_SOURCES, credentials, verifyEndpoint } = jwt;
  if (!sources.includes('cookie')) return [];
  const found = [...parseCookies(cookies, () => true)];
  const names = [...new Set(found.map(([name]) => name))];
  const like = found.find(([name, value]) => name !== wanted && TOKEN_LIKE.test(value))?.[0];
  if (like !== undefined)
    return [
      writeHint(
        'cookie-other',
        `The page has no cookie "${wanted}", and "${like}" looks like a token: name it in jwt.cookie.`,
      ),
    ];
  if (names.includes(wanted)) return [writeHint('cookie-empty', `The cookie "${wanted}" is empty.`)];
  const seen =
    names
      .slice(0, MAX_NAMES)
      .map((name) => `"${name}"`)
      .join(', ') || 'none';
  const further = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  const causes = credentials
    ? 'The endpoint reads one that is HttpOnly.'
    : `One that is HttpOnly needs ${verifyEndpoint ? '' : 'a jwt.verifyEndpoint and '}jwt.credentials; one of another path or domain never reaches this page.`;
  const says = `Scripts of this page can read no cookie "${wanted}". They can read: ${seen}${further}. ${causes}`;
  return [writeHint('cookie-unreadable', says)];
}
