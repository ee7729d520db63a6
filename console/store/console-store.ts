import type { ExitCount } from '../../src/cards/count-traffic.js';
import type { Edit } from '../../src/edit/edit.js';
import { describeEdits } from '../../src/edit/describe-edits.js';
import { editsBetween } from '../../src/edit/edits-between.js';
import { type History, redoStep, startHistory, undoStep } from '../../src/edit/history.js';
import type { Config } from '../../src/model/config.js';
import type { TestReader } from '../../src/model/readers-types.js';
import type { Mistake } from '../../src/validate/mistake.js';
import type { Matrix, MatrixView } from '../../src/readers/decide-matrix.js';
import type { Coverage } from '../../src/readers/find-coverage.js';
import { type ApiError, type ConsoleApi, type ConsoleState, type FileText } from './console-api.js';
import { EMPTY_PREVIEW, type PreviewForm } from '../delivery/preview-form.js';
import { ConfigDocument } from './config-document.js';
import { ForeignChanges, type OpenConflict } from './foreign-changes.js';
import { featureOf, judgeFeature, replaceMistakes } from './judge-feature.js';
import type { JudgeClient } from './judge-client.js';
import type { LayoutClient } from './layout-client.js';
import type { Notice } from './notice.js';
import { parseFile } from './parse-file.js';
import { ReadersDocument } from './readers-document.js';
import { UnsavedJournal } from './unsaved-journal.js';
import { type Edited, UndoOrder } from './undo-order.js';

/** State of the store: `broken` while the file is not JSON, `missing` while there is no file. */
export type StorePhase = 'loading' | 'ready' | 'broken' | 'missing' | 'locked';

/** The things that rules show besides themselves, on every screen with a rule. */
export interface Looking {
  /** Id of the reader whose path is shown; `null` for none. */
  readonly reader: string | null;
  /** The config that rules are compared with: the saved one, or another file. */
  readonly compared: 'saved' | { readonly name: string; readonly config: unknown } | null;
  /** Text that is searched for; empty for none. */
  readonly find: string;
  /** How many decisions took each exit in the last days; `null` for nothing. */
  readonly traffic: { readonly days: number; readonly exits: readonly ExitCount[] } | null;
}

