import type { PreviewReason } from '../model/codes.js';

export type { PreviewReason };

/** A preview cannot be signed. */
export class PreviewError extends Error {
  override readonly name = 'PreviewError';
  readonly code: PreviewReason;
  /** Where: the pointer of the edit that is refused, or the name of an option. */
  readonly place: string;

  constructor(code: PreviewReason, place: string, detail: string) {
    super(`${place}: ${detail}`);
    this.code = code;
    this.place = place;
  }
}
