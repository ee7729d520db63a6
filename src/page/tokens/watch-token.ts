import type { Config } from '../../model/config.js';
import type { Identity } from '../../model/identity.js';
import { own } from '../../lib/own.js';
import { DEFAULT_COOKIE } from '../../token/may-have-token.js';
import { readCookieValues } from '../../token/verify/read-cookie-values.js';
import { readCookies } from '../browser.js';
import { createDeadlineTimer } from '../life/create-deadline-timer.js';
import type { Session } from '../session.js';
import { COOKIE_DELAY_MS, EXPIRY_RETRY_MS } from './limits.js';

/** The watch over a reader's token: its cookies, its end, and a renewed token that has replaced the cookie's. */
export interface TokenWatch {
  /** Checks whether the token has changed or ended. Returns whether the pipeline runs. */
  readonly look: () => boolean;
  /** Looks now, and a little later too where the browser does not report changes of cookies. */
  readonly lookTwice: () => boolean;
  /** The tokens in cookies, as one text to compare; empty where no script can read them. */
  readonly readTokens: () => string;
  /** Replaces the token that counts by a renewed one, until the cookie changes. */
  readonly take: (token: string) => Promise<void>;
}

/**
 * Watches the reader's token until the session ends, and has the pipeline run when it changes or ends.
 *
 * @param run - Runs the pipeline. Requests that were answered are not repeated.
 */
export function watchToken(session: Session, jwt: Config['jwt'], run: () => void): TokenWatch {
  const { page, _isOn: isOn } = session;
  const { zephr, _inputs: inputs } = page;
  const readTokens = (): string => (jwt ? readCookieValues(readCookies(), jwt.cookie ?? DEFAULT_COOKIE).join() : '');
  let tokens = readTokens();
  /** A token with which a renewal has replaced the cookie's. */
  let renewed: string | null = null;
  /** Rings when a token ends, or begins to count. */
  const expiry = createDeadlineTimer(() => isOn() && run());
  session.own(() => expiry.set(null));

  const noteExpiry = ({ token: { expiresAt, reason } }: Identity): void => {
    const tolerance = jwt?.clockTolerance;
    if (reason === 'not-yet-valid') expiry.set(beginOf([inputs.token ?? '', ...readTokens().split(',')], tolerance));
    else expiry.set(expiresAt === null ? null : endOf(expiresAt, tolerance));
  };

  const look = (): boolean => {
    const found = readTokens();
    if (found === tokens) return expiry.look();
    tokens = found;
    if (renewed !== null && inputs.token === renewed) void zephr.setToken(null);
    else run();
    return true;
  };

  const { cookieStore } = window as { cookieStore?: unknown };
  const cookieEvents = cookieStore instanceof EventTarget ? cookieStore : null;
  session._listen(document, 'zephr-identity', (event) => noteExpiry((event as CustomEvent<Identity>).detail));
  if (jwt && cookieEvents) session._listen(cookieEvents, 'change', look);
  void zephr.identity().then((identity) => isOn() && noteExpiry(identity));

  return {
    look,
    lookTwice: () => {
      if (jwt && !cookieEvents) setTimeout(() => isOn() && look(), COOKIE_DELAY_MS);
      return look();
    },
    readTokens,
    take: (token) => {
      // A token of the site's own code stays; tokens in cookies may change.
      if (inputs.token === null || inputs.token === renewed) renewed = token;
      return zephr.setToken(token);
    },
  };
}

/** When a token is to be looked at again: at its end, or later where it should have ended. */
function endOf(expiresAt: number, tolerance = 0): number {
  return orLater(Math.ceil(expiresAt / 1000 + tolerance) * 1000);
}

/**
 * When tokens are to be looked at again of which none counts yet: when the first of them begins, or later where it should
 * have begun or where the page cannot read it.
 */
function beginOf(tokens: readonly string[], tolerance = 0): number {
  const begins = tokens.map((token) => (readNotBefore(token) - tolerance) * 1000).filter((at) => at > Date.now());
  return orLater(Math.ceil(Math.min(...begins)));
}

function orLater(at: number): number {
  return Number.isFinite(at) && at > Date.now() ? at : Date.now() + EXPIRY_RETRY_MS;
}

/** Reads from when on a token counts, in seconds; `NaN` where it does not say. It is not verified: it only sets a time. */
function readNotBefore(token: string): number {
  try {
    const payload = token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/');
    return Number(own(JSON.parse(atob(payload)), 'nbf'));
  } catch {
    return NaN;
  }
}
