import { MAX_QUOTED_CHARACTERS } from './limits.js';
import { writeCompactly } from './write-compactly.js';

/** Characters in front of the first difference that are quoted with it. */
const CHARACTERS_BEFORE = 12;

/** Quotes a value in a sentence: short, and texts between double quotes. */
export function quoteValue(value: unknown): string {
  const text = writeCompactly(value);
  if (text.length <= MAX_QUOTED_CHARACTERS) return text;
  return `${text.slice(0, MAX_QUOTED_CHARACTERS)}…`;
}

/**
 * Quotes two values that differ; of long ones the part that differs.
 *
 * @example quoteBoth('monthly', 'yearly') // ['"monthly"', '"yearly"']
 */
export function quoteBoth(one: unknown, other: unknown): [string, string] {
  const [first, second] = [writeCompactly(one), writeCompactly(other)];
  let at = 0;
  while (at < first.length && first[at] === second[at]) at++;
  if (Math.max(first.length, second.length) <= MAX_QUOTED_CHARACTERS || at <= CHARACTERS_BEFORE) {
    return [quoteValue(one), quoteValue(other)];
  }
  const begin = at - CHARACTERS_BEFORE;
  const cut = (text: string): string => {
    const end = begin + MAX_QUOTED_CHARACTERS;
    return `…${text.slice(begin, end)}${text.length > end ? '…' : ''}`;
  };
  return [cut(first), cut(second)];
}

/** Joins names as a sentence lists them. */
export function listWords(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
