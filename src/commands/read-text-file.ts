import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { EXIT } from './exit-codes.js';

const TROUBLES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder, not a file',
  EACCES: 'reading it is not allowed',
};

/**
 * Reads a file of text.
 *
 * @param file - A path; `-` is the standard input.
 * @returns The text without a byte order mark, which JSON does not allow (RFC 8259, section 8.1).
 * @throws {CommanderError} With exit code 2 if it cannot be read.
 */
export async function readTextFile(file: string, command: Command): Promise<string> {
  try {
    const read = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
    return read.replace(/^\uFEFF/, '');
  } catch (error) {
    return refuseUnreadable(file, error, command);
  }
}

/**
 * Ends a command over a file that cannot be read.
 *
 * @throws {CommanderError} With exit code 2.
 */
export function refuseUnreadable(file: string, error: unknown, command: Command): never {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return command.error(`error: ${nameOf(file)} cannot be read: ${TROUBLES[code] ?? message}`, { exitCode: EXIT.usage });
}

/** Names a file in a sentence. */
export function nameOf(file: string): string {
  return file === '-' ? 'the standard input' : file;
}
