import type { MergeConflict } from '../../src/edit/merge-edits.js';
import type { ConfigDocument } from './config-document.js';
import type { ConsoleState, FileText } from './console-api.js';
import type { EditedFile } from './edited-file.js';
import type { Notice } from './notice.js';
import { parseFile } from './parse-file.js';
import type { ReadersDocument } from './readers-document.js';
import type { Edited } from './undo-order.js';

/** Edits of both sides at the same places: nothing is written before each is decided. */
export interface OpenConflict {
  readonly theirs: FileText;
  readonly conflicts: readonly MergeConflict[];
}

/** The store, as far as changes of other programs need it. */
export interface ChangedStore {
  readonly configFile: ConfigDocument;
  readonly readersFile: ReadersDocument;
  readonly isSaving: () => boolean;
  readonly readState: () => Promise<ConsoleState>;
  readonly say: (tone: Notice['tone'], text: string, actions?: Notice['actions']) => void;
  readonly dismiss: () => void;
  /** Writes a file again that is gone. */
  readonly writeAgain: () => void;
  /** Begins with another text of a file. */
  readonly reopen: (edited: Edited, file: FileText) => void;
  /** Is called once the edits of a file were replayed on another text. */
  readonly onRebased: (edited: Edited) => void;
  readonly tell: () => void;
}

/** Files that other programs change while they are edited here: their edits come in, and nothing of either side is lost. */
export class ForeignChanges {
  /** The places that both changed; `null` without any. */
  conflict: OpenConflict | null = null;
  readonly #store: ChangedStore;
  /** Hash of a text that another program has written while the typed one is not JSON. */
  #waiting: string | null = null;

  constructor(store: ChangedStore) {
    this.#store = store;
  }

  /** Takes a config that another program has written. */
  async onFile(hash: string | null): Promise<void> {
    const { configFile, say } = this.#store;
    const { name } = configFile;
    if (hash === configFile.file?.hash || this.#store.isSaving()) return;
    const { file } = await this.#store.readState();
    if (file?.hash === configFile.file?.hash) return;
    if (file && this.#mustWait()) {
      this.#waitFor(file);
    } else if (!configFile.isChanged && file) {
      this.#store.reopen('config', file);
      say('info', `${name} was changed by another program, and loaded again.`);
    } else if (!file) {
      say('warning', `${name} was deleted or moved.`, [this.writeAgain()]);
    } else if (parseFile(file.text) === undefined) {
      say('warning', `Another program has changed ${name}, and it is not JSON now. Your edits are still here.`);
    } else {
      this.merge(file);
    }
  }

  /** Takes the text that waited for a typed one to be JSON. */
  onSound(): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting !== null) void this.onFile(waiting);
  }

  /** Takes test readers that another program has written. Where both changed the same place, mine are kept until a save asks. */
  async onReaders(hash: string | null): Promise<void> {
    const { readersFile, say, dismiss } = this.#store;
    if (hash === readersFile.file?.hash || this.#store.isSaving()) return;
    const { file: theirs } = (await this.#store.readState()).readers;
    if (theirs.hash === readersFile.file?.hash) return;
    const { unsaved, name } = readersFile;
    if (unsaved.length === 0) {
      this.#store.reopen('readers', theirs);
      say('info', `${name} was changed by another program, and loaded again.`);
      return;
    }
    const conflicts = readersFile.rebase(theirs, () => true);
    this.#store.onRebased('readers');
    if (conflicts.length === 0) return this.#sayKept(readersFile);
    const load = (): void => {
      this.#store.reopen('readers', theirs);
      dismiss();
    };
    say('warning', `${name} was changed by another program at the same places as here.`, [
      { label: 'Keep mine', run: dismiss },
      { label: 'Take theirs', run: load },
    ]);
  }

  /** Replays the unsaved edits on another text of the config, or asks where both sides changed the same place. */
  merge(theirs: FileText): void {
    const { configFile } = this.#store;
    // A save may be refused while a text is typed.
    if (this.#mustWait()) return this.#waitFor(theirs);
    const conflicts = configFile.conflictsWith(theirs);
    if (conflicts.length > 0) {
      this.conflict = { theirs, conflicts };
      this.#store.tell();
      return;
    }
    this.#rebase(theirs, () => false);
    this.#sayKept(configFile);
  }

  /** Decides a conflict: at each pointer of the set mine is kept, at the others theirs. */
  resolve(mine: ReadonlySet<string>): void {
    const { conflict } = this;
    if (!conflict) return;
    this.#rebase(conflict.theirs, ({ pointer }) => mine.has(pointer));
    this.conflict = null;
    this.#store.tell();
  }

  /** The action that writes a file again that is gone. */
  writeAgain(): Notice['actions'][number] {
    return { label: 'Write it again', run: this.#store.writeAgain };
  }

  /** Whether a text is being typed that is not JSON yet. */
  #mustWait(): boolean {
    const { isBroken, typed } = this.#store.configFile;
    return isBroken && typed !== null;
  }

  #waitFor({ hash }: FileText): void {
    const { configFile, say } = this.#store;
    this.#waiting = hash;
    say('warning', `Another program has changed ${configFile.name}. Its edits come in once your text is JSON.`);
  }

  #rebase(theirs: FileText, isMine: (conflict: MergeConflict) => boolean): void {
    this.#store.configFile.rebase(theirs, isMine);
    this.#store.onRebased('config');
  }

  #sayKept({ name }: EditedFile): void {
    this.#store.say(
      'info',
      `${name} was changed by another program. Your edits were kept beside those of the other one.`,
    );
  }
}
