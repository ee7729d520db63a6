import type { JwtConfig } from '../../model/config.js';
import type { RawToken } from '../../model/token.js';
import type { HeaderReader } from '../header-reader.js';
import { DEFAULT_COOKIE } from '../../token/may-have-token.js';
import { readCookieValues } from '../../token/verify/read-cookie-values.js';

const BEARER = /^Bearer +([^ ].*)$/i;

/**
 * Finds the tokens of a request in the first source that has any, even if none of them verifies later. Sources in order: the
 * body, the cookie, `Authorization: Bearer`, `x-zephr-jwt`, `x-blaize-jwt`.
 *
 * @param inBody - Member `token` of the body.
 * @returns All tokens of that source; only cookies can hold more than one.
 */
export function findTokensInRequest(
  inBody: string | null,
  headers: HeaderReader,
  { cookie = DEFAULT_COOKIE }: JwtConfig,
): readonly RawToken[] {
  if (inBody) return [inBody];
  const inCookies = readCookieValues(headers.get('cookie') ?? '', cookie);
  if (inCookies.length) return inCookies;
  const inHeader =
    BEARER.exec(headers.get('authorization') ?? '')?.[1] || headers.get('x-zephr-jwt') || headers.get('x-blaize-jwt');
  return inHeader ? [inHeader] : [];
}
