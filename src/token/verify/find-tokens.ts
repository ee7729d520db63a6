import type { JwtConfig, TokenSource } from '../../model/config.js';
import type { TokenSources, RawToken } from '../../model/token.js';
import { DEFAULT_COOKIE, DEFAULT_SOURCES } from '../may-have-token.js';
import { readCookieValues } from './read-cookie-values.js';

/**
 * Finds the tokens to verify: those of the first source that has any, in the config's order.
 *
 * @returns All of them: `chooseToken` refuses too many.
 */
export function findTokens(sources: TokenSources, jwt: JwtConfig): RawToken[] {
  const found: Readonly<Record<TokenSource, readonly RawToken[]>> = {
    option: sources.option ? [sources.option] : [],
    query: sources.query ? [sources.query] : [],
    cookie: readCookieValues(sources.cookies, jwt.cookie ?? DEFAULT_COOKIE),
  };
  const source = (jwt.sources ?? DEFAULT_SOURCES).find((name) => found[name].length);
  return source ? [...found[source]] : [];
}
