import type { ReadersMistakeCode } from '../model/codes.js';
import type { Spot } from '../validate/map-json.js';

/** A mistake in a file of test readers. */
export interface ReadersMistake extends Spot {
  readonly code: ReadersMistakeCode;
  /** JSON pointer (RFC 6901) into the file; `""` is the whole file. */
  readonly pointer: string;
  /** Names the place, what was found and what is known. */
  readonly message: string;
  /** With an error the file cannot be used. A warning names what the config does not have, so that it counts for nothing. */
  readonly severity: 'error' | 'warning';
}

/** A mistake before it is located. */
export type FoundInReaders = Omit<ReadersMistake, 'line' | 'column' | 'severity'> & {
  readonly severity?: 'warning';
};
