import type { UserRecord } from '../../model/token.js';
import { isStorable } from '../is-storable.js';
import { StoreError } from '../store-error.js';
import type { GiftStore, UserStore } from '../store.js';
import { createGiftClaims } from './create-gift-claims.js';
import { createUsageTable, type UsageTable } from './create-usage-table.js';
import { loadDriver } from './load-driver.js';
import { openDatabase } from './open-database.js';
import { putUsers, type PutCounts, type StoredUser } from './put-users.js';

/** Users, gifts and usage in one file of SQLite, which several processes on one machine may use at once. */
export interface SqliteStore extends UserStore, GiftStore, UsageTable {
  readonly find: (foreignKeySystem: string, foreignUserId: string) => UserRecord | null;
  readonly claimGift: (id: string, session: string, expiresAt: number) => boolean;
  /**
   * Adds users, and gives those it knows their new record in place of the old: all or, where it rejects, none. Of two with
   * the same id the later counts.
   */
  readonly putUsers: (users: Iterable<StoredUser> | AsyncIterable<StoredUser>) => Promise<PutCounts>;
  /** Ends it; once more does no harm. */
  readonly close: () => void;
}

/** What a store needs from outside. */
export interface StorePorts {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Opens a store in a file, and makes it where there is none: for its owner alone, as it holds what is known of readers.
 * Needs the package `libsql`.
 *
 * @param file - Path of the file, on a disk of this machine.
 * @throws {StoreError} `driver-missing`, `file-unreachable`, `file-foreign` or `schema-newer`; what its functions throw
 *   later is `store-failed`.
 */
export async function openSqliteStore(
  file: string,
  { now = Date.now }: Partial<StorePorts> = {},
): Promise<SqliteStore> {
  const driver = await loadDriver();
  const database = await openDatabase(file, driver);
  const search = database.prepare('SELECT attributes FROM users WHERE system = ? AND id = ?');
  const claimGift = createGiftClaims(database, now);
  const usage = createUsageTable(database, now);
  let isOpen = true;
  const guard = <Result>(use: () => Result): Result => {
    // A statement goes on for a while after its connection was closed.
    if (!isOpen) throw new StoreError('store-failed', `${file} was closed.`);
    try {
      return use();
    } catch (error) {
      throw toFailure(error, file);
    }
  };
  return {
    find: (system, id) =>
      guard(() => {
        const found = isStorable(system) && isStorable(id) ? search.get(system, id) : undefined;
        return found === undefined ? null : parseRecord(String(found['attributes']), file);
      }),
    claimGift: (id, session, expiresAt) => guard(() => claimGift(id, session, expiresAt)),
    spend: (reader, spends, variants) => guard(() => usage.spend(reader, spends, variants)),
    readUsage: (reader) => guard(() => usage.readUsage(reader)),
    carry: (from, to) => guard(() => usage.carry(from, to)),
    putUsers: async (users) => {
      const own = await openDatabase(file, driver);
      try {
        return await putUsers(users, own);
      } catch (error) {
        throw toFailure(error, file);
      } finally {
        own.close();
      }
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      database.close();
    },
  };
}

/** Tells what SQLite says as this store's error; whoever gave the users hears his own again. */
function toFailure(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error.name !== 'SqliteError') return error;
  return new StoreError('store-failed', `${file} could not be used: ${error.message}`, { cause: error });
}

/** What `JSON.parse` says would quote the record. */
function parseRecord(attributes: string, file: string): UserRecord {
  try {
    return JSON.parse(attributes) as UserRecord;
  } catch {
    throw new StoreError('store-failed', `${file} holds a record that is no JSON; something else wrote into it.`);
  }
}
