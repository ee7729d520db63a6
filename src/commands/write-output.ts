import type { Stats } from 'node:fs';
import { fstat } from 'node:fs';
import { lstat, readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Command } from 'commander';
import { writeWhole } from '../files/write-whole.js';
import { EXIT } from './exit-codes.js';
import { MAX_MARKED_BYTES } from './limits.js';
import { nameOf } from './read-text-file.js';
import { refuseUnwritable } from './refuse-unwritable.js';

/** A file that a command writes. */
export interface OutputFile {
  /** As it was given on the command line. */
  readonly path: string;
  /** The files that the command has read, as they were given; `-` is the standard input. None of them is ever written over. */
  readonly inputs: readonly string[];
  /** Name of the command, for messages. */
  readonly maker: string;
  /** Recognises the text of a file that the command has made before. Default: it writes over no file that is there. */
  readonly isOwn?: (text: string) => boolean;
  /** Whether a file is written over that the command has not made. */
  readonly force?: boolean | undefined;
  /** Rights of the file. Default: those of the file that is there, otherwise the usual ones of new files. */
  readonly mode?: number;
}

/**
 * Writes a file as a whole: it has its old text or its new one, whatever ends the command. Every command writes by this
 * function, and so none destroys what it has read, or a file that it has not made.
 *
 * @throws {CommanderError} With exit code 2: for a file that the command has read, by whichever of its names, also with
 *   `force`; without `force` for a file of another maker; and where the file cannot be written.
 */
export async function writeOutput(text: string, output: OutputFile, command: Command): Promise<void> {
  await refuseOutput(output, command);
  const { path, mode } = output;
  try {
    await writeWhole(path, text, mode);
  } catch (error) {
    return refuseUnwritable(path, error, command);
  }
}

/**
 * Refuses a file that must not be written over. `writeOutput` does so itself; a command that writes several files asks for all of
 * them before it writes one.
 *
 * @throws {CommanderError} As `writeOutput` does.
 */
export async function refuseOutput(output: OutputFile, command: Command): Promise<void> {
  const { path, inputs, maker, isOwn, force = false } = output;
  const there = await statOf(path);
  if (!there) {
    // A link to nothing would be followed to a place that nothing was said about.
    if (await lstat(path).catch(() => null)) refuse(command, `${path} is a link to a file that does not exist.`);
    return;
  }
  for (const input of inputs) {
    const read = input === '-' ? await promisify(fstat)(0).catch(() => null) : await statOf(input);
    if (read?.isFile() && read.dev === there.dev && read.ino === there.ino)
      refuse(command, `${path} is ${describeInput(input, path, maker)}, and is never replaced.`);
  }
  if (force || !there.isFile()) return;
  if (there.size <= MAX_MARKED_BYTES && isOwn?.(await readFile(path, 'utf8').catch(() => ''))) return;
  const foreign = isOwn ? `, and ${maker} did not make it` : '';
  refuse(command, `${path} already exists${foreign}. Nothing was written: name another file, or add --force.`);
}

function describeInput(input: string, path: string, maker: string): string {
  return input === path ? `an input of ${maker}` : `the same file as ${nameOf(input)}, which ${maker} reads`;
}

function refuse(command: Command, says: string): never {
  return command.error(`error: ${says}`, { exitCode: EXIT.usage });
}

async function statOf(path: string): Promise<Stats | null> {
  return stat(path).catch(() => null);
}
