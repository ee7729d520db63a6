import { CODES } from '../../codes/catalogue.js';
import { addressOfCode } from '../../lib/address-of-code.js';
import { showControls } from '../../words/show-controls.js';
import type { LocatedMistake } from '../../validate/validate-text.js';

const RED = 31;
const YELLOW = 33;
const GREY = 90;

/** Counts errors and warnings. */
export function countMistakes(mistakes: readonly LocatedMistake[]): {
  readonly errors: number;
  readonly warnings: number;
} {
  const errors = mistakes.filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: mistakes.length - errors };
}

/**
 * Writes a report for people: a line for each error, then one for each warning, then for each code how to mend it and where
 * the documentation explains it, then their numbers.
 *
 * @param file - Name of the file as it was given, so that a terminal links it.
 * @param inColour - Whether the text goes to a terminal.
 */
export function writeReport(file: string, mistakes: readonly LocatedMistake[], inColour: boolean): string {
  const paint = (text: string, colour: number): string => (inColour ? `\u001B[${colour}m${text}\u001B[39m` : text);
  const linesOf = (severity: LocatedMistake['severity'], colour: number): string[] =>
    mistakes
      .filter((mistake) => mistake.severity === severity)
      .map(({ line, column, code, message }) =>
        [paint(`${file}:${line}:${column}`, GREY), paint(code, colour), showControls(message)].join('  '),
      );
  const { errors, warnings } = countMistakes(mistakes);
  const closing = `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  const codes = [...new Set(mistakes.map(({ code }) => code))];
  const help = codes.map((code) => `${code}: ${CODES[code].mend} ${paint(addressOfCode(code), GREY)}`);
  return [linesOf('error', RED), linesOf('warning', YELLOW), help, [closing]]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => `${line}\n`).join(''))
    .join('\n');
}

function count(amount: number, what: string): string {
  return `${amount} ${what}${amount === 1 ? '' : 's'}`;
}
