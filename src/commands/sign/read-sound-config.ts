import type { Command } from 'commander';
import { isConfigError } from '../../model/config-error.js';
import type { Config } from '../../model/config.js';
import { checkConfig } from '../../config/check-config.js';
import { explainMistake } from '../../config/explain-mistake.js';
import { refuseConfig } from '../load-config.js';
import { nameOf } from '../read-text-file.js';
import { refuseBroken } from '../refuse-broken.js';

/**
 * Reads a config that pages can start with.
 *
 * @param text - Content of the file.
 * @throws {CommanderError} With exit code 1 for a mistake, after a report of every mistake, as `validate` writes it.
 */
export async function readSoundConfig(text: string, file: string, command: Command): Promise<Config> {
  const { config, warnings } = await refuseBroken(text, file, command);
  if (warnings > 0) {
    const notice = warnings === 1 ? 'a warning: see zephr validate' : `${warnings} warnings: see zephr validate`;
    command.configureOutput().writeErr?.(`${nameOf(file)} has ${notice}.\n`);
  }
  try {
    // A page needs a key, which others that read the config have from elsewhere. A secret is refused by now.
    return checkConfig(config, true);
  } catch (error) {
    return refuseConfig(file, isConfigError(error) ? explainMistake(error, config) : error, command);
  }
}
