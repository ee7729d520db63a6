import { applyEdits } from '../../src/edit/apply-edits.js';
import type { Edit } from '../../src/edit/edit.js';
import { editsBetween } from '../../src/edit/edits-between.js';
import { type History, recordEdits, startHistory } from '../../src/edit/history.js';
import { keepMine, type MergeConflict, mergeEdits } from '../../src/edit/merge-edits.js';
import { readAt } from '../../src/edit/read-member.js';
import { splitPointer } from '../../src/lib/split-pointer.js';
import type { FileText } from './console-api.js';
import { editsToSet } from './edits-to-set.js';
import { parseFile } from './parse-file.js';

/** A file of JSON as it is edited: its text on disk, and the edits since. */
export class EditedFile {
  /** Name of the file. */
  name = '';
  /** The file as it was read or written last; `null` without one. */
  file: FileText | null = null;
  /** Whether the text is not JSON. */
  isBroken = false;
  /** The value of `file`; `null` where it is not JSON. Unsaved edits are the difference from it. */
  saved: unknown = null;
  history: History = startHistory(null);

  /** Edits that the file does not have yet. */
  get unsaved(): readonly Edit[] {
    return this.saved === this.history.config ? [] : editsBetween(this.saved, this.history.config);
  }

  /** Reads the value at a pointer; `undefined` where nothing is. */
  read(pointer: string): unknown {
    return readAt(this.history.config, splitPointer(pointer));
  }

  /** Creates the edits that give a place a value; `undefined` removes it. */
  editsFor(pointer: string, value: unknown): Edit[] {
    return editsToSet(this.history.config, pointer, value);
  }

  /** Begins with a text: no edits. */
  open(file: FileText | null): void {
    this.file = file;
    const value = file && parseFile(file.text);
    this.isBroken = value === undefined;
    this.saved = value ?? null;
    this.history = startHistory(this.saved);
  }

  /** Applies edits as one step; those of one gesture that follow each other are one. */
  record(edits: readonly Edit[], group: string | null): void {
    this.history = recordEdits(this.history, edits, group);
  }

  /** Takes over what a save has written. */
  onSaved(written: FileText, value: unknown): void {
    this.file = written;
    this.saved = value;
  }

  /** Finds the places that the unsaved edits and another text changed, each in another way. */
  conflictsWith(theirs: FileText): readonly MergeConflict[] {
    return mergeEdits(this.saved, this.unsaved, editsBetween(this.saved, parseFile(theirs.text) ?? null)).conflicts;
  }

  /**
   * Replays the unsaved edits on another text, as one step.
   *
   * @param isMine - Whether mine is kept at a place that both changed; otherwise theirs.
   * @returns The places that both changed.
   */
  rebase(theirs: FileText, isMine: (conflict: MergeConflict) => boolean): readonly MergeConflict[] {
    const next = parseFile(theirs.text) ?? null;
    const { edits, conflicts } = mergeEdits(this.saved, this.unsaved, editsBetween(this.saved, next));
    const merged = applyEdits(next, edits);
    const all = [...edits, ...conflicts.filter(isMine).map((one) => keepMine(merged, one))];
    this.open(theirs);
    this.record(all, null);
    return conflicts;
  }
}
