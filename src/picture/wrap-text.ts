import { measureText, splitLetters } from './measure-text.js';

/** Where a line may break inside a long word: before a slash, after a hyphen and similar characters. */
const BREAK = /(?=\/)|(?<=[-_.?&=])/;

/**
 * Breaks a text into lines that fit a width: between words, and inside a word that is wider than a line.
 *
 * @param width - Width of a line, in pixels.
 * @param size - Font size, in pixels.
 * @param maxLines - Greatest number of lines; a longer text ends in an ellipsis.
 */
export function wrapText(text: string, width: number, size: number, maxLines: number): string[] {
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
      if (lines.length <= maxLines) add(part, index === 0 ? ' ' : '');
    });
    if (lines.length > maxLines) break;
  }
  if (line !== '') lines.push(line);
  return lines.length > maxLines
    ? [...lines.slice(0, maxLines - 1), shorten(lines[maxLines - 1]!, width, size)]
    : lines;
}

/** Splits a word that does not fit a line: where it may break, and into letters if that is not enough. */
function partsOf(word: string, width: number, size: number): string[] {
  if (measureText(word, size) <= width) return [word];
  return word.split(BREAK).flatMap((part) => (measureText(part, size) <= width ? [part] : splitLetters(part)));
}

/** Cuts a line so that an ellipsis fits behind it. */
function shorten(line: string, width: number, size: number): string {
  const letters = splitLetters(line);
  while (letters.length > 0 && measureText(`${letters.join('')}…`, size) > width) letters.pop();
  return `${letters.join('')}…`;
}
