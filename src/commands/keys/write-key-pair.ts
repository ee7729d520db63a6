import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { EXIT } from '../exit-codes.js';
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
  const [privateFile, publicFile] = ['private', 'public'].map((name) => join(folder, `${name}.${ending}`)) as [
    string,
    string,
  ];
  try {
    await mkdir(folder, { recursive: true });
    // A file that is written over would keep whatever rights it had.
    if (force) await Promise.all([privateFile, publicFile].map((file) => rm(file, { force: true })));
    await writeFile(privateFile, privateText, { mode: 0o600, flag: 'wx' });
    try {
      await writeFile(publicFile, publicText, { flag: 'wx' });
    } catch (error) {
      // Half a pair beside half of another one would be taken for a whole.
      await rm(privateFile);
      throw error;
    }
  } catch (error) {
    const { code, path = folder, message } = error as NodeJS.ErrnoException;
    return command.error(
      code === 'EEXIST'
        ? `error: ${path} is there already, and nothing was written. Name another folder, or --force.`
        : `error: ${path} cannot be written: ${message}`,
      { exitCode: EXIT.usage },
    );
  }
  return `${privateFile}: the private key, yours alone\n${publicFile}: the public key, for jwt.publicKey of the config, or data-config-key of the script tag\n`;
}
