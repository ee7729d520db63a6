import { DAY_MS } from '../../lib/day.js';
import { toDay } from '../events/create-event-counter.js';
import { MAX_COUNTED_DAYS } from '../limits.js';
import type { AsyncEventStore } from '../store.js';
import type { Database } from './database.js';
import type { StoreFile } from './store-file.js';

/**
 * Makes the part of a store that keeps counts of events in a file, in its table `counts`.
 *
 * @param now - Milliseconds since 1970.
 */
export function createCountTable(file: StoreFile, database: Database, now: () => number): AsyncEventStore {
  const add = database.prepare(
    'INSERT INTO counts VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET count = count + excluded.count',
  );
  const forget = database.prepare('DELETE FROM counts WHERE day < ?');
  const select = database.prepare('SELECT name, count FROM counts WHERE day = ?');
  let cleanedOn = '';

  return {
    addCounts: (day, counts) =>
      file.write(() => {
        for (const [name, count] of Object.entries(counts)) add.run(day, name, count);
        if (day === cleanedOn) return;
        forget.run(toDay(now() - MAX_COUNTED_DAYS * DAY_MS));
        cleanedOn = day;
      }),
    readCounts: (days) =>
      file.read(() =>
        Object.fromEntries(
          days.flatMap((day) => {
            const rows = select.all(day);
            return rows.length
              ? [[day, Object.fromEntries(rows.map(({ name, count }) => [String(name), Number(count)]))]]
              : [];
          }),
        ),
      ),
  };
}
