import type { Passage } from './find-old-prose.js';

/** A longer sentence has more than one statement. */
export const MAX_SENTENCE_WORDS = 40;

/** The end of a sentence or of its first part: a mark before a capital letter, a number or code. */
const END = /(?<=[.!?:;]["”’)]?)\s+(?=[\p{Lu}\d…"“‘(])/u;

/** Finds sentences that are too long in texts that people read. Returns a sentence for each. */
export function findLongSentences(passages: readonly Passage[]): string[] {
  return passages.flatMap(({ at, text }) =>
    text.split(END).flatMap((sentence) => {
      const words = sentence.split(/\s+/).filter((word) => /[\p{L}\d…]/u.test(word)).length;
      return words > MAX_SENTENCE_WORDS ? [`${at}: ${words} words in “${sentence.slice(0, 80)}…”`] : [];
    }),
  );
}
