import { CommanderError, type Command } from 'commander';
import { isConfigError } from '../../model/config-error.js';
import type { Config } from '../../model/config.js';
import { checkConfig } from '../../config/check-config.js';
import { explainMistake } from '../../config/explain-mistake.js';
import { refuseSecret } from '../../config/find-secret.js';
import { measureKey } from '../../token/verify/measure-key.js';
import { validateText } from '../../validate/validate-text.js';
import { EXIT } from '../exit-codes.js';
import { refuseConfig } from '../load-config.js';
import { nameOf } from '../read-text-file.js';
import { countMistakes, writeReport } from '../validate/write-report.js';

/**
 * Reads a config that pages can start with.
 *
 * @param text - Content of the file.
 * @throws {CommanderError} With exit code 1 for a mistake, after a report of every mistake, as `validate` writes it.
 */
export async function readSoundConfig(text: string, file: string, command: Command): Promise<Config> {
  const mistakes = await validateText(text, { measureKey });
  const output = command.configureOutput();
  const { errors, warnings } = countMistakes(mistakes);
  if (errors > 0) {
    output.writeOut?.(writeReport(file, mistakes, output.getOutHasColors?.() ?? false));
    throw new CommanderError(EXIT.mistake, 'commander.error', `${file} has errors`);
  }
  if (warnings > 0) output.writeErr?.(`${nameOf(file)} has ${warnings} warnings: zephr validate tells them.\n`);
  const config = JSON.parse(text) as unknown;
  try {
    // A page needs a key, which others that read the config have from elsewhere.
    refuseSecret(config);
    return checkConfig(config, true);
  } catch (error) {
    return refuseConfig(file, isConfigError(error) ? explainMistake(error, config) : error, command);
  }
}
