import type { Config } from '../../model/config.js';
import type { Spend } from '../../model/effects.js';
import { createFault } from '../../model/fault.js';
import { FACTS_WAIT_MS } from '../../lib/request/limits.js';
import { sleep } from '../../lib/sleep.js';
import type { Reader } from '../../identity/identify.js';
import { findTokens } from '../../token/verify/find-tokens.js';
import { isSpendDue, isStartDue, TIME_TRIAL_PREFIX } from '../../usage/pending-effects.js';
import type { Usage } from '../../usage/usage.js';
import type { LedgerPort } from '../../visit/visit-ports.js';
import { dispatch, isPrerendering, readCookies } from '../browser.js';
import { describeUsage } from './describe-usage.js';
import { hashReader } from './hash-reader.js';
import { keepLedger, type Change } from './keep-ledger.js';
import { accountOf, ANONYMOUS, hasEntry, type Entry } from './ledger.js';
import { onActivated } from '../life/on-activated.js';
import { onHidden } from '../life/on-hidden.js';
import { onOnline } from '../life/on-online.js';
import { onRestored } from '../life/on-restored.js';
import { onVisible } from '../life/on-visible.js';
import { makeId } from '../make-id.js';
import type { Session } from '../session.js';
import { createSync } from './sync-usage.js';
import { trackersOf, usageOf } from './usage-of.js';
import { watchPermission } from './watch-permission.js';

/** Milliseconds after which it is noted that the clock has gone on. */
const MINUTE = 60_000;

/** The page view, which a second start of the SDK in the same document is part of. */
const page = { path: '', view: '', views: new Map<string, string>() };

/** What is counted of the readers of this browser. */
export interface LedgerOfPage extends LedgerPort {
  /** What was counted of a reader so far, for the decisions of this moment. */
  readonly usage: (now: number, provided: unknown, reader: Reader) => Usage;
}

/**
 * Opens the ledger of this browser for a page. A page view begins with the document, and anew where the path changes under
 * it; it counts when its reader has come, not while the browser only guesses that he may.
 *
 * @param onChange - Called when decisions may be others by now: the endpoint has answered late, the page is seen again
 *   after others have counted, or at last.
 * @returns Resolves when the endpoint has told what it knows, where it had to be asked, or after a second and a half.
 */
