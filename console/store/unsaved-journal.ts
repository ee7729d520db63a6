import type { Edit } from '../../src/edit/edit.js';
import { isSameJson } from '../../src/lib/is-same-json.js';
import { count } from '../parts/count.js';
import type { ConfigDocument } from './config-document.js';
import type { ApiError, ConsoleApi, KeptEdits } from './console-api.js';
import type { Notice } from './notice.js';
import type { ReadersDocument } from './readers-document.js';

/** How long edits rest before they are kept in the journal. */
const KEEP_DELAY_MS = 300;

/** The store, as far as the journal needs it. */
export interface UnsavedStore {
  readonly api: ConsoleApi;
  readonly configFile: ConfigDocument;
  readonly readersFile: ReadersDocument;
  readonly isSaving: () => boolean;
  readonly edit: (edits: readonly Edit[]) => void;
  readonly editReaders: (edits: readonly Edit[]) => void;
  readonly setText: (text: string) => void;
  readonly say: (tone: Notice['tone'], text: string, actions?: Notice['actions']) => void;
  readonly dismiss: () => void;
}

/** Edits that are not saved yet, kept by the process for the case that the page or the process ends. */
export class UnsavedJournal {
  readonly #store: UnsavedStore;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: UnsavedStore) {
    this.#store = store;
  }

  /** Keeps the edits once they rest. */
  keepSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), KEEP_DELAY_MS);
  }

  /** Offers edits of an earlier session, of the config and of its test readers. */
  offer(journal: KeptEdits | null, ofReaders: readonly Edit[]): void {
    const { api, say, dismiss } = this.#store;
    const discard = (): void => {
      void api.discardKept().catch(() => {});
      dismiss();
    };
    const all = (journal?.edits.length ?? 0) + ofReaders.length;
    const what = all > 0 ? count(all, 'edit') : 'a text';
    say(
      'info',
      `There ${all > 1 ? `are ${what} that were` : `is ${what} that was`} not saved when the console ended.`,
      [
        { label: 'Restore', run: () => this.#restore(journal, ofReaders) },
        { label: 'Discard', run: discard },
      ],
    );
  }

  #restore(journal: KeptEdits | null, ofReaders: readonly Edit[]): void {
    const { configFile, edit, editReaders, setText, say, dismiss } = this.#store;
    const { edits, text } = journal ?? { edits: [] };
    const isSame = journal === null || journal.base === configFile.file?.hash;
    const fitting = isSame ? edits : edits.filter((one) => isSameJson(configFile.read(one.pointer), one.before));
    dismiss();
    try {
      edit(fitting);
      editReaders(ofReaders);
      if (isSame && text !== undefined) setText(text);
      if (isSame && configFile.isBroken) location.hash = '#/text';
      if (isSame && fitting.length === edits.length) return;
    } catch {
      // Reported below.
    }
    say('warning', sayRestored(fitting.length, edits.length));
  }

  #keep(): void {
    const { api, configFile, readersFile, isSaving, say } = this.#store;
    if (isSaving()) return;
    const { file, unsaved, typed } = configFile;
    const text = typed && configFile.isChanged ? configFile.text : undefined;
    const onFailure = (error: unknown): void => {
      if ((error as ApiError).code === 'secret-in-browser') say('danger', (error as Error).message);
    };
    if (file) api.keep(file.hash, unsaved, text).catch(onFailure);
    if (readersFile.file) api.keepReaders(readersFile.file.hash, readersFile.unsaved).catch(onFailure);
  }
}

function sayRestored(restored: number, all: number): string {
  const what =
    restored === 0
      ? 'None of the edits was'
      : `Of ${count(all, 'edit')}, ${restored} ${restored === 1 ? 'was' : 'were'}`;
  return `The file has changed since, at the same places or around them. ${what} restored.`;
}
