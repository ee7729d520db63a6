import { writeEdits } from '../../src/edit/write-edits.js';
import type { Config } from '../../src/model/config.js';
import type { ReadersFile, TestReader } from '../../src/model/readers-types.js';
import { readReaders } from '../../src/readers/read-readers.js';
import type { ReadersMistake } from '../../src/readers/readers-mistake.js';
import { EditedFile } from './edited-file.js';

/** A file without readers. */
const EMPTY: ReadersFile = { version: 1, readers: {} };

interface Checked {
  /** The value that was checked. */
  readonly of: unknown;
  readonly file: ReadersFile;
  readonly mistakes: readonly ReadersMistake[];
}

/** The test readers as they are edited: a file beside the config, which is saved with it. */
export class ReadersDocument extends EditedFile {
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
