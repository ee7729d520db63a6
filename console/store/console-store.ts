import type { Edit } from '../../src/edit/edit.js';
import { applyEdits } from '../../src/edit/apply-edits.js';
import { describeEdits } from '../../src/edit/describe-edits.js';
import { editsBetween } from '../../src/edit/edits-between.js';
import { type History, recordEdits, redoStep, startHistory, undoStep } from '../../src/edit/history.js';
import { keepMine, type MergeConflict, mergeEdits } from '../../src/edit/merge-edits.js';
import { writeEdits } from '../../src/edit/write-edits.js';
import { readAt } from '../../src/edit/read-member.js';
import { isSameJson } from '../../src/lib/is-same-json.js';
import { splitPointer } from '../../src/lib/split-pointer.js';
import type { Config } from '../../src/model/config.js';
import type { TestReader } from '../../src/model/readers-types.js';
import type { Mistake } from '../../src/validate/mistake.js';
import type { Matrix, MatrixView } from '../../src/readers/decide-matrix.js';
import type { Coverage } from '../../src/readers/find-coverage.js';
import { type ApiError, type ConsoleApi, type ConsoleState, type FileText, type KeptEdits } from './console-api.js';
import { EMPTY_PREVIEW, type PreviewForm } from '../delivery/preview-form.js';
import { editsToSet } from './edits-to-set.js';
import { featureOf, judgeFeature, replaceMistakes } from './judge-feature.js';
import type { JudgeClient } from './judge-client.js';
import type { LayoutClient } from './layout-client.js';
import { parseFile } from './parse-file.js';
import { ReadersDocument } from './readers-document.js';
import { type Edited, UndoOrder } from './undo-order.js';

/** State of the store: `broken` while the file is not JSON, `missing` while there is no file. */
export type StorePhase = 'loading' | 'ready' | 'broken' | 'missing' | 'locked';

/** A message of the store for the person, with what they can do about it. */
export interface Notice {
  readonly tone: 'info' | 'warning' | 'danger';
  readonly text: string;
  readonly actions: readonly { readonly label: string; readonly run: () => void }[];
}

/** Edits of both sides at the same places: nothing is written before each is decided. */
export interface OpenConflict {
  readonly theirs: FileText;
  readonly conflicts: readonly MergeConflict[];
}

/** The things that rules show besides themselves, on every screen with a rule. */
export interface Looking {
  /** Id of the reader whose path is shown; `null` for none. */
  readonly reader: string | null;
  /** The config that rules are compared with: the saved one, or another file. */
  readonly compared: 'saved' | { readonly name: string; readonly config: unknown } | null;
  /** Text that is searched for; empty for none. */
  readonly find: string;
}

/** How long edits rest before they are kept in the journal. */
const KEEP_DELAY_MS = 300;
const EMPTY_HISTORY = startHistory(null);
const READERS_CONFLICT =
  'another program has changed the same places, and nothing of it was written. Load it again, or save once more.';
/** How long a save waits for the mistakes of the config. */
const JUDGE_TIMEOUT_MS = 3000;

/**
 * The one state of the app: a config, and the edits that led to it. Screens read from it, change the config by `set` and
 * `edit` alone, and learn of changes by `subscribe`. Undo, the journal, saving and merging all come from the edits.
 */
