import { readFile } from 'node:fs/promises';
import { Command, CommanderError } from 'commander';
import type { Config } from '../../model/config.js';
import { isConfigError } from '../../model/config-error.js';
import { EndpointError } from '../../endpoint/endpoint-error.js';
import { describeError } from '../../endpoint/describe-error.js';
import type { LogEntry } from '../../endpoint/create-log.js';
import type { SealKey } from '../../seal/seal-keys.js';
import { measureKey } from '../../token/verify/measure-key.js';
import { validateText } from '../../validate/validate-text.js';
import { EXIT } from '../exit-codes.js';
import { type GivenKey, readSigningKey } from '../given-key.js';
import { readGivenSealKeys } from '../given-seal-keys.js';
import { readGivenSettings, type EndpointSettings } from '../given-settings.js';
import { loadConfig } from '../load-config.js';
import type { ServeOptions } from './serve-options.js';

/** The files that a server is made from, and that it follows. */
export type ServedFiles = { readonly file: string } & Pick<ServeOptions, 'signingKey' | 'sealKeys' | 'settings'>;

/** The content of those files. */
export interface Served {
  readonly config: Config;
  readonly signingKey: GivenKey | undefined;
  readonly sealKeys: readonly SealKey[] | undefined;
  readonly settings: EndpointSettings;
}

/**
 * Reads the config and the keys of a server.
 *
 * @throws {CommanderError} Where one of them cannot be used.
 */
export async function readServed(
  { file, signingKey, sealKeys, settings }: ServedFiles,
  command: Command,
): Promise<Served> {
  const { config } = await loadConfig(file, command);
  return {
    config,
    signingKey: await readSigningKey(signingKey, command),
    sealKeys: await readGivenSealKeys(sealKeys, command),
    settings: await readGivenSettings(settings, command),
  };
}

/** The files of a server that change on disk: all but the standard input. */
export function listFiles({ file, signingKey, sealKeys, settings }: ServedFiles): readonly string[] {
  return [file, signingKey, sealKeys, settings].filter((path): path is string => path !== undefined && path !== '-');
}

/** Reads the texts of files as one, to see whether any has changed. A file that cannot be read counts as another text. */
export async function readTexts(files: readonly string[]): Promise<string> {
  const texts = await Promise.all(
    files.map((path) =>
      readFile(path, 'utf8').catch((error: NodeJS.ErrnoException): { readonly code?: string | undefined } => ({
        code: error.code,
      })),
    ),
  );
  return JSON.stringify(texts);
}

/** Creates a command that throws its mistakes and writes none of them down, for a server that goes on after one. */
export function createQuietCommand(): Command {
  return new Command('serve').exitOverride().configureOutput({ writeOut: () => {}, writeErr: () => {} });
}

/** Describes for the log why files of a server cannot be used. Quotes no key. */
export async function describeRefusal(
  error: unknown,
  file: string,
): Promise<Pick<LogEntry, 'error' | 'pointer' | 'message'> & { readonly code: string }> {
  if (error instanceof EndpointError || isConfigError(error))
    return { code: error.code, pointer: error.pointer, message: error.message };
  if (!(error instanceof CommanderError)) return describeError(error, 'internal');
  const text = error.exitCode === EXIT.mistake ? await readFile(file, 'utf8').catch(() => null) : null;
  const mistakes = text === null ? [] : await validateText(text.replace(/^\uFEFF/, ''), { measureKey });
  const mistake = mistakes.find(({ severity }) => severity === 'error');
  if (!mistake) return { code: 'file-unusable', message: error.message.replace(/^error: /, '') };
  const { code, pointer, message, line, column } = mistake;
  return { code, pointer, message: `${file}:${line}:${column}: ${message}` };
}
