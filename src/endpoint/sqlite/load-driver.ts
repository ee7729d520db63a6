import { loadOptional } from '../load-optional.js';
import type { DatabaseConstructor } from './database.js';

/**
 * Loads libsql, which brings SQLite as a binary.
 *
 * @throws {StoreError} `driver-missing`.
 */
export async function loadDriver(): Promise<DatabaseConstructor> {
  const { default: open } = await loadOptional('libsql', () => import('libsql'));
  return open as unknown as DatabaseConstructor;
}
