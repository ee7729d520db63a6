const NUMBER = /\p{N}/u;

/** Counts the words of texts by the rules of their language (Unicode UAX 29), or by white space without `Intl.Segmenter`. */
export class WordCounter {
  readonly #language: string;
  /** Made when words are counted first: most walls keep none, and making it takes longer than a wall. `null` without support. */
  #segmenter: Intl.Segmenter | null | undefined;

  /** @param language - BCP 47 tag. */
  constructor(language: string) {
    this.#language = language;
  }

  /**
   * Counts up to a number of words.
   *
   * @returns The number that was found, and where the last of them ends in the text.
   */
  count(text: string, most: number): { readonly words: number; readonly end: number } {
    let [words, end] = [0, 0];
    for (const word of this.#ends(text)) {
      if (words === most) break;
      words++;
      end = word;
    }
    return { words, end };
  }

  *#ends(text: string): Generator<number> {
    if (this.#segmenter === undefined)
      this.#segmenter =
        'Segmenter' in Intl ? new Intl.Segmenter(supported(this.#language), { granularity: 'word' }) : null;
    if (this.#segmenter) {
      for (const { isWordLike, index, segment } of this.#segmenter.segment(text)) {
        // WebKit takes numbers, and words that end with one, for no words.
        if (isWordLike || NUMBER.test(segment)) yield index + segment.length;
      }
    } else for (const { 0: word, index } of text.matchAll(/\S+/g)) yield index + word.length;
  }
}

function supported(language: string): string[] {
  try {
    return Intl.Segmenter.supportedLocalesOf(language || []);
  } catch {
    return [];
  }
}
