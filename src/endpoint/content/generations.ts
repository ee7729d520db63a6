/**
 * Keeps values by a text, up to a number of characters, in the memory of this process. It holds two generations, and forgets the
 * older one when the younger is full; a value that is found stays.
 */
export class Generations<Value> {
  readonly #max: number;
  #young = new Map<string, Value>();
  #old = new Map<string, Value>();
  /** Characters of the values in the younger generation. */
  #characters = 0;

  /** @param max - Characters of all values, with their texts. */
  constructor(max: number) {
    this.#max = max;
  }

  /**
   * @param measure - Gives the characters of the value.
   */
  find(text: string, measure: (value: Value) => number): Value | undefined {
    const young = this.#young.get(text);
    if (young !== undefined) return young;
    const old = this.#old.get(text);
    if (old !== undefined) this.keep(text, old, measure(old));
    return old;
  }

  /** @param characters - Those of the value. */
  keep(text: string, value: Value, characters: number): void {
    const size = text.length + characters;
    if (this.#characters + size > this.#max / 2) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#characters = 0;
    }
    // A value in place of another counts once more: it is counted too high, and never too low.
    this.#characters += size;
    this.#old.delete(text);
    this.#young.set(text, value);
  }

  forget(text: string): void {
    this.#young.delete(text);
    this.#old.delete(text);
  }
}
