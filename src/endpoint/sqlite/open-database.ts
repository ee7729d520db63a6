import { access, constants, open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Database, DatabaseConstructor } from './database.js';
import { DATABASE_BUSY_TIMEOUT_MS, MAX_CHECKED_FILE_BYTES } from '../limits.js';
import { StoreError } from '../store-error.js';
import { retryWhileBusy } from './retry-while-busy.js';
import { APPLICATION_ID, MIGRATIONS, TABLES } from './schema.js';
import { isBusy, isDamage } from './sqlite-errors.js';
import type { OpenedFile } from './store-file.js';
import { toStoreError } from './to-store-error.js';

/** Plain words for errors of the file system, as they follow "cannot be opened:". */
const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'the path of its folder is a file',
  EISDIR: 'this is a folder, not a file',
  EACCES: 'reading and writing it is not allowed',
  EPERM: 'reading and writing it is not allowed',
  EROFS: 'its disk can only be read',
};

/**
 * Opens the file of a store, creates it if it is missing, and migrates an older schema. Several processes may do so at once.
 * The connection never waits for a lock: SQLite reports a locked file at once.
 *
 * @param file - Path of the file, relative to the working directory.
 * @throws {StoreError} `file-unreachable`, `file-foreign`, `file-damaged`, `file-locked` or `schema-newer`, with a sentence
 *   that names the file.
 */
export async function openDatabase(file: string, Driver: DatabaseConstructor): Promise<OpenedFile> {
  // SQLite never takes an absolute path for an address or for `:memory:`.
  const path = resolve(file);
  await createFile(path, file);
  try {
    return await retryWhileBusy(() => {
      const database = new Driver(path, { timeout: 0 });
      try {
        prepareSchema(database, file);
        checkSoundness(database);
        return { name: file, path, database };
      } catch (error) {
        database.close();
        throw error;
      }
    }, DATABASE_BUSY_TIMEOUT_MS);
  } catch (cause) {
    throw cause instanceof StoreError ? cause : explainFailure(cause, file);
  }
}

/**
 * Creates the file for its owner alone, since it holds data about readers, and checks that it can be used. An existing file
 * is not opened, because closing it would drop this process's own locks (https://sqlite.org/howtocorrupt.html, 2.2).
 */
async function createFile(path: string, file: string): Promise<void> {
  try {
    const made = await open(path, 'wx', 0o600).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      await access(path, constants.R_OK | constants.W_OK);
      if ((await stat(path)).isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' });
    });
    await made?.close();
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    throw new StoreError('file-unreachable', `${file} cannot be opened: ${FILE_ERRORS[code] ?? message}.`, { cause });
  }
}

function prepareSchema(database: Database, file: string): void {
  const read = (pragma: string): unknown => database.prepare(`PRAGMA ${pragma}`).get()?.[pragma];
  const version = (): number => {
    const taken = Number(read('user_version'));
    const isOurs = read('application_id') === APPLICATION_ID;
    const hasTables = database.prepare('SELECT 1 FROM sqlite_schema').get() !== undefined;
    if (!isOurs && (taken > 0 || hasTables))
      throw new StoreError('file-foreign', `${file} is a database of another program. Name another file.`);
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
      // Another process may have migrated it meanwhile.
      for (const step of MIGRATIONS.slice(version())) database.exec(step);
      database.exec(`PRAGMA user_version = ${MIGRATIONS.length}; COMMIT`);
    } catch (error) {
      database.exec('ROLLBACK');
      throw error;
    }
  }
  // With write-ahead logging, reading does not wait for writing.
  if (read('journal_mode') !== 'wal') database.exec('PRAGMA journal_mode = WAL');
  // NORMAL hands a commit to the operating system, so it survives the end of this process. A power failure may lose the last
  // moments, which are only counts. FULL would wait for the disk on every page view
  // (https://sqlite.org/pragma.html#pragma_synchronous).
  database.exec('PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF');
}

/**
 * Reads the file to find damage at the start, not in a request: all of it, unless it is large; then the first and last rows.
 *
 * @throws The error of SQLite for damage.
 */
function checkSoundness(database: Database): void {
  const read = (pragma: string): number => Number(Object.values(database.prepare(`PRAGMA ${pragma}`).get() ?? {})[0]);
  for (const [table, key] of Object.entries(TABLES)) {
    const [first = ''] = key.split(',');
    for (const order of ['ASC', 'DESC'])
      database.prepare(`SELECT * FROM ${table} ORDER BY ${first} ${order} LIMIT 1`).get();
  }
  if (read('page_count') * read('page_size') > MAX_CHECKED_FILE_BYTES) return;
  const found = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
  if (found !== 'ok') throw Object.assign(new Error(String(found)), { name: 'SqliteError', code: 'SQLITE_CORRUPT' });
}

function explainFailure(cause: unknown, file: string): unknown {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (code === 'SQLITE_NOTADB')
    return new StoreError('file-foreign', `${file} is not an SQLite database. Name another file.`, { cause });
  if (isBusy(cause) || isDamage(cause)) return toStoreError(cause, file);
  return new StoreError('file-unreachable', `${file} cannot be used as a store: ${message}`, { cause });
}
