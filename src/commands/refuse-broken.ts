import { CommanderError, type Command } from 'commander';
import { measureKey } from '../token/verify/measure-key.js';
import { judgeText } from '../validate/validate-text.js';
import { EXIT } from './exit-codes.js';
import { countMistakes, writeReport } from './validate/write-report.js';

/**
 * Ends a command over a broken config with the words of `validate`: its whole report, on the standard error output.
 *
 * @param text - Content of the file.
 * @returns The parsed config and the number of its warnings, where there is no error.
 * @throws {CommanderError} With exit code 1, where the text has an error.
 */
export async function refuseBroken(
  text: string,
  file: string,
  command: Command,
): Promise<{ readonly config: unknown; readonly warnings: number }> {
  const { config, mistakes } = await judgeText(text, { measureKey });
  const { errors, warnings } = countMistakes(mistakes);
  if (errors === 0) return { config, warnings };
  const output = command.configureOutput();
  output.writeErr?.(writeReport(file, mistakes, output.getErrHasColors?.() ?? false));
  // The report is what there is to say; only the exit code is left.
  throw new CommanderError(EXIT.mistake, 'commander.error', `${file} has errors`);
}
