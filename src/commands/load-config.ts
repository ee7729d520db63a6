import type { Command } from 'commander';
import { ConfigError } from '../model/shared-config-error.js';
import type { Config } from '../model/config.js';
import { compileConfig, type CompiledConfig } from '../decision/compile-config.js';
import { EXIT } from './exit-codes.js';
import { nameOf, readTextFile } from './read-text-file.js';

/** A config without mistakes, and its engine. */
export interface LoadedConfig {
  readonly config: Config;
  readonly engine: CompiledConfig;
}

/**
 * Reads a config and compiles it.
 *
 * @param file - A path; `-` is the standard input.
 * @throws {CommanderError} With exit code 1 for a mistake in the config; also what `readJson` throws.
 */
export async function loadConfig(file: string, command: Command): Promise<LoadedConfig> {
  const config = await readJson(file, command);
  try {
    return { config: config as Config, engine: compileConfig(config) };
  } catch (error) {
    return refuseConfig(file, error, command);
  }
}

/**
 * Ends a command over a mistake in the config.
 *
 * @param error - Any error but a `ConfigError` is thrown on.
 * @throws {CommanderError} With exit code 1.
 */
export function refuseConfig(file: string, error: unknown, command: Command): never {
  if (!(error instanceof ConfigError)) throw error;
  return command.error(`error: ${nameOf(file)} holds a mistake: ${error.code}\n  ${error.message}`, {
    exitCode: EXIT.mistake,
  });
}

/**
 * Reads a file of JSON.
 *
 * @param file - A path; `-` is the standard input.
 * @throws {CommanderError} With exit code 2 if it cannot be read or is not JSON.
 */
export async function readJson(file: string, command: Command): Promise<unknown> {
  const json = await readTextFile(file, command);
  try {
    return JSON.parse(json) as unknown;
  } catch (error) {
    return command.error(`error: ${nameOf(file)} is no JSON: ${locate((error as Error).message, json)}`, {
      exitCode: 2,
    });
  }
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

/** Adds line and column to a message of `JSON.parse`; newer versions of Node add them themselves. */
function locate(message: string, json: string): string {
  const position = /at position (\d+)$/.exec(message)?.[1];
  if (position === undefined) return message;
  const lines = json.slice(0, Number(position)).split('\n');
  return `${message} (line ${lines.length}, column ${lines.at(-1)!.length + 1})`;
}
