import type { EditErrorCode } from '../model/codes.js';

/**
 * A change of one place of a config: of JSON values, so that it can be stored and sent.
 *
 * - `before` and `after`: the value is replaced.
 * - `after` alone: a member or an item is added. In a list the last step of the pointer is where it goes, and the items
 *   behind it move up.
 * - `before` alone: it is removed.
 *
 * A move is a removal and an addition.
 *
 * @example { pointer: '/features/articles/rules/registered/limit', before: 3, after: 5 }
 */
export interface Edit {
  /** JSON pointer (RFC 6901) to the value; `""` is the whole config. */
  readonly pointer: string;
  /** The value until now. Missing: there was nothing. */
  readonly before?: unknown;
  /** The value from now on. Missing: there is nothing. */
  readonly after?: unknown;
  /**
   * Where a member is among those of its object, so that undoing a removal gives it its place back. Missing: at the end.
   * It counts only for members that are added or removed.
   */
  readonly index?: number;
}

export type { EditErrorCode };

/** Where an edit that does not apply is. */
export interface EditErrorPlace {
  /** JSON pointer of the edit. */
  readonly pointer: string;
  /** Position of the edit in its list, from 0; `null` where the list or the text is wrong as a whole. */
  readonly position: number | null;
  /** Line in the text, from 1, where edits are written into text. */
  readonly line?: number;
  /** Column in the text, from 1. */
  readonly column?: number;
}

/** An edit does not apply. Nothing has changed then: no edit of the list was applied, and nothing was written. */
export class EditError extends Error {
  override readonly name = 'EditError';
  readonly code: EditErrorCode;
  readonly pointer: string;
  readonly position: number | null;
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(code: EditErrorCode, place: EditErrorPlace, detail: string) {
    super(`${place.pointer || 'config'}: ${detail}`);
    this.code = code;
    this.pointer = place.pointer;
    this.position = place.position;
    this.line = place.line;
    this.column = place.column;
  }
}

/** Whether the edit adds a member or an item. */
export function isAddition(edit: Edit): boolean {
  return edit.before === undefined;
}

/** Whether the edit removes a member or an item. */
export function isRemoval(edit: Edit): boolean {
  return edit.after === undefined;
}
