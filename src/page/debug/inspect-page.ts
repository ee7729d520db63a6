import type { Config } from '../../model/config.js';
import type { Identity } from '../../model/identity.js';
import { findCookieHints } from '../../inspect/find-cookie-hints.js';
import { findMappingHints } from '../../inspect/find-mapping-hints.js';
import { findTokenHints } from '../../inspect/find-token-hints.js';
import { findTokens } from '../../token/verify/find-tokens.js';
import { readCookies } from '../browser.js';
import type { Session } from '../session.js';

/**
 * Explains why the token of a page does not count, or why the page has none.
 *
 * @returns Sentences for the publisher's developer.
 */
export function inspectPage(config: Config, { token, claims }: Identity, session: Session): string[] {
  const { jwt } = config;
  const { status, reason } = token;
  if (!jwt) return [];
  if (status === 'valid') return findMappingHints(config, claims);
  const cookies = readCookies();
  const hints = findMappingHints(config, {});
  if (status === 'none') return [...findCookieHints(cookies, jwt), ...hints];
  // A token that came by the address has left it already.
  const [raw = null] = findTokens({ option: session.page._inputs.token, query: null, cookies }, jwt);
  return [...findTokenHints({ status, reason, raw, now: Date.now() }, config), ...hints];
}
