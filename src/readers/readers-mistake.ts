import type { Spot } from '../validate/map-json.js';

/** Codes of the mistakes in a file of test readers. Stable: tools and tests rely on them. */
export type ReadersMistakeCode =
  | 'readers-not-json'
  | 'readers-too-deep'
  | 'version-unknown'
  | 'type-wrong'
  | 'field-missing'
  | 'value-unknown'
  | 'value-invalid'
  | 'member-unknown'
  | 'member-twice'
  | 'reader-unknown'
  | 'feature-unknown'
  | 'expectation-empty'
  | 'tracker-unknown'
  | 'split-test-unknown'
  | 'group-unknown';

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
