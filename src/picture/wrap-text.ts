import { measureText, splitLetters } from './measure-text.js';

/** Inside a long word a line may break here: before a slash, behind a hyphen and the like. */
const JOINT = /(?=\/)|(?<=[-_.?&=])/;

/**
 * Breaks a text into lines that fit a width: between words, and inside a word that alone is too wide.
 *
 * @param width - In pixels, as is `size`, that of the font.
 * @param most - Lines at most; what is left out ends in an ellipsis.
 */
export function wrapText(text: string, width: number, size: number, most: number): string[] {
  const lines: string[] = [];
  const space = measureText(' ', size);
  let line = '';
  let used = 0;
  const add = (part: string, glue: string): void => {
    const length = measureText(part, size);
    const gap = glue === '' ? 0 : space;
    if (line !== '' && used + gap + length > width) {
      lines.push(line);
      line = '';
      used = 0;
    }
    used += line === '' ? length : gap + length;
    line += line === '' ? part : glue + part;
  };
  for (const word of text.split(/\s+/).filter(Boolean)) {
    partsOf(word, width, size).forEach((part, index) => {
      if (lines.length <= most) add(part, index === 0 ? ' ' : '');
    });
    if (lines.length > most) break;
  }
  if (line !== '') lines.push(line);
  return lines.length > most ? [...lines.slice(0, most - 1), shorten(lines[most - 1]!, width, size)] : lines;
}

/** A word as one part where it fits a line, else broken at its joints, and letter by letter where these are too far apart. */
function partsOf(word: string, width: number, size: number): string[] {
  if (measureText(word, size) <= width) return [word];
  return word.split(JOINT).flatMap((part) => (measureText(part, size) <= width ? [part] : splitLetters(part)));
}

/** Cuts a line so that an ellipsis fits behind it. */
function shorten(line: string, width: number, size: number): string {
  const letters = splitLetters(line);
  while (letters.length > 0 && measureText(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('')}…`;
}
