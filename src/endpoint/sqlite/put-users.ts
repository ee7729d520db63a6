import type { UserRecord } from '../../model/token.js';
import type { Database } from './database.js';
import { isStorable } from '../is-storable.js';
import { StoreError } from '../store-error.js';

/** A reader of the publisher's, as he is put into the store. */
export interface StoredUser {
  /** The system that the id is of; the same name as `jwt.userStore.foreignKeySystem` in the config. */
  readonly foreignKeySystem: string;
  /** His id in that system, as the mapped claim of his token has it. */
  readonly foreignUserId: string;
  /** His record: attributes by name, of whatever JSON can hold. */
  readonly attributes: UserRecord;
}

/** How many users were put into the store. */
export interface PutCounts {
  readonly added: number;
  /** Known before, with another record. */
  readonly changed: number;
  /** Known before, with this very record. */
  readonly unchanged: number;
}

/**
 * Puts users into the store: all of them, or where one is no user or giving them fails, none. They are gathered in a table
 * of their own first, so that other processes wait for as long as it takes to take that over, and not while a file is read.
 *
 * @param database - A connection that nothing else uses meanwhile.
 * @throws {StoreError} `user-invalid`, or what giving the users throws.
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
    give.run(system, id, JSON.stringify(attributes));
  }
  database.exec('COMMIT; BEGIN IMMEDIATE');
  try {
    const counts = takeOver(database);
    database.exec('COMMIT');
    return counts;
  } catch (error) {
    // A connection that is closed may live on for a while, and its lock with it.
    database.exec('ROLLBACK');
    throw error;
  }
}

function takeOver(database: Database): PutCounts {
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
