import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { makeFolder } from '../make-folder.js';
import { refuseOutput, writeOutput, type OutputFile } from '../write-output.js';
import type { TextPair } from './make-key-pair.js';

/** Where a key pair is written to. */
export interface KeyFolder {
  readonly folder: string;
  /** Whether files that are there are written over. */
  readonly force: boolean;
}

/**
 * Writes a key pair into two files, the private one for its owner alone.
 *
 * @returns A description of the files.
 * @throws {CommanderError} With exit code 2 where a file is there already, or cannot be written.
 */
export async function writeKeyPair(
  { publicText, privateText, ending }: TextPair,
  { folder, force }: KeyFolder,
  command: Command,
): Promise<string> {
  // A key cannot be made again, so a pair that the command has made is written over as little as any other file.
  const [privateFile, publicFile] = (['private', 'public'] as const).map((name): OutputFile => ({
    path: join(folder, `${name}.${ending}`),
    inputs: [],
    maker: 'zephr keys',
    force,
    ...(name === 'private' && { mode: 0o600 }),
  })) as [OutputFile, OutputFile];
  await makeFolder(folder, command);
  for (const file of [privateFile, publicFile]) await refuseOutput(file, command);
  await writeOutput(privateText, privateFile, command);
  try {
    await writeOutput(publicText, publicFile, command);
  } catch (error) {
    // Half a pair beside half of another one would be taken for a whole.
    await rm(privateFile.path, { force: true });
    throw error;
  }
  return `${privateFile.path}: the private key; only you can read it\n${publicFile.path}: the public key, for jwt.publicKey or preview.publicKey of the config, or data-config-key of the script tag\n`;
}
