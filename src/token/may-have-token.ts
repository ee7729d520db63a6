import type { JwtConfig, TokenSource } from '../model/config.js';
import type { TokenSources } from '../model/token.js';

/** Zephr's own name for the cookie. */
export const DEFAULT_COOKIE = 'blaize_jwt';
/** `?jwt=` is read only where the config lists it. */
export const DEFAULT_SOURCES: readonly TokenSource[] = ['option', 'cookie'];

/**
 * Tells whether there may be a token: in one of the sources, or in a cookie that only the endpoint can read. The exact search
 * belongs to the file that verifies, which a reader without a token never loads.
 */
export function mayHaveToken(
  found: TokenSources,
  { cookie = DEFAULT_COOKIE, sources = DEFAULT_SOURCES, credentials }: JwtConfig,
): boolean {
  return (
    credentials ||
    sources.some((source) => (source === 'cookie' ? found.cookies.includes(`${cookie}=`) : found[source]))
  );
}