/** The history before the first edit. */
const NO_STEPS = startHistory(null);
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
  /** The file of the config. */
  readonly configFile = new ConfigDocument();
  /** Mistakes of the whole config, by the worker. */
  mistakes: readonly Mistake[] = [];
  /** Whether `mistakes` are those of the config as it is now. */
  isJudged = false;
  /** The file of test readers, which is saved with the config. */
  readonly readersFile = new ReadersDocument();
  /** The preview link as it is filled in. */
  previewForm: PreviewForm = EMPTY_PREVIEW;
  /** The exported decision that is shown, as JSON; `null` for none. */
  exported: string | null = null;
  looking: Looking = { reader: null, compared: null, find: '', traffic: null };
  hasSecret = false;
  /** Name of the bundle that can be written after a save; `null` without one. */
  bundle: string | null = null;
  /** Whether the process has a key that signs previews. */
  canPreview = false;
  /** Whether the process reads the counts of an endpoint. */
  countsTraffic = false;
  isReachable = true;
  isSaving = false;
  notice: Notice | null = null;
  /** A sentence for screen readers about the last thing that happened. */
  announcement = '';
  /** Functions that bring what is typed into a field into the config, before it is saved. */
  readonly pending = new Set<() => Promise<void> | void>();
  /** Lays out rules; `null` where no worker does. */
  layout: LayoutClient | null = null;
  readonly #order = new UndoOrder();
  readonly #judge: JudgeClient;
  readonly #subscribers = new Set<() => void>();
  readonly #foreign: ForeignChanges;
  readonly #journal: UnsavedJournal;
  /** Whether the files were read; `locked` where the process refused that. */
  #opening: 'loading' | 'locked' | 'done' = 'loading';
  /** Mistakes of features that were judged here, until the worker has judged the same config. */
  readonly #judged = new Map<string, readonly Mistake[]>();

  constructor(api: ConsoleApi, judge: JudgeClient) {
    this.api = api;
    this.#judge = judge;
    const shared = {
      ...{ api, configFile: this.configFile, readersFile: this.readersFile, isSaving: () => this.isSaving },
      say: (tone: Notice['tone'], text: string, actions?: Notice['actions']) => this.say(tone, text, actions),
      dismiss: () => this.dismiss(),
    };
    this.#foreign = new ForeignChanges({
      ...shared,
      readState: () => api.readState(),
      writeAgain: () => void this.save({ recreates: true }),
      reopen: (edited, file) => this.#reopen(edited, file),
      onRebased: (edited) => this.#onRebased(edited),
      tell: () => this.#tell(),
    });
    this.#journal = new UnsavedJournal({
      ...shared,
      edit: (edits) => this.edit(edits),
      editReaders: (edits) => this.editReaders(edits),
      setText: (text) => this.setText(text),
    });
    judge.onMistakes = (mistakes, isLatest) => {
      if (isLatest) this.#judged.clear();
      this.mistakes = mistakes;
      for (const [feature, found] of this.#judged) this.mistakes = replaceMistakes(this.mistakes, feature, found);
      this.isJudged = isLatest;
      this.#tell();
    };
  }

  get phase(): StorePhase {
    const { file, isBroken } = this.configFile;
    if (this.#opening !== 'done') return this.#opening;
    return file === null ? 'missing' : isBroken ? 'broken' : 'ready';
  }

  /** Name of the config's file. */
  get name(): string {
    return this.configFile.name;
  }

  /** The config of the file as it was read or written last. */
  get saved(): unknown {
    return this.configFile.saved;
  }

  /** The config as it is edited. It may have mistakes of any kind. */
  get config(): Config {
    return this.configFile.history.config as Config;
  }

  /** Edits of the config that the file does not have yet. */
  get unsaved(): readonly Edit[] {
    return this.configFile.unsaved;
  }

  /** The text of the config as it would be saved. */
  get text(): string {
    return this.configFile.text;
  }

  /** Whether the config has anything that would be lost without a save. */
  get isChanged(): boolean {
    return this.configFile.isChanged;
  }

  /** The places that another program changed too, before they are decided. */
  get conflict(): OpenConflict | null {
    return this.#foreign.conflict;
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
    return this.configFile.read(pointer);
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
    this.edit(this.configFile.editsFor(pointer, value), group);
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
    this.#journal.keepSoon();
    this.#tell();
  }

  /**
   * Decides features for all test readers, before and after the unsaved edits.
   *
   * @param now - The moment for readers without one of their own, in ms since 1970.
   * @throws Where the worker cannot answer, with the reason.
   */
  decideMatrix(view: MatrixView, now: number): Promise<Matrix> {
    const back = editsBetween(this.config, this.saved);
    return this.#judge.ask('matrix', this.config, { file: this.readersFile.value, back, view, now });
  }

  /** Finds the exits of some features that no test reader takes. */
  findCoverage(features: readonly string[], now: number): Promise<Coverage> {
    return this.#judge.ask('coverage', this.config, { file: this.readersFile.value, features, now });
  }

  /** Takes a text that was typed. While it is not JSON, the config stays as it was and the other screens wait. */
  setText(text: string): void {
    const value = parseFile(text);
    this.configFile.isBroken = value === undefined;
    if (value !== undefined) this.edit(editsBetween(this.config, value), 'type text');
    this.configFile.typed = { text, config: this.config };
    this.#journal.keepSoon();
    if (value !== undefined) this.#foreign.onSound();
    this.#tell();
  }

  undo(): void {
    if (this.phase === 'ready') this.#step(this.#order.undo(), undoStep, 'Undone', this.configFile.history.done.at(-1));
  }

  redo(): void {
    if (this.phase === 'ready')
      this.#step(this.#order.redo(), redoStep, 'Done again', this.configFile.history.undone.at(-1));
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
      this.#journal.keepSoon();
      this.#tell();
    } else if (edited === 'config' && step) {
      this.announcement = `${verb}: ${describeEdits(step.before, step.edits).join(' ')}`;
      this.#become(move(this.configFile.history));
    }
  }

  /** Reads everything from the process. */
  async load(): Promise<void> {
    try {
      const state = await this.api.readState();
      this.#take(state);
      const { journal } = state;
      const ofReaders = state.readers.journal?.edits ?? [];
      if ((journal || ofReaders.length > 0) && this.phase === 'ready') this.#journal.offer(journal, ofReaders);
      else this.#tell();
      void this.api.listen(
        (file, hash) => void (file === 'file' ? this.#foreign.onFile(hash) : this.#foreign.onReaders(hash)),
        (isReachable) => this.#reach(isReachable),
      );
    } catch (error) {
      this.#opening = 'locked';
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
      const { config, configFile } = this;
      const { unsaved, file } = configFile;
      if (file && configFile.typed !== null && this.isChanged && !recreates) {
        configFile.onSaved(await this.api.saveText(file.hash, this.text), config);
      } else if (file && (unsaved.length > 0 || recreates)) {
        const { isMerged, ...written } = await this.api.save(file.hash, unsaved, recreates);
        if (isMerged) this.#takeMerged(written);
        else configFile.onSaved(written, config);
      }
      await this.#saveReaders();
      this.notice = null;
      this.announcement = 'Saved.';
    } catch (error) {
      this.#onRefused(error);
    } finally {
      this.isSaving = false;
      // Edits that were made meanwhile.
      if (this.isChanged) this.#journal.keepSoon();
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
    if (written.isMerged) this.#reopen('readers', written);
    else this.readersFile.onSaved(written, history.config);
  }

  /** Gives up all unsaved edits, as one step of Undo for each file. */
  discard(): void {
    this.edit(editsBetween(this.config, this.saved));
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
    this.#foreign.resolve(mine);
  }

  #take({ name, file, readers, hasSecret, bundle, canPreview, countsTraffic }: ConsoleState): void {
    this.bundle = bundle;
    this.canPreview = canPreview;
    this.countsTraffic = countsTraffic;
    this.hasSecret = hasSecret;
    this.configFile.name = name;
    this.readersFile.name = readers.name;
    this.#opening = 'done';
    this.#reopen('readers', readers.file);
    this.#reopen('config', file);
  }

  /** Begins with another text of a file: no edits. */
  #reopen(edited: Edited, file: FileText | null): void {
    this.#order.forget(edited);
    if (edited === 'readers') {
      this.readersFile.open(file);
      return;
    }
    this.configFile.open(file);
    this.#judge.send(this.saved);
    this.isJudged = false;
  }

  /** The edits of a file were replayed on another text: they are one step. */
  #onRebased(edited: Edited): void {
    const { history } = edited === 'config' ? this.configFile : this.readersFile;
    this.#order.forget(edited);
    if (history.done.length > 0) this.#order.record(edited, NO_STEPS, history);
    if (edited === 'config') this.#become(history, history.done.at(-1)?.edits);
    else this.#journal.keepSoon();
  }

  #takeMerged(file: FileText): void {
    this.#reopen('config', file);
    this.say('info', `${this.name} was changed by another program meanwhile. It now has the edits of both.`);
  }

  #onRefused(error: unknown): void {
    const { code = '', message, conflicts = [] } = error as Partial<ApiError> & Error;
    if (code === 'conflict' && conflicts.length > 0) {
      void this.api.readState().then(({ file }) => {
        if (file) this.#foreign.merge(file);
      });
      return;
    }
    this.say('danger', message, code === 'file-missing' ? [this.#foreign.writeAgain()] : []);
  }

  #reach(isReachable: boolean): void {
    if (this.isReachable === isReachable) return;
    this.isReachable = isReachable;
    this.#tell();
  }

  #record(edits: readonly Edit[], group: string | null): void {
    const before = this.configFile.history;
    this.configFile.record(edits, this.#order.groupFor('config', group));
    this.#order.record('config', before, this.configFile.history);
    this.#become(this.configFile.history, edits);
  }

  /** Judges a feature that is being edited at once: at each key, the form says what is wrong. */
  #judgeNow(feature: string): void {
    const found = judgeFeature(this.config, feature);
    this.#judged.set(feature, found);
    this.mistakes = replaceMistakes(this.mistakes, feature, found);
    this.#tell();
  }

  /** @param edits - The edits that led to it, where it is known which. */
  #become(history: History, edits: readonly Edit[] = []): void {
    this.configFile.history = history;
    this.isJudged = false;
    this.#judge.send(history.config);
    this.#journal.keepSoon();
    this.#tell();
    const feature = featureOf(edits);
    if (feature !== null) this.#judgeNow(feature);
  }

  #tell(): void {
    for (const onChange of this.#subscribers) onChange();
  }
}
