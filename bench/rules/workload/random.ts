/** Numbers that look random and are the same for the same seed, on every machine. */
export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  readonly below: (limit: number) => number;
  /** One item of a list. */
  readonly pick: <Item>(items: readonly Item[]) => Item;
  /** The list in another order. */
  readonly shuffle: <Item>(items: readonly Item[]) => Item[];
}

/**
 * Makes a generator: a counter that is multiplied and mixed, 32 bits wide; ample for a workload, useless for secrets.
 *
 * @param seed - Numbers that together name the sequence.
 */
export function createRandom(...seed: readonly number[]): Random {
  let state = seed.reduce((mixed, part) => mix(mixed ^ part), 0x9e3779b9);
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    return Math.floor(((mix(state) >>> 0) / 2 ** 32) * limit);
  };
  return {
    below,
    pick: (items) => items[below(items.length)]!,
    shuffle: (items) => {
      const mixed = [...items];
      for (let left = mixed.length; left > 1; left--) {
        const at = below(left);
        [mixed[left - 1], mixed[at]] = [mixed[at]!, mixed[left - 1]!];
      }
      return mixed;
    },
  };
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}
