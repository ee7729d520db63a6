import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import type { Config } from '../model/config.js';
import type { ReadersFile } from '../model/readers-types.js';
import { readReaders } from '../readers/read-readers.js';
import type { ReadersMistake } from '../readers/readers-mistake.js';
import type { JsonMap } from '../validate/map-json.js';
import { showControls } from '../words/show-controls.js';
import { EXIT } from './exit-codes.js';
import { nameOf, readTextFile } from './read-text-file.js';
import { seeCode } from './see-code.js';

/** Name of the file of test readers beside a config. */
const READERS_FILE = 'zephr.readers.json';

/** A sound file of test readers. */
export interface LoadedReaders {
  readonly path: string;
  readonly file: ReadersFile;
  readonly locate: JsonMap['locate'];
}

/**
 * Reads the test readers of some configs. Warnings are written to the standard error.
 *
 * @param given - The path that was asked for; without one, `zephr.readers.json` beside the config.
 * @param configFile - Path of the config; `-` is the standard input.
 * @param configs - The configs that the readers are used with.
 * @throws {CommanderError} With exit code 2 where the file cannot be read or has a mistake.
 */
export async function loadReaders(
  given: string | undefined,
  configFile: string,
  configs: readonly Config[],
  command: Command,
): Promise<LoadedReaders> {
  const path = given ?? pathOfReaders(configFile);
  const { file, mistakes, locate } = readReaders(await readTextFile(path, command), configs);
  const lines = mistakes.map((mistake) => `${describeMistake(path, mistake)}\n`).join('');
  if (file === null) {
    const help = [...new Set(mistakes.map(({ code }) => code))].map(seeCode).join('');
    return command.error(`error: ${nameOf(path)} cannot be used\n${lines.trimEnd()}${help}`, { exitCode: EXIT.usage });
  }
  command.configureOutput().writeErr?.(lines);
  return { path, file, locate };
}

/** Path of the test readers beside a config. */
export function pathOfReaders(configFile: string): string {
  return join(configFile === '-' ? '.' : dirname(configFile), READERS_FILE);
}

function describeMistake(path: string, { line, column, code, message, severity }: ReadersMistake): string {
  const kind = severity === 'warning' ? 'warning: ' : '';
  return `${path}:${line}:${column}  ${code}  ${kind}${showControls(message)}`;
}
