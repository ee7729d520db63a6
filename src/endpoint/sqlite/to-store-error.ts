import { StoreError } from '../store-error.js';
import { codeOf, isBusy, isDamage, isSqliteError } from './sqlite-errors.js';

/**
 * Turns an error of SQLite into a `StoreError` with a sentence that names the file. Any other error, such as one thrown by
 * the caller's own code, is returned as it is.
 *
 * @param name - Path of the file, as the caller wrote it.
 */
export function toStoreError(error: unknown, name: string): unknown {
  if (!isSqliteError(error)) return error;
  if (isBusy(error)) return fileLocked(name, error);
  if (isDamage(error))
    return new StoreError('file-damaged', `${name} is damaged: ${error.message}. Restore it from a copy.`, {
      cause: error,
    });
  return new StoreError('store-failed', `${name} failed: ${error.message}.`, {
    cause: error,
    driver: codeOf(error),
  });
}

/** The error of an operation that another program keeps from its file. */
export function fileLocked(name: string, cause: unknown): StoreError {
  return new StoreError(
    'file-locked',
    `${name} is locked by another program: a transaction that is not ended, a copy that is made, or a process that hangs.`,
    { cause },
  );
}
