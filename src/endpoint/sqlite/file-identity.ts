import { statSync } from 'node:fs';

/**
 * Remembers which file is at a path, so that a deleted or replaced one is noticed: an open connection goes on with the old
 * file, where no other program and no later start finds what it writes (https://sqlite.org/howtocorrupt.html, section 4.2).
 */
export interface FileIdentity {
  /** Whether the same file is still at its path. Takes some microseconds. */
  readonly isInPlace: () => boolean;
}

/**
 * Remembers the files that are at some paths now.
 *
 * @param paths - A path without a file is not watched.
 */
export function rememberFiles(paths: readonly string[]): FileIdentity {
  const known = paths.map((path) => ({ path, key: keyOf(path) })).filter(({ key }) => key !== null);
  return {
    isInPlace: () =>
      known.every(({ path, key }) => {
        try {
          return keyOf(path) === key;
        } catch {
          // A folder that may no longer be read says nothing about the file.
          return true;
        }
      }),
  };
}

/** Device and number of the file at a path; `null` without a file. */
function keyOf(path: string): string | null {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found ? `${found.dev} ${found.ino}` : null;
}
