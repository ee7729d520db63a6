import {
  endActive,
  keepActive,
  lastEnd,
  readSessions,
  type ActiveSessions,
  type KeptSession,
} from '../sessions/keep-active.js';
import type { AsyncSessionStore } from '../store.js';
import { toReaderKey } from '../usage/to-reader-key.js';
import { createExpiryCleaner } from './create-expiry-cleaner.js';
import type { Database } from './database.js';
import type { StoreFile } from './store-file.js';

/**
 * Makes the part of a store that keeps the sessions of readers in a file.
 *
 * @param now - Milliseconds since 1970.
 */
export function createSessionTable(file: StoreFile, database: Database, now: () => number): AsyncSessionStore {
  const find = database.prepare('SELECT active FROM sessions WHERE reader = ?');
  const put = database.prepare('INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM sessions WHERE reader = ?');
  const clean = createExpiryCleaner(database, 'sessions', { now, grace: 0 });
  const read = (key: string): ActiveSessions => {
    const row = find.get(key);
    return readSessions(row ? String(row['active']) : null);
  };
  const write = (key: string, before: ActiveSessions, after: ActiveSessions): void => {
    clean();
    if (!after.length) remove.run(key);
    else if (after !== before) put.run(key, JSON.stringify(after), Math.ceil(lastEnd(after)));
  };

  return {
    keepSession: async (reader, session, until) => {
      const key = toReaderKey(reader);
      const keep = (): { readonly before: ActiveSessions } & KeptSession => {
        const before = read(key);
        return { before, ...keepActive(before, session, until, now()) };
      };
      // Calls that come close together change nothing, and reading needs no lock.
      const found = await file.read(keep);
      if (found.sessions === found.before) return found.place;
      return file.write(() => {
        const { before, sessions, place } = keep();
        write(key, before, sessions);
        return place;
      });
    },
    endSession: (reader, session) =>
      file.write(() => {
        const key = toReaderKey(reader);
        const before = read(key);
        write(key, before, endActive(before, session));
      }),
    forgetSessions: (reader) => file.write(() => remove.run(toReaderKey(reader)).changes > 0),
  };
}
