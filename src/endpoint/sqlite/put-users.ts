import type { UserRecord } from '../../model/token.js';
import type { Database } from './database.js';
import { isStorable } from '../is-storable.js';
import { DATABASE_BUSY_TIMEOUT_MS } from '../limits.js';
import { StoreError } from '../store-error.js';
import { retryWhileBusy } from './retry-while-busy.js';

/** A user of the publisher, as written into the store. */
export interface StoredUser {
  /** Name of the system that issued the id: `jwt.userStore.foreignKeySystem` of the config. */
  readonly foreignKeySystem: string;
  /** Id of the user in that system: the value of the mapped claim. */
  readonly foreignUserId: string;
  /** Attributes by name; values that JSON can hold. */
  readonly attributes: UserRecord;
}

/** Numbers of users written into the store. */
export interface PutCounts {
  readonly added: number;
  /** Users known before with a different record. */
  readonly changed: number;
  /** Users known before with the same record. */
  readonly unchanged: number;
}

/**
 * Writes users into the store: all of them, or none if one is invalid or the iteration fails. It collects them in a temporary
 * table first, so that the file is locked only while they are copied, and not while a source is read.
 *
 * @param database - A connection that nothing else uses meanwhile.
 * @throws {StoreError} `user-invalid`; an error of the iteration is passed on.
 */
export async function putUsers(
  users: Iterable<StoredUser> | AsyncIterable<StoredUser>,
  database: Database,
): Promise<PutCounts> {
  database.exec(`
    CREATE TEMP TABLE given (system TEXT, id TEXT, attributes TEXT, PRIMARY KEY (system, id)) WITHOUT ROWID;
    BEGIN`);
  const give = database.prepare('INSERT OR REPLACE INTO temp.given VALUES (?, ?, ?)');
  for await (const { foreignKeySystem: system, foreignUserId: id, attributes } of users) {
    if (![system, id].every((text) => typeof text === 'string' && text !== '' && isStorable(text)))
      throw new StoreError('user-invalid', 'A user needs a foreignKeySystem and a foreignUserId, both of them text.');
    give.run(system, id, toJson(attributes));
  }
  database.exec('COMMIT');
  await retryWhileBusy(() => database.exec('BEGIN IMMEDIATE'), DATABASE_BUSY_TIMEOUT_MS);
  try {
    const counts = copyUsers(database);
    database.exec('COMMIT');
    return counts;
  } catch (error) {
    // A closed connection may keep its lock for a while.
    database.exec('ROLLBACK');
    throw error;
  }
}

function copyUsers(database: Database): PutCounts {
  const count = (of: string): number => Number(database.prepare(`SELECT count(*) AS n FROM ${of}`).get()?.['n']);
  const given = count('temp.given');
  const known = count('temp.given JOIN main.users USING (system, id)');
  const { changes } = database
    .prepare(
      `INSERT INTO main.users SELECT * FROM temp.given WHERE true
       ON CONFLICT DO UPDATE SET attributes = excluded.attributes WHERE attributes <> excluded.attributes`,
    )
    .run();
  const added = given - known;
  return { added, changed: changes - added, unchanged: given - changes };
}

/** @throws {StoreError} `user-invalid`. The error of `JSON.stringify` is not used, since it can quote the record. */
function toJson(attributes: UserRecord): string {
  try {
    const text: unknown = JSON.stringify(attributes);
    if (typeof text === 'string') return text;
  } catch {
    // Nested too deeply, or in itself.
  }
  throw new StoreError('user-invalid', 'The attributes of a user must be values that JSON can hold.');
}
