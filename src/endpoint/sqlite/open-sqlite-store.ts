import type { UserRecord } from '../../model/token.js';
import { isStorable } from '../is-storable.js';
import { StoreError } from '../store-error.js';
import type { GiftStore, UserStore } from '../store.js';
import { createGiftClaims } from './create-gift-claims.js';
import { createUsageTable, type UsageTable } from './create-usage-table.js';
import { loadDriver } from './load-driver.js';
import { openDatabase } from './open-database.js';
import { putUsers, type PutCounts, type StoredUser } from './put-users.js';

/** Users, gifts and usage in one SQLite file, which several processes on one machine may use at once. */
export interface SqliteStore extends UserStore, GiftStore, UsageTable {
  readonly find: (foreignKeySystem: string, foreignUserId: string) => UserRecord | null;
  readonly claimGift: (id: string, session: string, expiresAt: number) => boolean;
  /**
   * Adds users and replaces the records of known ones: all of them, or none if it rejects. Of two users with the same id the
   * later one counts.
   */
  readonly putUsers: (users: Iterable<StoredUser> | AsyncIterable<StoredUser>) => Promise<PutCounts>;
  /** Closes the file. A second call has no effect. */
  readonly close: () => void;
}

/** Ports of a store. */
export interface StorePorts {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Opens a store in a SQLite file. A missing file is created for its owner alone, since it holds data about readers. Needs the
 * package `libsql`.
 *
 * @param file - Path of the file, on a disk of this machine.
 * @throws {StoreError} `driver-missing`, `file-unreachable`, `file-foreign` or `schema-newer`; the methods of the store throw
 *   `store-failed`.
 * @example
 * const store = await openSqliteStore('zephr.db');
 * const endpoint = createEndpoint({ config, secret, store, users: store });
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
    // A prepared statement still runs for a while after its connection was closed.
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

/** Turns an error of SQLite into a `StoreError`. An error thrown by the caller's users is returned as it is. */
function toFailure(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || error.name !== 'SqliteError') return error;
  return new StoreError('store-failed', `${file} could not be used: ${error.message}`, { cause: error });
}

/** Parses a record. The error of `JSON.parse` is not used, since it quotes the record. */
function parseRecord(attributes: string, file: string): UserRecord {
  try {
    return JSON.parse(attributes) as UserRecord;
  } catch {
    throw new StoreError('store-failed', `${file} holds a record that is no JSON; something else wrote into it.`);
  }
}
