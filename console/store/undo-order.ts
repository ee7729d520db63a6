import type { History } from '../../src/edit/history.js';

/** A text that is edited: the config, or its test readers. */
export type Edited = 'config' | 'readers';

/** The order of the steps of both histories, so that Undo takes back the latest one of either. */
export class UndoOrder {
  #done: Edited[] = [];
  #undone: Edited[] = [];

  /** The name of a gesture, or none where the step before it belongs to the other text: they are two steps. */
  groupFor(edited: Edited, group: string | null): string | null {
    return this.#done.at(-1) === edited ? group : null;
  }

  /** Notes a change of a history by new edits. */
  record(edited: Edited, before: History, after: History): void {
    const isJoined = before.done.length > 0 && after.done.at(-1)?.before === before.done.at(-1)!.before;
    if (after === before || isJoined) return;
    this.#done.push(edited);
    this.#undone = [];
  }

  /** Takes back the latest step. Returns whose it is. */
  undo(): Edited | undefined {
    return move(this.#done, this.#undone);
  }

  /** Does the step again that was taken back last. Returns whose it is. */
  redo(): Edited | undefined {
    return move(this.#undone, this.#done);
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** A history begins again. */
  forget(edited: Edited): void {
    this.#done = this.#done.filter((one) => one !== edited);
    this.#undone = this.#undone.filter((one) => one !== edited);
  }
}

function move(from: Edited[], to: Edited[]): Edited | undefined {
  const step = from.pop();
  if (step !== undefined) to.push(step);
  return step;
}
