import { WINDOW_WORDS } from './limits.js';

/** Some words in a row, as one number, and where the first of them begins. */
export interface WordWindow {
  readonly hash: number;
  readonly start: number;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Odd numbers of 32 bits, by which words are mixed (Knuth; the golden ratio). */
const [ONE, OTHER] = [0x9e3779b1, 0x85ebca6b];

/** Gives every row of eight words in a text, whatever is between them and however they are written. */
export function* windowsOf(text: string): Generator<WordWindow> {
  const hashes: (readonly [number, number])[] = [];
  const starts: number[] = [];
  for (const match of text.matchAll(WORD)) {
    hashes.push(hashWord(match[0]));
    starts.push(match.index);
    if (hashes.length < WINDOW_WORDS) continue;
    yield { hash: mix(hashes), start: starts[0]! };
    hashes.shift();
    starts.shift();
  }
}

function hashWord(word: string): readonly [number, number] {
  let [one, other] = [7, 11];
  for (const letter of word.normalize('NFC').toLowerCase()) {
    const code = letter.codePointAt(0)!;
    one = Math.imul(one ^ code, ONE);
    other = Math.imul(other ^ (other >>> 15) ^ code, OTHER);
  }
  return [one, other];
}

function mix(hashes: readonly (readonly [number, number])[]): number {
  let [one, other] = [0, 0];
  for (const [first, second] of hashes) {
    one = Math.imul(one ^ first, ONE) + 1;
    other = Math.imul(other ^ (other >>> 13) ^ second, OTHER) + 1;
  }
  // 53 bits: two rows of a large site meet by chance once in a hundred million times.
  return (one >>> 0) * 2_097_152 + (other >>> 11);
}