export async function openLedger(
  { jwt = {} }: Pick<Config, 'jwt'>,
  onChange: () => void,
  session: Session,
): Promise<LedgerOfPage> {
  let latest = 0;
  let key = ANONYMOUS;
  let provided: unknown;
  /** How much of other tabs' was known when usage was read last, be it for a dry run. */
  let read = 0;
  /** How much of it what the page shows knows of; `null` while nothing was decided. */
  let known: number | null = null;
  /** Something is to be counted once the reader is here. */
  let owed = false;
  const keeper = keepLedger(
    () => report('usage-broken', 'What was counted cannot be read; it is dropped.'),
    () => onChange(),
  );
  const permission = watchPermission(() => permit());
  const permit = (): void => keeper.permit(permission(provided));
  const sync = jwt.verifyEndpoint === undefined ? null : createSync(jwt, session.fetch, keeper, onChange);

  const usageFor = (account: string): Usage => {
    const ledger = keeper.held();
    const usage = usageOf(ledger, account, { ...page, reader: keeper.reader() });
    return { ...usage, latest: Math.max(latest, ledger.latest) };
  };

  /** The entries of a tracker that this page view has made. */
  const ofThisView = (account: string, tracker: string): readonly Entry[] => {
    const ids = new Set([...page.views].flatMap(([id, view]) => (view === page.view ? id : [])));
    const entries = ids.size ? trackersOf(keeper.held(), account).get(tracker) : undefined;
    return entries?.filter(([id]) => ids.has(id)) ?? [];
  };

  const count = (account: string, { tracker, item, at }: Spend, isDue: (usage: Usage) => boolean): void => {
    // Features that share a tracker and are decided together share the count.
    if (ofThisView(account, tracker).some((entry) => entry[1] === item && entry[2] === at)) return;
    const entry: Entry = [makeId(8), item, at];
    page.views.set(entry[0], page.view);
    const queued = sync !== null && account !== ANONYMOUS && !sync.refuses(tracker);
    keeper.change(adding(account, tracker, entry, queued, () => isDue(usageFor(account))));
  };

  const isOutdated = (): boolean => {
    keeper.look();
    return known !== null && known !== keeper.foreign();
  };

  permit();
  onActivated(session, () => {
    sync?.send();
    if (owed || isOutdated()) onChange();
    owed = false;
  });
  onRestored(session, onChange);
  onVisible(session, () => {
    sync?.retry();
    if (isOutdated()) onChange();
  });
  onHidden(session, keeper.flush);
  session.own(keeper.flush);
  onOnline(session, () => sync?.retry());
  if (sync && jwt.userMapping?.foreignUserIdProperty !== undefined) {
    const sources = { option: null, query: null, cookies: readCookies() };
    const [token = jwt.credentials ? '' : undefined] = findTokens(sources, jwt);
    if (token !== undefined) await Promise.race([sync.ask(token), sleep(FACTS_WAIT_MS)]);
  }

  return {
    usage: (now, facts, reader) => {
      provided = facts;
      permit();
      if (page.path !== location.pathname) {
        page.path = location.pathname;
        page.view = makeId(8);
      }
      latest = Math.max(latest, now);
      keeper.look();
      const { foreignUserId, rawToken } = reader;
      key = foreignUserId === null ? ANONYMOUS : hashReader(foreignUserId);
      sync?.meet(key, rawToken ?? undefined);
      const usage = usageFor(key);
      read = keeper.foreign();
      const { reader: stored, latest: noted } = keeper.held();
      if (stored !== null && now > noted + MINUTE) keeper.save();
      return usage;
    },
    commit: ({ decision, effects: { spends, timeTrials } }) => {
      known = read;
      const counts = spends.length + timeTrials.length > 0;
      // The group of a reader without a mapped id lasts as long as the id in the ledger is kept.
      const isGrouped = key === ANONYMOUS && Object.keys(decision.splitTests).length > 0;
      if (isPrerendering()) {
        owed ||= counts || isGrouped;
        return;
      }
      for (const spend of spends) count(key, spend, (usage) => isSpendDue(spend, usage));
      for (const start of timeTrials) {
        const spend = { tracker: TIME_TRIAL_PREFIX + start.tracker, item: '', at: start.at };
        count(key, spend, (usage) => isStartDue(start, usage));
      }
      if (isGrouped && keeper.held().reader === null) keeper.change(naming(keeper.reader()));
      if (counts) sync?.send();
    },
    describe: (evaluations) => describeUsage(evaluations, (tracker) => ofThisView(key, tracker).length > 0),
  };
}

/** Counts something. */
function adding(account: string, tracker: string, entry: Entry, queued: boolean, isDue: () => boolean): Change {
  const [id] = entry;
  return {
    isDue,
    isIn: (ledger) => {
      const found = accountOf(ledger, account);
      return found.refused.has(id) || hasEntry(found, tracker, id);
    },
    apply: (ledger) => {
      const found = accountOf(ledger, account);
      found.trackers.set(tracker, [...(found.trackers.get(tracker) ?? []), entry]);
      if (queued) found.queue.add(id);
    },
  };
}

/** Keeps the anonymous reader's key. */
function naming(reader: string): Change {
  return {
    isIn: (ledger) => ledger.reader !== null,
    apply: (ledger) => {
      ledger.reader ??= reader;
    },
  };
}

function report(code: 'usage-broken', message: string): void {
  console.warn(`[zephr] page: ${message}`);
  dispatch('zephr-fault', createFault(code, message));
}
