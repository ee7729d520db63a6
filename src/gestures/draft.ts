import { applyEdits } from '../edit/apply-edits.js';
import { createEdit } from '../edit/create-edit.js';
import type { Edit } from '../edit/edit.js';
import { readAt } from '../edit/read-member.js';
import { isSameJson } from '../lib/is-same-json.js';
import { splitPointer } from '../lib/split-pointer.js';

/** A config that is being changed, and the edits until now. */
export class Draft {
  #config: unknown;
  readonly #edits: Edit[] = [];

  constructor(config: unknown) {
    this.#config = config;
  }

  get config(): unknown {
    return this.#config;
  }

  get edits(): readonly Edit[] {
    return this.#edits;
  }

  read(pointer: string): unknown {
    return readAt(this.#config, splitPointer(pointer));
  }

  /**
   * Gives a place a value; `undefined` removes it. The same value is no edit.
   *
   * @param index - Where a new member goes among the others. Default: to the end.
   */
  set(pointer: string, value: unknown, index?: number): void {
    if (isSameJson(this.read(pointer), value)) return;
    this.apply([createEdit(this.#config, pointer, value, index)]);
  }

  apply(edits: readonly Edit[]): void {
    this.#config = applyEdits(this.#config, edits);
    this.#edits.push(...edits);
  }
}
