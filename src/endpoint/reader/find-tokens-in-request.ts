import type { JwtConfig } from '../../model/config.js';
import type { RawToken } from '../../model/token.js';
import type { HeaderReader } from '../header-reader.js';
import { findTokens } from '../../token/verify/find-tokens.js';

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
  { cookie }: JwtConfig,
): readonly RawToken[] {
  const cookies = headers.get('cookie') ?? '';
  const found = findTokens({ option: inBody, query: null, cookies }, { cookie, sources: ['option', 'cookie'] });
  if (found.length) return found;
  const inHeader =
    BEARER.exec(headers.get('authorization') ?? '')?.[1] || headers.get('x-zephr-jwt') || headers.get('x-blaize-jwt');
  return inHeader ? [inHeader] : [];
}