export class ConsoleStore {
  readonly api: ConsoleApi;
  phase: StorePhase = 'loading';
  /** Name of the config's file. */
  name = '';
  /** The file as it was read or written last; `null` without one. */
  file: FileText | null = null;
  /** The config of `file`: unsaved edits are the difference from it. */
  saved: unknown = null;
  history: History = startHistory(null);
  /** Mistakes of the whole config, by the worker. */
  mistakes: readonly Mistake[] = [];
  /** Whether `mistakes` are those of the config as it is now. */
  isJudged = false;
  /** The text that was typed since the file was read or saved, and the config that it holds; `null` without one. */
  typed: { readonly text: string; readonly config: unknown } | null = null;
  /** The file of test readers, which is saved with the config. */
  readonly readersFile = new ReadersDocument();
  /** The preview link as it is filled in. */
  previewForm: PreviewForm = EMPTY_PREVIEW;
  /** The exported decision that is shown, as JSON; `null` for none. */
  exported: string | null = null;
  looking: Looking = { reader: null, compared: null, find: '' };
  hasSecret = false;
  /** Name of the bundle that can be written after a save; `null` without one. */
  bundle: string | null = null;
  /** Whether the process has a key that signs previews. */
  canPreview = false;
  isReachable = true;
  isSaving = false;
  notice: Notice | null = null;
  conflict: OpenConflict | null = null;
  /** A sentence for screen readers about the last thing that happened. */
  announcement = '';
  /** Functions that bring what is typed into a field into the config, before it is saved. */
  readonly pending = new Set<() => Promise<void> | void>();
  /** Lays out rules; `null` where no worker does. */
  layout: LayoutClient | null = null;
  readonly #order = new UndoOrder();
  readonly #judge: JudgeClient;
  readonly #subscribers = new Set<() => void>();
  /** The text that was made last, of which text and config. */
  #written: { readonly base: string; readonly config: unknown; readonly text: string } | null = null;
  /** Hash of a text that another program has written while the typed one is not JSON. */
  #waiting: string | null = null;
  /** Mistakes of features that were judged here, until the worker has judged the same config. */
  readonly #judged = new Map<string, readonly Mistake[]>();
  #keepTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(api: ConsoleApi, judge: JudgeClient) {
    this.api = api;
    this.#judge = judge;
    judge.onMistakes = (mistakes, isLatest) => {
      if (isLatest) this.#judged.clear();
      this.mistakes = mistakes;
      for (const [feature, found] of this.#judged) this.mistakes = replaceMistakes(this.mistakes, feature, found);
      this.isJudged = isLatest;
      this.#tell();
    };
  }

  /** The config as it is edited. It may have mistakes of any kind. */
  get config(): Config {
    return this.history.config as Config;
  }

  /** Edits that the file does not have yet. */
  get unsaved(): readonly Edit[] {
    return this.saved === this.history.config ? [] : editsBetween(this.saved, this.history.config);
  }

  /** Unsaved edits of the config and of its test readers. */
  get unsavedCount(): number {
    return this.unsaved.length + this.readersFile.unsaved.length;
  }

  /** Test readers, by id. */
  get readers(): Readonly<Record<string, TestReader>> {
    return this.readersFile.readers;
  }

  get canUndo(): boolean {
    return this.#order.canUndo;
  }

  get canRedo(): boolean {
    return this.#order.canRedo;
  }

  /** The text as it would be saved: what was typed stays as it was typed, and edits change it where they are. */
  get text(): string {
    const { file, typed, phase } = this;
    const base = typed ?? (file && { text: file.text, config: this.saved });
    if (!base || phase === 'broken') return base?.text ?? '';
    const { config } = this.history;
    if (this.#written?.base !== base.text || this.#written.config !== config) {
      const edits = base.config === config ? [] : editsBetween(base.config, config);
      this.#written = { base: base.text, config, text: writeEdits(base.text, edits) };
    }
    return this.#written.text;
  }

  /** Whether anything would be lost without a save, spaces of a text that was typed among it. */
  get isChanged(): boolean {
    return this.unsaved.length > 0 || (this.typed !== null && this.file !== null && this.text !== this.file.text);
  }

  get errors(): readonly Mistake[] {
    return this.mistakes.filter(({ severity }) => severity === 'error');
  }

  /** Resolves when the worker has judged the config as it is now, or takes too long. */
  async judged(): Promise<void> {
    if (this.isJudged) return;
    await new Promise<void>((done) => {
      const stop = this.subscribe(() => this.isJudged && end());
      const late = setTimeout(() => end(), JUDGE_TIMEOUT_MS);
      const end = (): void => {
        clearTimeout(late);
        stop();
        done();
      };
    });
  }

  /** Calls back after every change. Returns a function that ends it. */
  subscribe(onChange: () => void): () => void {
    this.#subscribers.add(onChange);
    return () => this.#subscribers.delete(onChange);
  }

