import type { Command } from 'commander';
import type { Config } from '../model/config.js';
import { isConfigError } from '../model/config-error.js';
import { cutToFeatures } from '../config/cut-to-features.js';
import { compileConfig, type CompiledConfig } from '../decision/compile-config.js';
import { measureKey } from '../token/verify/measure-key.js';
import { findKeyWarnings } from '../validate/find-key-warnings.js';
import { findMistakes } from '../validate/find-mistakes.js';
import { EXIT } from './exit-codes.js';
import { nameOf, readTextFile } from './read-text-file.js';
import { refuseBroken } from './refuse-broken.js';
import { seeCode } from './see-code.js';

/** A config without mistakes, and its engine. */
export interface LoadedConfig {
  /** Features that the command is not about have no rules. */
  readonly config: Config;
  readonly engine: CompiledConfig;
  /** The config as it is written. A feature that the command is not about may have mistakes. */
  readonly whole: Config;
}

/**
 * Reads a config and compiles it. A broken one gets the same words and the same exit code from every command: the report of
 * `validate`.
 *
 * @param file - A path; `-` is the standard input.
 * @param features - The features that the command is about. As in a page, a mistake in another one costs only that one; it is
 *   noted on the standard error output. Default: all.
 * @throws {CommanderError} With exit code 1 for a mistake in the config, with 2 for a file that cannot be read.
 */
export async function loadConfig(file: string, command: Command, features?: readonly string[]): Promise<LoadedConfig> {
  const text = await readTextFile(file, command);
  let whole: unknown;
  let loaded: LoadedConfig;
  try {
    whole = JSON.parse(text);
    const config = (features ? cutToFeatures(whole, features) : whole) as Config;
    loaded = { config, engine: compileConfig(config), whole: whole as Config };
  } catch (error) {
    await refuseBroken(text, file, command);
    return refuseConfig(file, error, command);
  }
  if (await isSharedBroken(whole)) await refuseBroken(text, file, command);
  if (features && !compiles(whole))
    command.configureOutput().writeErr?.(`${nameOf(file)} has a mistake in another feature: see zephr validate.\n`);
  return loaded;
}

/** Whether something is wrong outside the features that compiling does not look at, such as a key that does not import. */
export async function isSharedBroken(config: unknown): Promise<boolean> {
  const shared = cutToFeatures(config, []);
  const mistakes = findMistakes(shared, await findKeyWarnings(shared, measureKey));
  return mistakes.some(({ severity }) => severity === 'error');
}

function compiles(config: unknown): boolean {
  try {
    compileConfig(config);
    return true;
  } catch (error) {
    if (!isConfigError(error)) throw error;
    return false;
  }
}

/**
 * Ends a command over a mistake in the config.
 *
 * @param error - Any error but a `ConfigError` is thrown on.
 * @throws {CommanderError} With exit code 1.
 */
export function refuseConfig(file: string, error: unknown, command: Command): never {
  if (!isConfigError(error)) throw error;
  return command.error(
    `error: ${nameOf(file)} has a mistake: ${error.code}\n  ${error.message}${seeCode(error.code)}`,
    {
      exitCode: EXIT.mistake,
    },
  );
}

/**
 * Requires a feature of the config.
 *
 * @throws {CommanderError} With exit code 1 and the known names, if it does not exist.
 */
export function requireFeature({ features }: Config, feature: string, file: string, command: Command): void {
  if (Object.hasOwn(features, feature)) return;
  const names = Object.keys(features).map((name) => `"${name}"`);
  const known = names.length > 0 ? names.join(', ') : 'none';
  command.error(`error: ${nameOf(file)} has no feature "${feature}". Known features: ${known}.`, {
    exitCode: EXIT.mistake,
  });
}
