/** The name and the code of an error, for the log. */
export interface ErrorName {
  /** `StoreError`, `TypeError` …; of a thrown value that is no error, its type. */
  readonly error: string;
  /** Code of the error, where it has one: `file-locked`, `ECONNREFUSED` … */
  readonly code?: string;
}

/** Names as people write them: builds shorten the names of classes to a few letters, and no text of a request looks so. */
const NAME = /^[A-Z][A-Za-z]{3,39}$/;
const CODE = /^[A-Za-z][\w-]{0,63}$/;

/**
 * Names an error for the log: by its member `name` and not by its class, whose name differs from build to build. The message
 * is left out, as it may quote anything.
 *
 * @param error - The thrown value; of any type.
 */
export function describeError(error: unknown): ErrorName {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name, code } = error as Error & { readonly code?: unknown };
  return {
    error: typeof name === 'string' && NAME.test(name) ? name : 'Error',
    ...(typeof code === 'string' && CODE.test(code) && { code }),
  };
}
