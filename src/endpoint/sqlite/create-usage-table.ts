import { own } from '../../lib/own.js';
import { isStorable } from '../is-storable.js';
import { VIEW_ID_MEMORY_MS } from '../limits.js';
import type { AsyncUsageStore, SpendOptions, SpendResult, TrackedView, UsageByTracker, Variant } from '../store.js';
import { carryOver } from '../usage/carry-over.js';
import { countView, type StoredView } from '../usage/count-view.js';
import { keepLastSpend, LAST_SPEND_TRACKER, placeAfter, readLastSpend } from '../usage/last-spend.js';
import { findRoom, measureViews } from '../usage/measure-views.js';
import { sortViews } from '../usage/sort-views.js';
import { toReaderKey } from '../usage/to-reader-key.js';
import { toUsageByTracker } from '../usage/to-usage-by-tracker.js';
import { createExpiryCleaner } from './create-expiry-cleaner.js';
import type { Database, Statement } from './database.js';
import type { StoreFile } from './store-file.js';

/** `UsageStore` of a file. */
export type UsageTable = AsyncUsageStore;

/** A row of the table: `[id, item, at, until]`, with `null` for a view that never expires. */
type StoredRow = readonly [id: string, item: string, at: number, until: number | null];

/**
 * Makes the usage store in a database, in its table `sightings`.
 *
 * @param now - Milliseconds since 1970.
 */
export function createUsageTable(file: StoreFile, database: Database, now: () => number): UsageTable {
  return new SqliteUsageTable(file, database, now);
}

class SqliteUsageTable implements UsageTable {
  readonly #file: StoreFile;
  readonly #now: () => number;
  readonly #select: Statement;
  readonly #find: Statement;
  readonly #insert: Statement;
  readonly #remove: Statement;
  readonly #forget: Statement;
  readonly #clean: () => void;

  constructor(file: StoreFile, database: Database, now: () => number) {
    this.#file = file;
    this.#now = now;
    // One text a tracker takes a third of the time of one row a view.
    this.#select = database.prepare(
      `SELECT tracker, json_group_array(json_array(id, item, at, expires_at)) AS entries FROM sightings
       WHERE reader = ? AND (expires_at IS NULL OR expires_at > ?) GROUP BY tracker`,
    );
    this.#find = database.prepare('SELECT 1 FROM sightings WHERE reader = ? AND tracker = ? AND id = ?');
    this.#insert = database.prepare('INSERT OR REPLACE INTO sightings VALUES (?, ?, ?, ?, ?, ?)');
    this.#remove = database.prepare('DELETE FROM sightings WHERE reader = ? AND tracker = ? AND id = ?');
    this.#forget = database.prepare('DELETE FROM sightings WHERE reader = ?');
    this.#clean = createExpiryCleaner(database, 'sightings', { now, grace: VIEW_ID_MEMORY_MS });
  }

  spend(
    reader: string,
    spends: readonly TrackedView[],
    variants: Readonly<Record<string, readonly Variant[]>>,
    { isCarried = false }: SpendOptions = {},
  ): Promise<SpendResult> {
    return this.#file.write(() => {
      this.#clean();
      const key = toReaderKey(reader);
      const trackers = this.#read(key);
      const now = this.#now();
      const kept = trackers.get(LAST_SPEND_TRACKER);
      const lastSpend = isCarried ? -Infinity : readLastSpend(kept, now);
      const used: Variant[] = [];
      const refused: string[] = [];
      const changed = new Map<string, readonly StoredView[]>();
      let room = findRoom(trackers.values());
      for (const spend of spends) {
        const { tracker, id, item } = spend;
        const isKnown = [tracker, id, item].every(isStorable);
        // A view that was counted in a window that is over, and that the page sends again.
        if (isKnown && this.#find.get(key, tracker, id)) continue;
        const ofTracker = ((isKnown && own(variants, tracker)) || []) as readonly Variant[];
        used.push(...ofTracker);
        const before = changed.get(tracker) ?? trackers.get(tracker) ?? [];
        const { isRefused, views } = countView(before, placeAfter(spend, lastSpend, ofTracker), ofTracker, room);
        if (isRefused) refused.push(id);
        if (views === before) continue;
        room += measureViews(before) - measureViews(views);
        changed.set(tracker, views);
      }
      // Once a tracker: finding what has changed takes as long as the list.
      for (const [tracker, views] of changed) this.#write(key, tracker, trackers.get(tracker) ?? [], views);
      const last = keepLastSpend(kept, used, now);
      if (last) this.#write(key, LAST_SPEND_TRACKER, [], [last]);
      return { refused };
    });
  }

  readUsage(reader: string): Promise<UsageByTracker> {
    return this.#file.read(() => toUsageByTracker(this.#readCounted(toReaderKey(reader))));
  }

  async carry(from: string, to: string): Promise<void> {
    if (from === to) return;
    // The other list only grows meanwhile, so nothing is lost by reading it first; with nothing to add no lock is needed.
    const others = await this.#file.read(() => this.#readCounted(toReaderKey(from)));
    if (!others.size) return;
    await this.#file.write(() => {
      this.#clean();
      const key = toReaderKey(to);
      const trackers = this.#read(key);
      let room = findRoom(trackers.values());
      for (const [tracker, views] of others) {
        const before = trackers.get(tracker) ?? [];
        const after = carryOver(before, views, room);
        room += measureViews(before) - measureViews(after);
        this.#write(key, tracker, before, after);
      }
    });
  }

  forgetUsage(reader: string): Promise<boolean> {
    return this.#file.write(() => this.#forget.run(toReaderKey(reader)).changes > 0);
  }

  #readCounted(key: string): Map<string, readonly StoredView[]> {
    const trackers = this.#read(key);
    trackers.delete(LAST_SPEND_TRACKER);
    return trackers;
  }

  /** Reads what windows need, by tracker. */
  #read(key: string): Map<string, readonly StoredView[]> {
    const rows = this.#select.all(key, this.#now()).map(({ tracker, entries }): [string, readonly StoredView[]] => {
      const views = (JSON.parse(entries as string) as StoredRow[]).map(([id, item, at, until]) => ({
        id,
        item,
        at,
        until,
      }));
      return [tracker as string, sortViews(views)];
    });
    return new Map(rows);
  }

  #write(key: string, tracker: string, before: readonly StoredView[], after: readonly StoredView[]): void {
    const [old, kept] = [new Set(before), new Set(after)];
    for (const view of before) if (!kept.has(view)) this.#remove.run(key, tracker, view.id);
    for (const { id, item, at, until } of after.filter((view) => !old.has(view)))
      this.#insert.run(key, tracker, id, item, Math.trunc(at), until && Math.ceil(until));
  }
}
