import type { SealErrorCode } from '../model/codes.js';

/** A mistake in a page that is sealed or checked. */
export interface SealerMistake {
  readonly code: SealErrorCode;
  /** Where it is in the text of the page, in characters. */
  readonly offset: number;
  /** Says what was found and what to do. It quotes nothing of what is sealed. */
  readonly message: string;
}

/** A mistake in a folder of files. */
export interface FolderMistake extends SealerMistake {
  /** Path of the file, below the folder. */
  readonly file: string;
}
