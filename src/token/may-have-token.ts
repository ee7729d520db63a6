import type { JwtConfig, TokenSource } from '../model/config.js';
import type { Carriers } from '../model/token.js';

/** Zephr's own name for the cookie. */
export const DEFAULT_COOKIE = 'blaize_jwt';
/** `?jwt=` is read only where a config asks for it. */
export const DEFAULT_SOURCES: readonly TokenSource[] = ['option', 'cookie'];

/**
 * Tells whether there may be a token: in a carrier, or in a cookie that only the endpoint is to see. Looking for it in earnest is the work of the file that verifies it, which a reader
 * without a token never loads.
 */
export function mayHaveToken(
  carriers: Carriers,
  { cookie = DEFAULT_COOKIE, sources = DEFAULT_SOURCES, credentials }: JwtConfig,
): boolean {
  return (
    credentials ||
    sources.some((source) => (source === 'cookie' ? carriers.cookies.includes(`${cookie}=`) : carriers[source]))
  );
}