  /** Reads the value at a pointer; `undefined` where nothing is. */
  read(pointer: string): unknown {
    return readAt(this.history.config, splitPointer(pointer));
  }

  /** The mistakes at a place, and inside it. */
  mistakesAt(pointer: string): readonly Mistake[] {
    return this.mistakes.filter((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`));
  }

  /**
   * Gives a place of the config a value; `undefined` removes what is there. Missing objects on the way are made.
   *
   * @param group - Name of the gesture: edits of one name that follow each other are one step of Undo, such as typing.
   */
  set(pointer: string, value: unknown, group: string | null = null): void {
    this.edit(editsToSet(this.history.config, pointer, value), group);
  }

  /** Applies edits as one step of Undo. */
  edit(edits: readonly Edit[], group: string | null = null): void {
    if (edits.length > 0) this.#record(edits, group);
  }

  /** Gives a place of the test readers a value, as `set` does for the config. */
  setReaders(pointer: string, value: unknown, group: string | null = null): void {
    this.editReaders(this.readersFile.editsFor(pointer, value), group);
  }

  /** Applies edits to the test readers as one step of Undo. */
  editReaders(edits: readonly Edit[], group: string | null = null): void {
    if (edits.length === 0) return;
    const { history } = this.readersFile;
    this.readersFile.record(edits, this.#order.groupFor('readers', group));
    this.#order.record('readers', history, this.readersFile.history);
    this.#keepSoon();
    this.#tell();
  }

  /**
   * Decides features for all test readers, before and after the unsaved edits.
   *
   * @param now - The moment for readers without one of their own, in ms since 1970.
   * @throws Where the worker cannot answer, with the reason.
   */
  decideMatrix(view: MatrixView, now: number): Promise<Matrix> {
    const back = editsBetween(this.history.config, this.saved);
    return this.#judge.ask('matrix', this.history.config, { file: this.readersFile.value, back, view, now });
  }

  /** Finds the exits of some features that no test reader takes. */
  findCoverage(features: readonly string[], now: number): Promise<Coverage> {
    return this.#judge.ask('coverage', this.history.config, { file: this.readersFile.value, features, now });
  }

  /** Takes a text that was typed. While it is not JSON, the config stays as it was and the other screens wait. */
  setText(text: string): void {
    const value = parseFile(text);
    this.phase = value === undefined ? 'broken' : 'ready';
    if (value !== undefined) this.edit(editsBetween(this.history.config, value), 'type text');
    this.typed = { text, config: this.history.config };
    this.#keepSoon();
    const waiting = this.#waiting;
    if (value !== undefined && waiting !== null) {
      this.#waiting = null;
      void this.#onFile(waiting);
    }
    this.#tell();
  }

  undo(): void {
    if (this.phase === 'ready') this.#step(this.#order.undo(), undoStep, 'Undone', this.history.done.at(-1));
  }

  redo(): void {
    if (this.phase === 'ready') this.#step(this.#order.redo(), redoStep, 'Done again', this.history.undone.at(-1));
  }

  #step(
    edited: Edited | undefined,
    move: (history: History) => History,
    verb: string,
    step: History['done'][number] | undefined,
  ): void {
    if (edited === 'readers') {
      this.readersFile.history = move(this.readersFile.history);
      this.announcement = `${verb}: an edit of the test readers.`;
      this.#keepSoon();
      this.#tell();
    } else if (edited === 'config' && step) {
      this.announcement = `${verb}: ${describeEdits(step.before, step.edits).join(' ')}`;
      this.#become(move(this.history));
    }
  }

  /** Reads everything from the process. */
  async load(): Promise<void> {
    try {
      const state = await this.api.readState();
      this.#take(state);
      const { journal } = state;
      const ofReaders = state.readers.journal?.edits ?? [];
      if ((journal || ofReaders.length > 0) && this.phase === 'ready') this.#offer(journal, ofReaders);
      else this.#tell();
      void this.api.listen(
        (file, hash) => void (file === 'file' ? this.#onFile(hash) : this.#onReaders(hash)),
        (isReachable) => this.#reach(isReachable),
      );
    } catch (error) {
      this.phase = 'locked';
      this.say('danger', (error as Error).message);
    }
  }

  /**
   * Brings what is typed into fields into the config.
   *
   * @returns Whether all of it could be taken; a message says why not.
   */
  async bring(): Promise<boolean> {
    try {
      for (const bring of [...this.pending]) await bring();
      return true;
    } catch (error) {
      this.say('danger', (error as Error).message);
      return false;
    }
  }

  /** Writes the unsaved edits into the file. `bring` is called before. */
  async save({ recreates = false } = {}): Promise<void> {
    if (this.isSaving) return;
    this.isSaving = true;
    this.#tell();
    try {
      const { unsaved, file, typed } = this;
      if (file && typed !== null && this.isChanged && !recreates) {
        const config = this.history.config;
        this.#onSaved({ ...(await this.api.saveText(file.hash, this.text)), isMerged: false }, config);
      } else if (file && (unsaved.length > 0 || recreates)) {
        const config = this.history.config;
        const saved = await this.api.save(file.hash, unsaved, recreates);
        this.#onSaved(saved, config);
      }
      await this.#saveReaders();
      this.notice = null;
      this.announcement = 'Saved.';
    } catch (error) {
      this.#onRefused(error);
    } finally {
      this.isSaving = false;
      // Edits that were made meanwhile.
      if (this.isChanged) this.#keepSoon();
      this.#tell();
    }
  }

  async #saveReaders(): Promise<void> {
    const { file, unsaved, history } = this.readersFile;
    if (!file || unsaved.length === 0) return;
    const written = await this.api.saveReaders(file.hash, unsaved).catch((error: ApiError) => {
      if (error.code === 'conflict') throw new Error(`${this.readersFile.name}: ${READERS_CONFLICT}`);
      throw error;
    });
    if (written.isMerged) this.#order.forget('readers');
    this.readersFile.onSaved(written, history.config, written.isMerged);
  }

  /** Gives up all unsaved edits, as one step of Undo for each file. */
  discard(): void {
    this.edit(editsBetween(this.history.config, this.saved));
    this.editReaders(editsBetween(this.readersFile.history.config, this.readersFile.saved));
  }

  /** Shows a message. */
  say(tone: Notice['tone'], text: string, actions: Notice['actions'] = []): void {
    this.notice = { tone, text, actions };
    this.#tell();
  }

  /** Says something to screen readers alone. */
  announce(text: string): void {
    this.announcement = text;
    this.#tell();
  }

  /** Changes what rules show besides themselves. */
  look(changes: Partial<Looking>): void {
    this.looking = { ...this.looking, ...changes };
    this.#tell();
  }

  /** Fills in fields of the preview link. */
  fillPreview(changes: Partial<PreviewForm>): void {
    this.previewForm = { ...this.previewForm, ...changes };
    this.#tell();
  }

  /** Shows an exported decision; `null` ends it. */
  showExport(exported: string | null): void {
    this.exported = exported;
    this.#tell();
  }

  dismiss(): void {
    this.notice = null;
    this.#tell();
  }

  /** Hands a shared secret to the process. It is kept nowhere here. */
  async setSecret(secret: string): Promise<void> {
    await this.api.setSecret(secret);
    this.hasSecret = secret !== '';
    this.#tell();
  }

  /** Decides a conflict: at each pointer of the set mine is kept, at the others theirs. */
  resolve(mine: ReadonlySet<string>): void {
    const { conflict } = this;
    if (!conflict) return;
    this.#rebase(conflict.theirs, (config) =>
      conflict.conflicts.filter(({ pointer }) => mine.has(pointer)).map((one) => keepMine(config, one)),
    );
    this.conflict = null;
    this.#tell();
  }

  #take({ name, file, readers, hasSecret, bundle, canPreview }: ConsoleState): void {
    this.name = name;
    this.bundle = bundle;
    this.canPreview = canPreview;
    this.hasSecret = hasSecret;
    this.readersFile.open(readers.name, readers.file);
    this.#open(file);
  }

  /** Begins with another text: no edits. */
  #open(file: FileText | null): void {
    this.file = file;
    this.typed = null;
    const config = file && parseFile(file.text);
    this.phase = !file ? 'missing' : config === undefined ? 'broken' : 'ready';
    this.saved = config ?? null;
    this.history = startHistory(this.saved);
    this.#order.forget('config');
    this.#judge.send(this.saved);
    this.isJudged = false;
  }

  #offer(journal: KeptEdits | null, ofReaders: readonly Edit[]): void {
    const { base, edits, text } = journal ?? { base: this.file?.hash, edits: [] };
    const forget = (): void => void this.api.discardKept().catch(() => {});
    const restore = (): void => {
      this.notice = null;
      const isSame = base === this.file?.hash;
      const fitting = isSame ? edits : edits.filter((edit) => isSameJson(this.read(edit.pointer), edit.before));
      try {
        if (fitting.length > 0) this.#record(fitting, null);
        this.editReaders(ofReaders);
        if (isSame && text !== undefined) this.setText(text);
        if (isSame && this.phase === 'broken') location.hash = '#/text';
        if (isSame && fitting.length === edits.length) return this.#tell();
      } catch {
        // Reported below.
      }
      this.say('warning', sayRestored(fitting.length, edits.length));
    };
    const discard = (): void => {
      forget();
      this.dismiss();
    };
    const all = edits.length + ofReaders.length;
    const what = all > 0 ? count(all, 'edit') : 'a text';
    this.say(
      'info',
      `There ${all > 1 ? `are ${what} that were` : `is ${what} that was`} not saved when the console ended.`,
      [
        { label: 'Restore', run: restore },
        { label: 'Discard', run: discard },
      ],
    );
  }

  /** Takes a text that another program has written. */
  async #onFile(hash: string | null): Promise<void> {
    if (hash === this.file?.hash || this.isSaving) return;
    const { file } = await this.api.readState();
    if (file?.hash === this.file?.hash) return;
    if (this.phase === 'broken' && this.typed && file) {
      this.#waiting = hash;
      this.say('warning', `Another program has changed ${this.name}. Its edits come in once your text is JSON.`);
    } else if (!this.isChanged && file) {
      this.#open(file);
      this.say('info', `${this.name} was changed by another program, and loaded again.`);
    } else if (!file) {
      this.say('warning', `${this.name} was deleted or moved.`, [this.#writeAgain()]);
    } else if (parseFile(file.text) === undefined) {
      this.say(
        'warning',
        `Another program has changed ${this.name}, and it is not JSON now. Your edits are still here.`,
      );
    } else {
      this.#merge(file);
    }
  }

  /** Takes test readers that another program has written. Where both changed the same place, mine are kept until a save asks. */
  async #onReaders(hash: string | null): Promise<void> {
    if (hash === this.readersFile.file?.hash || this.isSaving) return;
    const { readers } = await this.api.readState();
    if (readers.file.hash === this.readersFile.file?.hash) return;
    const { unsaved, name } = this.readersFile;
    this.#order.forget('readers');
    if (unsaved.length === 0) {
      this.readersFile.open(name, readers.file);
      this.say('info', `${name} was changed by another program, and loaded again.`);
      return;
    }
    const conflicts = this.readersFile.rebase(readers.file, true);
    if (this.readersFile.history.done.length > 0)
      this.#order.record('readers', EMPTY_HISTORY, this.readersFile.history);
    const load = (): void => {
      this.readersFile.open(name, readers.file);
      this.#order.forget('readers');
      this.dismiss();
    };
    if (conflicts === 0)
      this.say('info', `${name} was changed by another program. Your edits were kept beside those of the other one.`);
    else
      this.say('warning', `${name} was changed by another program at the same places as here.`, [
        { label: 'Keep mine', run: () => this.dismiss() },
        { label: 'Take theirs', run: load },
      ]);
  }

  /** Replays the unsaved edits on another text, or asks where both sides changed the same place. */
  #merge(theirs: FileText): void {
    const { conflicts } = mergeEdits(this.saved, this.unsaved, editsBetween(this.saved, parseFile(theirs.text)));
    if (conflicts.length > 0) {
      this.conflict = { theirs, conflicts };
      this.#tell();
      return;
    }
    this.#rebase(theirs, () => []);
    this.say(
      'info',
      `${this.name} was changed by another program. Your edits were kept beside those of the other one.`,
    );
  }

  #rebase(theirs: FileText, further: (config: unknown) => readonly Edit[]): void {
    const next = parseFile(theirs.text);
    const { edits } = mergeEdits(this.saved, this.unsaved, editsBetween(this.saved, next));
    const merged = applyEdits(next, edits);
    const all = [...edits, ...further(merged)];
    this.file = theirs;
    this.saved = next;
    this.typed = null;
    this.history = startHistory(next);
    this.#order.forget('config');
    this.#record(all, null);
  }

  #onSaved(written: FileText & { readonly isMerged: boolean }, config: unknown): void {
    const { typed } = this;
    this.file = { text: written.text, hash: written.hash };
    if (!written.isMerged) {
      this.saved = config;
      // A text that was typed meanwhile is not in the file yet.
      if (typed?.text === written.text || this.history.config === config) this.typed = null;
      return;
    }
    this.#open(this.file);
    this.say('info', `${this.name} was changed by another program meanwhile. It now has the edits of both.`);
  }

  #onRefused(error: unknown): void {
    const { code = '', message, conflicts = [] } = error as Partial<ApiError> & Error;
    if (code === 'conflict' && conflicts.length > 0) {
      void this.api.readState().then(({ file }) => {
        if (file) this.#merge(file);
      });
      return;
    }
    this.say('danger', message, code === 'file-missing' ? [this.#writeAgain()] : []);
  }

  #writeAgain(): Notice['actions'][number] {
    return { label: 'Write it again', run: () => void this.save({ recreates: true }) };
  }

  #reach(isReachable: boolean): void {
    if (this.isReachable === isReachable) return;
    this.isReachable = isReachable;
    this.#tell();
  }

  #record(edits: readonly Edit[], group: string | null): void {
    const history = recordEdits(this.history, edits, this.#order.groupFor('config', group));
    this.#order.record('config', this.history, history);
    this.#become(history);
    const feature = featureOf(edits);
    if (feature !== null) this.#judgeNow(feature);
  }

  /** Judges a feature that is being edited at once: at each key, the form says what is wrong. */
  #judgeNow(feature: string): void {
    const found = judgeFeature(this.history.config, feature);
    this.#judged.set(feature, found);
    this.mistakes = replaceMistakes(this.mistakes, feature, found);
    this.#tell();
  }

  #become(history: History): void {
    this.history = history;
    this.isJudged = false;
    this.#judge.send(history.config);
    this.#keepSoon();
    this.#tell();
  }

  #keepSoon(): void {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = setTimeout(() => this.#keep(), KEEP_DELAY_MS);
  }

  #keep(): void {
    const { file, unsaved, isSaving, readersFile, typed } = this;
    if (isSaving) return;
    const text = typed && this.isChanged ? this.text : undefined;
    const onFailure = (error: unknown): void => {
      if ((error as ApiError).code === 'secret-in-browser') this.say('danger', (error as Error).message);
    };
    if (file) this.api.keep(file.hash, unsaved, text).catch(onFailure);
    if (readersFile.file) this.api.keepReaders(readersFile.file.hash, readersFile.unsaved).catch(onFailure);
  }

  #tell(): void {
    for (const onChange of this.#subscribers) onChange();
  }
}

/** A number with its noun: `1 edit`, `3 edits`. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}

function sayRestored(restored: number, all: number): string {
  const what =
    restored === 0
      ? 'None of the edits was'
      : `Of ${count(all, 'edit')}, ${restored} ${restored === 1 ? 'was' : 'were'}`;
  return `The file has changed since, at the same places or around them. ${what} restored.`;
}
