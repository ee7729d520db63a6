import { own } from '../../lib/own.js';
import { isStorable } from '../is-storable.js';
import type { SpendResult, TrackedView, UsageByTracker, UsageStore, Variant } from '../store.js';
import { sortViews, carryOver } from '../usage/carry-over.js';
import { countView, type StoredView } from '../usage/count-view.js';
import { toReaderKey } from '../usage/to-reader-key.js';
import { toUsageByTracker } from '../usage/to-usage-by-tracker.js';
import type { Database } from './database.js';
import { createExpiryCleaner } from './create-expiry-cleaner.js';

/** `UsageStore`, at once. */
export interface UsageTable extends UsageStore {
  readonly spend: (
    reader: string,
    spends: readonly TrackedView[],
    variants: Readonly<Record<string, readonly Variant[]>>,
  ) => SpendResult;
  readonly readUsage: (reader: string) => UsageByTracker;
  readonly carry: (from: string, to: string) => void;
}

/** How an entry comes out of the file; `null` is never. */
type StoredRow = readonly [id: string, item: string, at: number, until: number | null];

/**
 * Makes what keeps the usage of readers in the file. Whoever writes has the file to himself from before he reads until he
 * has written (BEGIN IMMEDIATE), so that processes on one file count as one does.
 *
 * @param now - Milliseconds since 1970.
 */
export function createUsageTable(database: Database, now: () => number): UsageTable {
  // One text a tracker crosses over to here in a third of the time that a row for each entry takes.
  const select = database.prepare(
    `SELECT tracker, json_group_array(json_array(id, item, at, expires_at)) AS entries FROM sightings
     WHERE reader = ? AND (expires_at IS NULL OR expires_at > ?) GROUP BY tracker`,
  );
  const insert = database.prepare('INSERT OR REPLACE INTO sightings VALUES (?, ?, ?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM sightings WHERE reader = ? AND tracker = ? AND id = ?');
  const forget = createExpiryCleaner(database, 'sightings', now);

  const read = (key: string): Map<string, readonly StoredView[]> => {
    const rows = select.all(key, now()).map(({ tracker, entries }): [string, readonly StoredView[]] => {
      const kept = (JSON.parse(entries as string) as StoredRow[]).map(([id, item, at, until]) => ({
        id,
        item,
        at,
        until,
      }));
      return [tracker as string, sortViews(kept)];
    });
    return new Map(rows);
  };
  const write = (key: string, tracker: string, before: readonly StoredView[], after: readonly StoredView[]): void => {
    const [old, kept] = [new Set(before), new Set(after)];
    for (const one of before) if (!kept.has(one)) remove.run(key, tracker, one.id);
    for (const one of after)
      if (!old.has(one))
        insert.run(key, tracker, one.id, one.item, Math.trunc(one.at), one.until && Math.ceil(one.until));
  };
  const alone = <Result>(use: () => Result): Result => {
    forget();
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = use();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  };

  return {
    spend: (reader, spends, variants) =>
      alone(() => {
        const key = toReaderKey(reader);
        const trackers = read(key);
        const refused: string[] = [];
        for (const spend of spends) {
          const { tracker, id, item } = spend;
          const before = trackers.get(tracker) ?? [];
          const rules = [tracker, id, item].every(isStorable) ? own(variants, tracker) : undefined;
          const { isRefused, kept } = countView(before, spend, (rules ?? []) as readonly Variant[]);
          if (isRefused) refused.push(id);
          if (kept !== before) write(key, tracker, before, kept);
          trackers.set(tracker, kept);
        }
        return { refused };
      }),
    readUsage: (reader) => toUsageByTracker(read(toReaderKey(reader))),
    carry: (from, to) => {
      if (from === to) return;
      const others = read(toReaderKey(from));
      // Nothing waits for nothing.
      if (!others.size) return;
      alone(() => {
        const key = toReaderKey(to);
        const trackers = read(key);
        for (const [tracker, kept] of others) {
          const before = trackers.get(tracker) ?? [];
          write(key, tracker, before, carryOver(before, kept));
        }
      });
    },
  };
}
