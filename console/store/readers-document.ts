import type { Edit } from '../../src/edit/edit.js';
import { editsBetween } from '../../src/edit/edits-between.js';
import { applyEdits } from '../../src/edit/apply-edits.js';
import { type History, recordEdits, startHistory } from '../../src/edit/history.js';
import { keepMine, mergeEdits } from '../../src/edit/merge-edits.js';
import { readAt } from '../../src/edit/read-member.js';
import { writeEdits } from '../../src/edit/write-edits.js';
import { splitPointer } from '../../src/lib/split-pointer.js';
import type { Config } from '../../src/model/config.js';
import type { ReadersFile, TestReader } from '../../src/model/readers-types.js';
import { readReaders } from '../../src/readers/read-readers.js';
import type { ReadersMistake } from '../../src/readers/readers-mistake.js';
import type { FileText } from './console-api.js';
import { editsToSet } from './edits-to-set.js';
import { parseFile } from './parse-file.js';

/** A file without readers. */
const EMPTY: ReadersFile = { version: 1, readers: {} };

interface Checked {
  /** The value that was checked. */
  readonly of: unknown;
  readonly file: ReadersFile;
  readonly mistakes: readonly ReadersMistake[];
}

/** The test readers as they are edited: a file beside the config, which is saved with it. */
export class ReadersDocument {
  /** Name of the file. */
  name = '';
  file: FileText | null = null;
  /** The readers of `file`; `null` where it is not JSON. Unsaved edits are the difference from it. */
  saved: unknown = null;
  history: History = startHistory(null);
  #checked: Checked | null = null;

  /** Whether the file can be edited here. */
  get isSound(): boolean {
    return this.saved !== null;
  }

  /** The readers and expectations, as far as they have no mistake; otherwise none. */
  get value(): ReadersFile {
    return this.#check().file;
  }

  get readers(): Readonly<Record<string, TestReader>> {
    return this.value.readers;
  }

  /** Mistakes of the file by itself. Names that a config does not have are looked for by `findUnknown`. */
  get mistakes(): readonly ReadersMistake[] {
    return this.#check().mistakes;
  }

  /** Finds readers, features, trackers and groups that the file names and the config does not have. */
  findUnknown(config: Config): readonly ReadersMistake[] {
    try {
      return this.isSound ? readReaders(JSON.stringify(this.history.config), [config]).mistakes : [];
    } catch {
      // A config with mistakes has its own list of them.
      return [];
    }
  }

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
  open(name: string, file: FileText | null): void {
    this.name = name;
    this.file = file;
    this.saved = file && (parseFile(file.text) ?? null);
    this.history = startHistory(this.saved);
  }

  record(edits: readonly Edit[], group: string | null): void {
    this.history = recordEdits(this.history, edits, group);
  }

  /** Takes over what a save has written. */
  onSaved(written: FileText, value: unknown, isMerged: boolean): void {
    if (isMerged) {
      this.open(this.name, written);
      return;
    }
    this.file = written;
    this.saved = value;
  }

  /**
   * Replays the unsaved edits on another text.
   *
   * @param isMine - Whether mine are kept at places that both changed; otherwise theirs.
   * @returns The number of places that both changed.
   */
  rebase(theirs: FileText, isMine: boolean): number {
    const next = parseFile(theirs.text) ?? null;
    const { edits, conflicts } = mergeEdits(this.saved, this.unsaved, editsBetween(this.saved, next));
    const merged = applyEdits(next, edits);
    const all = [...edits, ...(isMine ? conflicts.map((one) => keepMine(merged, one)) : [])];
    this.open(this.name, theirs);
    this.history = recordEdits(this.history, all);
    return conflicts.length;
  }

  #check(): Checked {
    const { config: of } = this.history;
    const known = this.#checked;
    if (known !== null && known.of === of) return known;
    // Positions are those of the text that would be saved.
    const text = of === null ? (this.file?.text ?? '') : writeEdits(this.file!.text, this.unsaved);
    const { file, mistakes } = readReaders(text, []);
    const checked = { of, file: file ?? EMPTY, mistakes };
    this.#checked = checked;
    return checked;
  }
}
