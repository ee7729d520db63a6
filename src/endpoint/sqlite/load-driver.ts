import type { OpenDatabase } from './database.js';
import { StoreError } from '../store-error.js';

/**
 * Loads libsql, which holds SQLite itself as a binary. It is an optional dependency: who keeps his users elsewhere, or runs
 * where there are no files, does without.
 *
 * @throws {StoreError} `driver-missing` where it, or its binary for this machine, is not installed.
 */
export async function loadDriver(): Promise<OpenDatabase> {
  try {
    const { default: open } = await import('libsql');
    return open as unknown as OpenDatabase;
  } catch (cause) {
    const isMissing = /^(ERR_)?MODULE_NOT_FOUND$/.test(String((cause as NodeJS.ErrnoException).code));
    const what = isMissing ? 'is not installed, or not for this machine' : `cannot be loaded: ${String(cause)}`;
    throw new StoreError(
      'driver-missing',
      `The store needs the package libsql, which ${what}. Install it: npm install libsql`,
      { cause },
    );
  }
}
