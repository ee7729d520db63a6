import type { JwtConfig } from '../../model/config.js';
import type { RawToken } from '../../model/token.js';
import { findTokens } from '../../token/verify/find-tokens.js';

const BEARER = /^Bearer +(.+)$/i;

/**
 * Finds the tokens to verify: those of the first source that has any, also where they then turn out to be no good. In
 * order: the body, the cookie, `Authorization: Bearer`, `x-zephr-jwt`, `x-blaize-jwt`.
 *
 * @param inBody - The body's `token`.
 * @returns At most 8; only of cookies there can be more than one.
 */
export function findTokensInRequest(
  inBody: string | null,
  headers: Headers,
  { cookie }: JwtConfig,
): readonly RawToken[] {
  const cookies = headers.get('cookie') ?? '';
  const found = findTokens({ option: inBody, query: null, cookies }, { cookie, sources: ['option', 'cookie'] });
  if (found.length) return found;
  const inHeader =
    BEARER.exec(headers.get('authorization') ?? '')?.[1] || headers.get('x-zephr-jwt') || headers.get('x-blaize-jwt');
  return inHeader ? [inHeader] : [];
}
