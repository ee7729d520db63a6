import type { JwtConfig, TokenSource } from '../../model/config.js';
import type { Carriers, RawToken } from '../../model/token.js';
import { DEFAULT_COOKIE, DEFAULT_SOURCES } from '../may-have-token.js';
import { readCookie } from './read-cookie.js';

/** More candidates than this are not looked at: each costs a verification. */
const MOST = 8;

/**
 * Finds the tokens to verify: those of the first carrier that has any, in the config's order.
 *
 * @returns At most 8 candidates.
 */
export function findTokens(carriers: Carriers, jwt: JwtConfig): RawToken[] {
  const found: Readonly<Record<TokenSource, readonly RawToken[]>> = {
    option: carriers.option ? [carriers.option] : [],
    query: carriers.query ? [carriers.query] : [],
    cookie: readCookie(carriers.cookies, jwt.cookie ?? DEFAULT_COOKIE, MOST),
  };
  const source = (jwt.sources ?? DEFAULT_SOURCES).find((name) => found[name].length);
  return source ? [...found[source]] : [];
}
