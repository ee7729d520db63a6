/** Stores of a test in a folder of its own, which goes after the test. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { afterEach, beforeEach } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadDriver } from '../../src/endpoint/sqlite/load-driver.js';
import { openSqliteStore, type SqliteStore } from '../../src/endpoint/sqlite/open-sqlite-store.js';
import type { StoredUser } from '../../src/endpoint/sqlite/put-users.js';
import { StoreError } from '../../src/endpoint/store-error.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of the current test. */
export let folder: string;
/** Path of the store of the current test; nothing is there before the test opens it. */
export let file: string;
const opened: SqliteStore[] = [];

/** Makes a new folder before each test, closes its stores after it and removes the folder. */
export function useStoreFolder(): void {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zephr-store-'));
    file = join(folder, 'zephr.sqlite');
  });

  afterEach(async () => {
    for (const store of opened.splice(0)) store.close();
    await rm(folder, { recursive: true });
  });
}

/** Opens a store until the end of the test. */
export async function openStore(path = file, now?: () => number): Promise<SqliteStore> {
  const store = await openSqliteStore(path, now && { now });
  opened.push(store);
  return store;
}

/** Checks a `StoreError` by code and message. */
export function isStoreError(code: string, says: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof StoreError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, says);
    return true;
  };
}

/** Runs SQL on the file by another connection. */
export async function runSql(sql: string, path = file): Promise<void> {
  const Driver = await loadDriver();
  const database = new Driver(path, { timeout: 5000 });
  database.exec(sql);
  database.close();
}

/**
 * Locks the file by another connection, as an open transaction in a shell does.
 *
 * @returns Ends the transaction.
 */
export async function lockFile(path = file): Promise<() => void> {
  const Driver = await loadDriver();
  const database = new Driver(path, { timeout: 5000 });
  database.exec('BEGIN IMMEDIATE');
  return () => {
    database.exec('ROLLBACK');
    database.close();
  };
}

/** Starts another process with the store open in `store`. */
export function startProcess(
  program: string,
  options: { readonly uid?: number; readonly gid?: number } = {},
): { readonly child: ChildProcessByStdio<Writable, Readable, null>; readonly ended: Promise<string> } {
  const source = new URL('../../src/endpoint/sqlite/open-sqlite-store.ts', import.meta.url).href;
  const text = `import { openSqliteStore } from ${JSON.stringify(source)};
    const open = () => openSqliteStore(${JSON.stringify(file)});
    ${program}`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', text], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
    ...options,
  });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
  return { child, ended: once(child, 'close').then(() => out.trim()) };
}

/** A user of the system `crm`. */
export function aUser(foreignUserId: string, attributes: StoredUser['attributes'] = {}): StoredUser {
  return { foreignKeySystem: 'crm', foreignUserId, attributes };
}
