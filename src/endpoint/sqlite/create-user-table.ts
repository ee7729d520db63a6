import type { UserRecord } from '../../model/token.js';
import { isStorable } from '../is-storable.js';
import { StoreError } from '../store-error.js';
import type { UserStore } from '../store.js';
import type { Database } from './database.js';
import type { StoredUser } from './put-users.js';
import type { StoreFile } from './store-file.js';

/** Users that are read at once while all of them are listed. */
const PAGE_LENGTH = 1000;

/** The users of a file. */
export interface UserTable extends UserStore {
  readonly find: (foreignKeySystem: string, foreignUserId: string) => Promise<UserRecord | null>;
  /**
   * Lists users by system and id. A file of any length needs the memory of 1,000 users. A user who is added or removed
   * meanwhile is in the list or not; each other one is in it once.
   *
   * @param foreignKeySystem - Only those of this system. Default: all.
   */
  readonly listUsers: (foreignKeySystem?: string) => AsyncIterable<StoredUser>;
  /**
   * Removes the record of a user. Their counted views stay (`forgetUsage`).
   *
   * @returns Whether there was one.
   */
  readonly removeUser: (foreignKeySystem: string, foreignUserId: string) => Promise<boolean>;
}

/** Makes the table of users in a database. */
export function createUserTable(file: StoreFile, database: Database, name: string): UserTable {
  const search = database.prepare('SELECT attributes FROM users WHERE system = ? AND id = ?');
  const remove = database.prepare('DELETE FROM users WHERE system = ? AND id = ?');
  const columns = 'SELECT system, id, attributes FROM users';
  const page = database.prepare(`${columns} WHERE (system, id) > (?, ?) ORDER BY system, id LIMIT ${PAGE_LENGTH}`);
  const pageOfSystem = database.prepare(`${columns} WHERE system = ? AND id > ? ORDER BY id LIMIT ${PAGE_LENGTH}`);

  return {
    find: async (system, id) => {
      if (!isStorable(system) || !isStorable(id)) return null;
      const found = await file.read(() => search.get(system, id));
      return found === undefined ? null : parseRecord(String(found['attributes']), name);
    },
    async *listUsers(only) {
      if (only !== undefined && !isStorable(only)) return;
      let [system, id] = [only ?? '', ''];
      for (;;) {
        const rows = await file.read(() => (only === undefined ? page : pageOfSystem).all(system, id));
        for (const row of rows) {
          [system, id] = [String(row['system']), String(row['id'])];
          const attributes = parseRecord(String(row['attributes']), name);
          yield { foreignKeySystem: system, foreignUserId: id, attributes };
        }
        if (rows.length < PAGE_LENGTH) return;
      }
    },
    removeUser: async (system, id) =>
      isStorable(system) && isStorable(id) && (await file.write(() => remove.run(system, id).changes > 0)),
  };
}

/** Parses a record. The error of `JSON.parse` is not used, since it quotes the record. */
function parseRecord(attributes: string, file: string): UserRecord {
  try {
    return JSON.parse(attributes) as UserRecord;
  } catch {
    throw new StoreError('store-failed', `${file} has a record that is not JSON; another program has written to it.`);
  }
}
