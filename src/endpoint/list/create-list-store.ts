import { isStorable } from '../is-storable.js';
import { EXPIRY_GRACE_MS, VIEW_ID_MEMORY_MS } from '../limits.js';
import { readKeptPreview, writeKeptPreview } from '../previews/kept-preview.js';
import type { ListStore, SessionPlace } from '../store.js';
import { endActive, keepActive, lastEnd, readSessions, type ActiveSessions } from '../sessions/keep-active.js';
import { carryViews, countedViews, forgetViews, spendViews, type ReaderViews } from '../usage/reader-views.js';
import { toReaderKey } from '../usage/to-reader-key.js';
import { toUsageByTracker } from '../usage/to-usage-by-tracker.js';
import { readViews, writeViews } from './views-text.js';

/** A text to keep. */
export interface ListEntry {
  readonly text: string;
  /** When the store may forget the key; milliseconds since 1970, `null` for never. */
  readonly expiresAt: number | null;
}

/**
 * Changes the text under a key, atomically: no other change of the same key happens between reading and writing.
 *
 * @param key - `usage:READER`, `sessions:READER`, `gift:ID` or `preview:ID`; any text without U+0000.
 * @param change - Gets the text, or `null`, and gives the one to write, `null` to leave it as it is. It does
 *   nothing else, so it may be called again where another change came first.
 * @returns Resolves when the text is written.
 */
export type UpdateList = (key: string, change: (text: string | null) => ListEntry | null) => Promise<void>;

/** The function that keeps texts, and the clock. */
export interface ListStoreOptions {
  /** Changes the text of a key atomically. */
  readonly update: UpdateList;
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number;
}

/**
 * Creates a store for the endpoint on any place that keeps texts by key and can change one atomically: a row of a database,
 * an object, a file. It counts by the same rules as the stores of this package.
 *
 * @example
 * const store = createListStore({
 *   update: (key, change) =>
 *     transaction(async (rows) => {
 *       const entry = change(await rows.get(key));
 *       if (entry) await rows.put(key, entry.text, entry.expiresAt);
 *     }),
 * });
 * const endpoint = createEndpoint({ config, secret, store });
 */
export function createListStore({ update, now = Date.now }: ListStoreOptions): ListStore {
  const keyOf = (reader: string): string => `usage:${toReaderKey(reader)}`;
  /** Changes the views of a reader; `update` may call this several times, and the last result counts. */
  const changeViews = (reader: string, change: (views: ReaderViews, at: number) => ReaderViews): Promise<void> =>
    update(keyOf(reader), (text) => {
      const at = now();
      const before = readViews(text);
      const after = change(forgetViews(before, at), at);
      return after === before ? null : { text: writeViews(after), expiresAt: lastUse(after) };
    });
  const read = async (reader: string): Promise<ReaderViews> => {
    let found: ReaderViews = new Map();
    await update(keyOf(reader), (text) => {
      found = readViews(text);
      return null;
    });
    return found;
  };

  /** Changes the sessions of a reader; `update` may call this several times, and the last result counts. */
  const changeSessions = (reader: string, change: (sessions: ActiveSessions) => ActiveSessions): Promise<void> =>
    update(`sessions:${toReaderKey(reader)}`, (text) => {
      const before = readSessions(text);
      const after = change(before);
      return after === before ? null : { text: JSON.stringify(after), expiresAt: lastEnd(after) || now() };
    });

  return {
    claimGift: async (id, session, expiresAt) => {
      if (!isStorable(id) || !isStorable(session)) return false;
      let isOurs = false;
      await update(`gift:${id}`, (holder) => {
        isOurs = holder === null || holder === session;
        return holder === null ? { text: session, expiresAt: expiresAt + EXPIRY_GRACE_MS } : null;
      });
      return isOurs;
    },
    keepPreview: async (id, preview, expiresAt) => {
      const entry = { text: writeKeptPreview(preview, expiresAt), expiresAt };
      if (isStorable(id)) await update(`preview:${id}`, (text) => (text === null ? entry : null));
    },
    findPreview: async (id) => {
      if (!isStorable(id)) return null;
      let found: string | null = null;
      await update(`preview:${id}`, (text) => {
        found = readKeptPreview(text, now());
        return null;
      });
      return found;
    },
    spend: async (reader, spends, variants, options = {}) => {
      let refused: readonly string[] = [];
      await changeViews(reader, (views, at) => {
        const spent = spendViews(views, spends, variants, options, at);
        ({ refused } = spent);
        return spent.views;
      });
      return { refused };
    },
    readUsage: async (reader) => toUsageByTracker(countedViews(await read(reader), now())),
    carry: async (from, to) => {
      if (from === to) return;
      // The other list only grows meanwhile, so nothing is lost by reading it first.
      const others = countedViews(await read(from), now()).filter(([, views]) => views.length);
      if (others.length) await changeViews(to, (views, at) => carryViews(views, others, at));
    },
    forgetUsage: async (reader) => {
      let isKnown = false;
      await update(keyOf(reader), (text) => {
        isKnown = readViews(text).size > 0;
        return isKnown ? { text: writeViews(new Map()), expiresAt: now() } : null;
      });
      return isKnown;
    },
    keepSession: async (reader, session, until) => {
      let place: SessionPlace | null = null;
      await changeSessions(reader, (before) => {
        const kept = keepActive(before, session, until, now());
        ({ place } = kept);
        return kept.sessions;
      });
      return place;
    },
    endSession: (reader, session) => changeSessions(reader, (before) => endActive(before, session)),
    forgetSessions: async (reader) => {
      let isKnown = false;
      await changeSessions(reader, (before) => {
        isKnown = before.length > 0;
        return isKnown ? [] : before;
      });
      return isKnown;
    },
  };
}

/** When the last of some views is needed by no window, nor its id by a page that sends it again. */
function lastUse(views: ReaderViews): number | null {
  let latest = 0;
  for (const { until } of [...views.values()].flat()) {
    if (until === null) return null;
    latest = Math.max(latest, until + VIEW_ID_MEMORY_MS);
  }
  return latest;
}
