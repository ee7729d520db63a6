import type { JwtConfig, TokenSource } from '../model/config.js';
import type { Carriers } from '../model/token.js';

/** Zephr's own name for the cookie. */
export const DEFAULT_COOKIE = 'blaize_jwt';
/** `?jwt=` is read only where a config asks for it. */
export const DEFAULT_SOURCES: readonly TokenSource[] = ['option', 'cookie'];

/**
 * Tells whether there may be a token. Looking for it in earnest is the work of the file that verifies it, which a reader
 * without a token never loads.
 */
export function mayHaveToken({ option, query, cookies }: Carriers, jwt: JwtConfig): boolean {
  const found = { option, query, cookie: cookies.includes(`${jwt.cookie ?? DEFAULT_COOKIE}=`) };
  return (jwt.sources ?? DEFAULT_SOURCES).some((source) => found[source]);
}
