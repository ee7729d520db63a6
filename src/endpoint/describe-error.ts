import { StoreError } from './store-error.js';

/** The name and the codes of an error, for the log. */
export interface ErrorName {
  /** `StoreError`, `TypeError` …; of a thrown value that is no error, its type. */
  readonly error: string;
  /** Code of the error: `file-locked`, `ECONNREFUSED` … */
  readonly code: string;
  /** Of a `StoreError`: the code that its driver or server gave. */
  readonly driver?: string;
}

/** Names as people write them: builds shorten the names of classes to a few letters, and no text of a request looks so. */
const NAME = /^[A-Z][A-Za-z]{3,39}$/;
const CODE = /^[A-Za-z0-9][\w-]{0,63}$/;

/**
 * Names an error for the log: by its member `name` and not by its class, whose name differs from build to build. The message
 * is left out, as it may quote anything.
 *
 * @param error - The thrown value; of any type.
 * @param otherwise - The code of an error that has none.
 */
export function describeError(error: unknown, otherwise: string): ErrorName {
  if (!(error instanceof Error)) return { error: typeof error, code: otherwise };
  const { name, code, driver } = error as Error & { readonly code?: unknown; readonly driver?: unknown };
  return {
    error: typeof name === 'string' && NAME.test(name) ? name : 'Error',
    code: typeof code === 'string' && CODE.test(code) ? code : otherwise,
    ...(error instanceof StoreError && typeof driver === 'string' && CODE.test(driver) && { driver }),
  };
}
