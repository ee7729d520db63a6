/** Kinds of failures of SQLite, by its result codes: https://sqlite.org/rescode.html */

/** The result code, such as `SQLITE_FULL`; `''` of any other error. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && error.name === 'SqliteError' ? String((error as { readonly code?: unknown }).code) : '';

/** Whether an error is one of SQLite's own. */
export function isSqliteError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'SqliteError';
}

/** Whether another connection holds the lock. The operation has changed nothing and may be tried again. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(codeOf(error));
}

/** Whether the file holds something that is not what SQLite has written. */
export function isDamage(error: unknown): boolean {
  return /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));
}
