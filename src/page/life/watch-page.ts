import { createFault } from '../../model/fault.js';
import type { Config } from '../../model/config.js';
import type { Identity } from '../../model/identity.js';
import { own } from '../../lib/own.js';
import { MAX_TOKEN_CANDIDATES } from '../../token/limits.js';
import { DEFAULT_COOKIE } from '../../token/may-have-token.js';
import { readCookieValues } from '../../token/verify/read-cookie-values.js';
import { findElement, readCookies } from '../browser.js';
import type { Session } from '../session.js';
import { QUERY_TOKEN, withoutToken } from '../tokens/query-token.js';
import { createDeadlineTimer } from './create-deadline-timer.js';
import { isOutdated } from './is-outdated.js';
import { onActivated } from './on-activated.js';
import { onFocused } from './on-focused.js';
import { onOnline } from './on-online.js';
import { onRestored } from './on-restored.js';
import { translateFaults } from './translate-faults.js';
import { onRoute } from './on-route.js';
import { onVisible } from './on-visible.js';

/** Wait before a token is checked again that should have ended and has not, as an endpoint's clock may differ. */
const EXPIRY_RETRY_MS = 30_000;
/** Wait before cookies are read again: a cookie that another tab has just written takes its time to get here. */
const COOKIE_DELAY_MS = 500;

/**
 * Keeps a page current after its first decision: decides again when its address changes, when the reader's token changes or
 * ends, and when the reader comes back to it; and only then. A later start takes the place of an earlier one.
 */
export function watchPage(session: Session, config: Config): void {
  const { page, options, _isOn: isOn } = session;
  const { zephr, host, _inputs: inputs } = page;
  const { jwt } = config;

  const readTokens = (): string => readTokensOf(jwt);
  const takesQuery = jwt?.sources?.includes('query') ?? false;
  /** Path and query; a token that is taken out of the address makes no other of it. */
  const readAddress = (): string => location.pathname + (takesQuery ? withoutToken(location.search) : location.search);
  /** Runs the pipeline. Requests that were answered are not repeated. */
  const run = (): void => void zephr.provideFacts(inputs.facts);

  let tokens = readTokens();
  let address = readAddress();
  /** A token with which a renewal has replaced the cookie's. */
  let renewed: string | null = null;
  let hasFailed = false;
  const expiry = createDeadlineTimer(() => isOn() && run());
  session.own(() => expiry.set(null));

  const noteExpiry = ({ token: { expiresAt } }: Identity): void => {
    expiry.set(expiresAt === null ? null : endOf(expiresAt, jwt?.clockTolerance));
  };

  /** Checks whether the reader's token has changed. Returns whether the pipeline runs. */
  const look = (): boolean => {
    const found = readTokens();
    if (found === tokens) return expiry.look();
    tokens = found;
    if (renewed !== null && inputs.token === renewed) void zephr.setToken(null);
    else run();
    return true;
  };

  const routeChanged = (): void => {
    const now = readAddress();
    const bringsToken = takesQuery && location.search.match(QUERY_TOKEN) !== null;
    if (now === address && !bringsToken) return;
    address = now;
    if (look()) return;
    // Facts of a function may be others here.
    if (bringsToken || typeof inputs.facts === 'function') run();
    else host._update(true);
  };

  const { cookieStore } = window as { cookieStore?: unknown };
  const cookieEvents = cookieStore instanceof EventTarget ? cookieStore : null;
  /** Looks now, and a little later too where the browser does not report changes of cookies. */
  const lookTwice = (): boolean => {
    if (jwt && !cookieEvents) setTimeout(() => isOn() && look(), COOKIE_DELAY_MS);
    return look();
  };

  /** The reader comes to the page, or back to it. */
  const onReturn = async (): Promise<void> => {
    if (lookTwice()) return;
    // Only the endpoint sees a cookie that is `HttpOnly`.
    if (jwt?.credentials) return void zephr.refresh();
    if ((await isOutdated(zephr)) && isOn()) host._update(true);
  };

  const onReconnect = async (): Promise<void> => {
    const { token } = await zephr.identity();
    if (!hasFailed && token.status !== 'unreachable' && !findElement('zephr-feature[state=fault]')) return;
    hasFailed = false;
    void zephr.refresh();
  };

  session.own(translateFaults(config));
  onRoute(session, routeChanged);
  session._listen(document, 'zephr-identity', (event) => noteExpiry((event as CustomEvent<Identity>).detail));
  session._listen(document, 'zephr-fault', (event) => {
    hasFailed ||= own((event as CustomEvent<unknown>).detail, 'code') === 'chunk-unreachable';
  });
  for (const when of [onVisible, onActivated, onRestored]) when(session, () => void onReturn());
  onFocused(session, lookTwice);
  onOnline(session, () => void onReconnect());
  if (jwt && cookieEvents) session._listen(cookieEvents, 'change', look);
  void zephr.identity().then((identity) => isOn() && noteExpiry(identity));

  loadTargets(session, config);
  const renewal: unknown = options.refresh ?? jwt?.refresh;
  if (renewal !== undefined) {
    load(
      session,
      async () =>
        (await import('../tokens/keep-token.js')).keepToken(renewal, session, {
          readTokens: () => inputs.token ?? readTokens(),
          take: (token) => {
            // A token of the site's own code stays; tokens in cookies may change.
            if (inputs.token === null || inputs.token === renewed) renewed = token;
            return zephr.setToken(token);
          },
        }),
      [null],
      '/jwt/refresh',
    );
  }
}

/** Loads the targets, where the config has some. */
function loadTargets(session: Session, { features }: Config): void {
  const targeted = Object.keys(features).filter((id) => own(features[id], 'target') !== undefined);
  if (!targeted.length) return;
  const watch = async (): Promise<() => void> =>
    (await import('../targets/watch-targets.js')).watchTargets(features, session.page.host);
  load(session, watch, targeted);
}

/** Loads a file of its own; where it does not arrive, once more when the browser is online again. */
function load(
  session: Session,
  work: () => Promise<(() => void) | void>,
  features: readonly (string | null)[],
  pointer = '',
): void {
  work().then(
    (end) => end && session.own(end),
    (error: unknown) => {
      for (const feature of features) {
        session.report(createFault('chunk-unreachable', String(error), feature, pointer));
      }
      const retry = onOnline(session, () => {
        retry();
        load(session, work, features, pointer);
      });
    },
  );
}

/** The tokens in cookies, as one text to compare. */
function readTokensOf(jwt: Config['jwt']): string {
  return jwt ? readCookieValues(readCookies(), jwt.cookie ?? DEFAULT_COOKIE, MAX_TOKEN_CANDIDATES).join() : '';
}

/** When a token is to be looked at again: at its end, or later where it should have ended. */
function endOf(expiresAt: number, tolerance = 0): number {
  const at = Math.ceil(expiresAt / 1000 + tolerance) * 1000;
  return at > Date.now() ? at : Date.now() + EXPIRY_RETRY_MS;
}
