import type { Config } from '../../model/config.js';
import { own } from '../../lib/own.js';
import { IS_OTHER_PAGE } from '../facts/other-page.js';
import type { Session } from '../session.js';
import { QUERY_TOKEN, withoutToken } from '../tokens/query-token.js';
import { watchToken, type TokenWatch } from '../tokens/watch-token.js';
import { checkDecisions } from './check-decisions.js';
import { findFaulty } from './find-faulty.js';
import { keepScroll } from './keep-scroll.js';
import { loadPart } from './load-part.js';
import { onActivated } from './on-activated.js';
import { onFocused } from './on-focused.js';
import { onOnline } from './on-online.js';
import { onRestored } from './on-restored.js';
import { onRoute } from './on-route.js';
import { onVisible } from './on-visible.js';
import { translateFaults } from './translate-faults.js';

/**
 * Keeps a page current after its first decision: decides again when its address changes, when the reader's token changes or
 * ends, and when the reader comes back to it; and only then. A later start takes the place of an earlier one.
 */
export function watchPage(session: Session, config: Config): void {
  const { zephr, _inputs: inputs } = session.page;
  // Requests that were answered are not repeated.
  const run = (): void => void zephr.provideFacts(inputs.facts);
  const token = watchToken(session, config.jwt, run);
  session.own(translateFaults(config, session.page.host));
  checkDecisions(session);
  keepScroll(session);
  watchRoute(session, config, token, run);
  watchReturn(session, config, token);
  watchConnection(session);
  loadTargets(session, config);
  loadRenewal(session, config, token);
}

/** Decides again when the address has changed. */
function watchRoute(session: Session, { jwt }: Config, token: TokenWatch, run: () => void): void {
  const { host, _inputs: inputs } = session.page;
  const isOtherPage = (): boolean => (session.store.get(IS_OTHER_PAGE) as (() => boolean) | undefined)?.() ?? false;
  const takesQuery = jwt?.sources?.includes('query') ?? false;
  /** Path and query; a token that is taken out of the address makes no other of it. */
  const readAddress = (): string => location.pathname + (takesQuery ? withoutToken(location.search) : location.search);
  let address = readAddress();
  onRoute(session, () => {
    const now = readAddress();
    const bringsToken = takesQuery && location.search.match(QUERY_TOKEN) !== null;
    if (now === address && !bringsToken) return;
    address = now;
    const isOther = isOtherPage();
    if (token.look()) return;
    // Facts of a function, and of the article, may be others here.
    if (bringsToken || isOther || typeof inputs.facts === 'function') run();
    else host._update(true);
  });
  if (isOtherPage()) run();
}

/** Looks for what has changed when the reader comes to the page, or back to it. */
function watchReturn(session: Session, { jwt }: Config, token: TokenWatch): void {
  const { zephr, host } = session.page;
  const onReturn = async (): Promise<void> => {
    if (token.lookTwice()) return;
    // Only the endpoint sees a cookie that is `HttpOnly`.
    if (jwt?.credentials) return void zephr.refresh();
    await zephr.identity();
    if (session._isOn()) host._check?.();
  };
  for (const when of [onVisible, onActivated, onRestored]) when(session, () => void onReturn());
  onFocused(session, token.lookTwice);
}

/** Tries again, once the browser is online, what did not arrive. */
function watchConnection(session: Session): void {
  const { zephr, host } = session.page;
  let hasFailed = false;
  session._listen(document, 'zephr-fault', (event) => {
    hasFailed ||= /^(?:chunk|endpoint|content)-unreachable$/.test(
      String(own((event as CustomEvent<unknown>).detail, 'code')),
    );
  });
  const onReconnect = async (): Promise<void> => {
    const { token } = await zephr.identity();
    if (!hasFailed && token.status !== 'unreachable' && !findFaulty(host).length) return;
    hasFailed = false;
    void zephr.refresh();
  };
  onOnline(session, () => void onReconnect());
}

/** Loads the targets, where the config has some. */
function loadTargets(session: Session, { features }: Config): void {
  const targeted = Object.keys(features).filter((id) => own(features[id], 'target') !== undefined);
  if (!targeted.length) return;
  const watch = async (): Promise<() => void> =>
    (await import('../targets/watch-targets.js')).watchTargets(features, session.page.host);
  loadPart(session, 'targets.js', watch, targeted);
}

/** Loads the renewal of tokens, where the config or the site's own code has one. */
function loadRenewal(session: Session, { jwt }: Config, { readTokens, take }: TokenWatch): void {
  const renewal: unknown = session.options.refresh ?? jwt?.refresh;
  if (renewal === undefined) return;
  const inputs = session.page._inputs;
  const keep = async (): Promise<void> =>
    (await import('../tokens/keep-token.js')).keepToken(renewal, session, {
      readTokens: () => inputs.token ?? readTokens(),
      take,
    });
  loadPart(session, 'renew.js', keep, [null], '/jwt/refresh');
}
