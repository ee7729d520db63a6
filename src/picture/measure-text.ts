/**
 * Share of the font size that a character takes at most. Which face will draw it is not known, so this is the widest of
 * the usual sans-serif ones (Verdana, DejaVu Sans).
 */
const SHARES = new Map<string, number>(
  (
    [
      [" ijlI|'!.,:;", 0.42],
      ['frt()[]/\\-`"*', 0.5],
      ['abcdeghknopqsuvxyz0123456789$?_{}', 0.66],
      ['ABCDEFGHJKLNOPQRSTUVXYZ+=<>~#&^', 0.85],
      ['mwMW@%', 1.08],
    ] as const
  ).flatMap(([letters, share]) => [...letters].map((letter) => [letter, share] as const)),
);

const ASCII = /^[ -~]*$/;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The most pixels that a text on one line can take.
 *
 * @param size - Of the font, in pixels.
 */
export function measureText(text: string, size: number): number {
  let share = 0;
  for (const letter of splitLetters(text)) share += SHARES.get(letter) ?? shareOf(letter.codePointAt(0)!);
  return share * size;
}

/** The characters of a text as a reader counts them: a letter and its accents are one. */
export function splitLetters(text: string): string[] {
  return ASCII.test(text) ? text.split('') : [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** Accented Latin; letters of other scripts; ideographs, arrows and emoji. */
function shareOf(code: number): number {
  return code < 0x250 ? 0.9 : code < 0x2000 ? 1.15 : 1.35;
}
