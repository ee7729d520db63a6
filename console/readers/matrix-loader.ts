import type { Matrix, MatrixView } from '../../src/readers/decide-matrix.js';
import type { ConsoleStore } from '../store/console-store.js';

/** Asks for the matrix again whenever something that it depends on is another one, once at a time. */
export class MatrixLoader {
  /** The latest answer; `null` before the first. */
  matrix: Matrix | null = null;
  /** Why there is no answer. */
  failure: string | null = null;
  readonly #store: ConsoleStore;
  readonly #onAnswer: () => void;
  #asked: readonly unknown[] = [];
  #isBusy = false;

  /** @param onAnswer - Is called after each answer. */
  constructor(store: ConsoleStore, onAnswer: () => void) {
    this.#store = store;
    this.#onAnswer = onAnswer;
  }

  /** Whether the answer is that of the config and the readers as they are now. */
  isLatest(view: MatrixView, moment: number | null): boolean {
    return !this.#isBusy && !this.#isOther(this.#keyOf(view, moment));
  }

  /**
   * Asks, unless the answer is there already.
   *
   * @param moment - The moment for readers without one of their own; `null` is now.
   */
  async load(view: MatrixView, moment: number | null): Promise<void> {
    const key = this.#keyOf(view, moment);
    if (this.#isBusy || this.#store.phase !== 'ready' || !this.#isOther(key)) return;
    this.#asked = key;
    this.#isBusy = true;
    try {
      this.matrix = await this.#store.decideMatrix(view, moment ?? Date.now());
      this.failure = null;
    } catch (error) {
      this.failure = (error as Error).message;
    }
    this.#isBusy = false;
    this.#onAnswer();
  }

  #keyOf(view: MatrixView, moment: number | null): readonly unknown[] {
    const { config, saved, readersFile } = this.#store;
    return [config, saved, readersFile.value, view.filter, view.isChangedOnly, view.maxFeatures, moment];
  }

  #isOther(key: readonly unknown[]): boolean {
    return key.length !== this.#asked.length || key.some((value, at) => !Object.is(value, this.#asked[at]));
  }
}
