import type { StoreState, TellsState } from '../store-state.js';
import type { AsyncEventStore, AsyncPreviewStore, AsyncSessionStore, GiftStore } from '../store.js';
import { createCountTable } from './create-count-table.js';
import { createGiftClaims, type ClaimGift } from './create-gift-claims.js';
import { createPreviewTable } from './create-preview-table.js';
import { createSessionTable } from './create-session-table.js';
import { createUsageTable, type UsageTable } from './create-usage-table.js';
import { createUserTable, type UserTable } from './create-user-table.js';
import { loadDriver } from './load-driver.js';
import { openDatabase } from './open-database.js';
import { putUsers, type PutCounts, type StoredUser } from './put-users.js';
import { StoreFile } from './store-file.js';
import { toStoreError } from './to-store-error.js';

/** Users, gifts, usage, sessions, previews and counts of events in one SQLite file, which several processes on one machine may use at once. */
export interface SqliteStore
  extends UserTable, GiftStore, UsageTable, AsyncSessionStore, AsyncPreviewStore, AsyncEventStore, TellsState {
  readonly claimGift: ClaimGift;
  /**
   * Adds users and replaces the records of known ones: all of them, or none if it rejects. Of two users with the same id the
   * later one counts.
   */
  readonly putUsers: (users: Iterable<StoredUser> | AsyncIterable<StoredUser>) => Promise<PutCounts>;
  readonly state: () => StoreState;
  /** Closes the file. A second call has no effect. */
  readonly close: () => void;
}

/** Ports of a store. */
export interface StorePorts {
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Opens a store in a SQLite file. A missing file is created for its owner alone, because it contains data about readers. Needs
 * the package `libsql`.
 *
 * No method waits for a lock in the thread. While another program holds the lock of the file, methods that write reject with
 * `file-locked` after half a second, then at once; reading continues.
 *
 * @param file - Path of the file, on a disk of this machine.
 * @throws {StoreError} `driver-missing`, `file-unreachable`, `file-foreign`, `file-damaged`, `file-locked` or `schema-newer`;
 *   the methods of the store reject with `file-locked`, `file-lost`, `file-damaged` or `store-failed`.
 * @example
 * const store = await openSqliteStore('zephr.db');
 * const endpoint = createEndpoint({ config, secret, store, users: store });
 */
export async function openSqliteStore(
  file: string,
  { now = Date.now }: Partial<StorePorts> = {},
): Promise<SqliteStore> {
  const driver = await loadDriver();
  const opened = await openDatabase(file, driver);
  const { database } = opened;
  const storeFile = new StoreFile(opened);
  const usage = createUsageTable(storeFile, database, now);
  return {
    ...createUserTable(storeFile, database, file),
    claimGift: createGiftClaims(storeFile, database, now),
    ...createPreviewTable(storeFile, database, now),
    ...createCountTable(storeFile, database, now),
    ...createSessionTable(storeFile, database, now),
    spend: (...view) => usage.spend(...view),
    readUsage: (reader) => usage.readUsage(reader),
    carry: (from, to) => usage.carry(from, to),
    forgetUsage: (reader) => usage.forgetUsage(reader),
    putUsers: async (users) => {
      const own = await openDatabase(file, driver);
      try {
        return await putUsers(users, own.database);
      } catch (error) {
        throw toStoreError(error, file);
      } finally {
        own.database.close();
      }
    },
    state: () => storeFile.state(),
    close: () => storeFile.close(),
  };
}
