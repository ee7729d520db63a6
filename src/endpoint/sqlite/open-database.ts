import { access, constants, open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Database, DatabaseConstructor } from './database.js';
import { APPLICATION_ID, MIGRATIONS } from './schema.js';
import { StoreError } from '../store-error.js';

/** Milliseconds to wait for another process that is writing. */
export const PATIENCE = 5000;

const TROUBLES: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder is none',
  EISDIR: 'this is a folder, not a file',
  EACCES: 'reading and writing it is not allowed',
  EPERM: 'reading and writing it is not allowed',
  EROFS: 'its disk can only be read',
};

/**
 * Opens the file of a store, makes it where there is none, and brings an older one to the present schema. Several processes
 * may do so at once.
 *
 * @param file - Path of the file; relative to where the process runs.
 * @throws {StoreError} `file-unreachable`, `file-foreign` or `schema-newer`, with a sentence that names the file.
 */
export async function openDatabase(file: string, Driver: DatabaseConstructor): Promise<Database> {
  // A whole path is never taken for an address or for SQLite's `:memory:`.
  const path = resolve(file);
  await make(path, file);
  for (const until = Date.now() + PATIENCE; ;) {
    let database: Database | null = null;
    try {
      database = new Driver(path, { timeout: PATIENCE });
      prepare(database, file);
      return database;
    } catch (cause) {
      database?.close();
      if (cause instanceof StoreError) throw cause;
      // Nobody waits for whoever turns on write-ahead logging: SQLite answers at once that the file is busy.
      if (!isBusy(cause) || Date.now() > until) throw toStoreError(cause, file);
      await wait(10);
    }
  }
}

/**
 * Makes the file for its owner alone, as it holds what is known of readers; and finds out what speaks against using it. One
 * that is there is not opened: closing it would take this process's own locks away (https://sqlite.org/howtocorrupt.html,
 * 2.2).
 */
async function make(path: string, file: string): Promise<void> {
  try {
    const made = await open(path, 'wx', 0o600).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      await access(path, constants.R_OK | constants.W_OK);
      if ((await stat(path)).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    });
    await made?.close();
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    throw new StoreError('file-unreachable', `${file} cannot be opened: ${TROUBLES[code] ?? message}.`, { cause });
  }
}

function prepare(database: Database, file: string): void {
  const read = (pragma: string): unknown => database.prepare(`PRAGMA ${pragma}`).get()?.[pragma];
  const version = (): number => {
    const taken = Number(read('user_version'));
    const isOurs = read('application_id') === APPLICATION_ID;
    const hasTables = database.prepare('SELECT 1 FROM sqlite_schema').get() !== undefined;
    if (!isOurs && (taken > 0 || hasTables))
      throw new StoreError('file-foreign', `${file} is a database, but not one of zephr. Name another file.`);
    if (taken > MIGRATIONS.length)
      throw new StoreError(
        'schema-newer',
        `${file} was written by a newer zephr (schema ${taken}; this one knows ${MIGRATIONS.length}). Update zephr.`,
      );
    return taken;
  };
  if (version() < MIGRATIONS.length) {
    database.exec('BEGIN IMMEDIATE');
    try {
      // Another process may have been quicker.
      for (const step of MIGRATIONS.slice(version())) database.exec(step);
      database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  }
  // Whoever reads does not wait for whoever writes.
  if (read('journal_mode') !== 'wal') database.exec('PRAGMA journal_mode = WAL');
  // With write-ahead logging, what was committed is with the operating system, and outlives this process however it ends.
  // Only where the machine itself loses power the last moments may be missing, which takes nothing but a count from anybody.
  // FULL would wait for the disk with every page view (https://sqlite.org/pragma.html#pragma_synchronous).
  database.exec('PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF');
}

function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(String((error as { readonly code?: unknown }).code));
}

function toStoreError(cause: unknown, file: string): StoreError {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'SQLITE_NOTADB')
    return new StoreError('file-foreign', `${file} is no SQLite database. Name another file.`, { cause });
  return new StoreError('file-unreachable', `${file} cannot be used as a store: ${message}`, { cause });
}
