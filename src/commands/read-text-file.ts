import { readFile, stat } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { CommanderError, type Command } from 'commander';
import { EXIT } from './exit-codes.js';

const TROUBLES: Readonly<Record<string, string>> = {
  ENOENT: 'the file does not exist',
  EISDIR: 'this is a folder, not a file',
  EACCES: 'reading it is not allowed',
};

/**
 * Reads a file of text.
 *
 * @param file - A path; `-` is the standard input.
 * @param maxBytes - A larger file is refused before it is read.
 * @returns The text without a byte order mark, which JSON does not allow (RFC 8259, section 8.1).
 * @throws {CommanderError} With exit code 2 if it cannot be read.
 */
export async function readTextFile(file: string, command: Command, maxBytes = Infinity): Promise<string> {
  try {
    if (file !== '-' && (await stat(file)).size > maxBytes) refuse(file, `it has more than ${maxBytes} bytes`, command);
    const read = file === '-' ? await text(process.stdin) : await readFile(file, 'utf8');
    return read.replace(/^\uFEFF/, '');
  } catch (error) {
    if (error instanceof CommanderError) throw error;
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
  return refuse(file, TROUBLES[code] ?? message, command);
}

function refuse(file: string, why: string, command: Command): never {
  return command.error(`error: ${nameOf(file)} cannot be read: ${why}`, { exitCode: EXIT.usage });
}

/** Names a file in a sentence. */
export function nameOf(file: string): string {
  return file === '-' ? 'the standard input' : file;
}
