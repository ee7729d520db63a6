import type { Config } from '../../model/config.js';
import { createFault } from '../../model/fault.js';
import { PREVIEW } from '../../model/running-preview.js';
import { FACTS_WAIT_MS } from '../../lib/request/limits.js';
import { sleep } from '../../lib/sleep.js';
import { findTokens } from '../../token/verify/find-tokens.js';
import { isParsed, isPrerendering, readCookies } from '../browser.js';
import { askUsage } from '../endpoint/ask-usage.js';
import { createEndpointClient } from '../endpoint/create-endpoint-client.js';
import { onActivated } from '../life/on-activated.js';
import { onHidden } from '../life/on-hidden.js';
import { onOnline } from '../life/on-online.js';
import { onRestored } from '../life/on-restored.js';
import { onVisible } from '../life/on-visible.js';
import { watchHead } from '../life/watch-head.js';
import { watchPermission } from '../facts/watch-permission.js';
import type { Session } from '../session.js';
import { LEDGER_KEY } from '../storage-keys.js';
import { ledgerStorage } from './ledger-storage.js';
import { LedgerStore } from './ledger-store.js';
import { findMetered } from './find-metered.js';
import { PageItems } from './page-items.js';
import { PageLedger } from './page-ledger.js';
import { readCanonical } from './read-canonical.js';
import { readHistoryEntry } from './read-history-entry.js';
import type { PageView } from './to-usage.js';
import { UsageSync } from './usage-sync.js';

/**
 * Opens the ledger of this browser for a page. It ends with the session; what is not written then is written at once.
 *
 * @param onChange - Called when decisions may be outdated: the endpoint has answered late, or the reader sees the page again
 *   after other tabs have counted.
 * @returns Resolves when the endpoint has answered, if it had to be asked, and after `FACTS_WAIT_MS` at the latest.
 */
export async function openLedger(config: Config, onChange: () => void, session: Session): Promise<PageLedger> {
  const { jwt = {} } = config;
  // A preview decides by what is counted, and counts nothing.
  const isPreview = session.store.has(PREVIEW);
  const store = new LedgerStore({
    ...ledgerStorage,
    ...(isPreview && { write: () => false }),
    now: Date.now,
    isPrerendering,
    onBroken: () => session.report(createFault('usage-broken', 'The stored counts cannot be read and are discarded.')),
    onLost: onChange,
  });
  const sync = isPreview ? null : createSync(jwt, store, onChange, session);
  let ledger: PageLedger | null = null;
  const readPermission = watchPermission(session, () => ledger?.applyPermission());
  const page = (session.page._memory.pageView ??= { path: '', view: '', views: new Map(), items: new Map() });
  const readPath = (): string => location.pathname;
  const items = findItems(config, page, readPath, session);
  ledger = new PageLedger({
    store,
    sync,
    page,
    items,
    readPath,
    isPrerendering,
    readPermission,
    onChange,
  });
  ledger.applyPermission();
  watchHeadFor(ledger, config, session);
  watchLife(ledger, store, sync, onChange, session);
  const token = sync && findOwnToken(jwt);
  if (token !== null) await Promise.race([sync!.askAhead(token), sleep(FACTS_WAIT_MS)]);
  return ledger;
}

/** Has the page's features decided by article. */
function findItems(config: Config, page: PageView, readPath: () => string, session: Session): PageItems {
  const { host } = session.page;
  const isByPath = config.usage?.item === 'path';
  const read = isByPath ? (): null => null : readCanonical;
  const items = new PageItems({ readPath, readCanonical: read, readEntry: readHistoryEntry, isParsed }, page);
  const metered = findMetered(config);
  const itemOf: typeof host._itemOf = (view) => (metered.has(view.feature) ? items.of(view) : undefined);
  host._itemOf = itemOf;
  session.own(() => {
    if (host._itemOf === itemOf) host._itemOf = undefined;
  });
  return items;
}

/** A router changes the head, and the canonical address in it, after the page's own address. */
function watchHeadFor(ledger: PageLedger, { usage }: Config, session: Session): void {
  const onChange = (): void => {
    ledger.headChanged();
    if (usage?.item !== 'path') session.page.host._check?.();
  };
  session.own(watchHead(onChange));
}

function createSync(
  { verifyEndpoint, credentials }: NonNullable<Config['jwt']>,
  store: LedgerStore,
  onNews: () => void,
  session: Session,
): UsageSync | null {
  if (verifyEndpoint === undefined) return null;
  const client = createEndpointClient(verifyEndpoint, session.fetch);
  const ask = (question: Parameters<typeof askUsage>[1]): ReturnType<typeof askUsage> =>
    askUsage(client, question, credentials);
  return new UsageSync({ store, ask, isPrerendering, onNews });
}

/** The token to ask ahead with: of a reader whose id the config maps. An empty one stands for a cookie that scripts cannot read. */
function findOwnToken(jwt: NonNullable<Config['jwt']>): string | null {
  if (jwt.userMapping?.foreignUserIdProperty === undefined) return null;
  const [token = jwt.credentials ? '' : null] = findTokens({ option: null, query: null, cookies: readCookies() }, jwt);
  return token;
}

function watchLife(
  ledger: PageLedger,
  store: LedgerStore,
  sync: UsageSync | null,
  onChange: () => void,
  session: Session,
): void {
  onActivated(session, () => ledger.activate());
  onRestored(session, onChange);
  onVisible(session, () => ledger.resume());
  onHidden(session, () => {
    ledger.settle();
    store.flush();
  });
  onOnline(session, () => sync?.retry());
  session.own(() => {
    ledger.stop();
    sync?.stop();
    store.flush();
  });
  // After the first decision: adding this listener takes a browser as long as all the rest.
  setTimeout(() =>
    session._listen(window, 'storage', ({ key }) => {
      if (key === LEDGER_KEY || key === null) store.read();
    }),
  );
}
