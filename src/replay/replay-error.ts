import type { ReplayErrorCode } from '../model/codes.js';

/** A file is not an exported decision that this version can decide again. */
export class ReplayError extends Error {
  override readonly name = 'ReplayError';
  readonly code: ReplayErrorCode;
  /** JSON pointer (RFC 6901) into the file; `""` is the whole file. */
  readonly pointer: string;

  constructor(code: ReplayErrorCode, pointer: string, detail: string) {
    super(`${pointer || 'decision'}: ${detail}`);
    this.code = code;
    this.pointer = pointer;
  }
}
