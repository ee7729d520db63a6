/**
 * Greatest width of a character, as a share of the font size. The font is not known, so these are the widths of the widest
 * common sans-serif fonts (Verdana, DejaVu Sans).
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
 * Measures the greatest width of a text on one line, in pixels.
 *
 * @param size - Font size, in pixels.
 */
export function measureText(text: string, size: number): number {
  let share = 0;
  for (const letter of splitLetters(text)) share += SHARES.get(letter) ?? shareOf(letter.codePointAt(0)!);
  return share * size;
}

/** Splits a text into characters as people count them: a letter and its accents are one. */
export function splitLetters(text: string): string[] {
  return ASCII.test(text) ? text.split('') : [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** Accented Latin; letters of other scripts; ideographs, arrows and emoji. */
function shareOf(code: number): number {
  return code < 0x250 ? 0.9 : code < 0x2000 ? 1.15 : 1.35;
}
