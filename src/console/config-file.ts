import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import { describeTrouble } from '../files/describe-trouble.js';
import { writeWhole } from '../files/write-whole.js';
import { ConsoleRefusal } from './console-refusal.js';
import { MAX_FILE_BYTES } from './limits.js';

/** The text of a file, and the hash by which it is known. */
export interface FileText {
  readonly text: string;
  /** SHA-256 of its octets, in hex. */
  readonly hash: string;
}

/**
 * Reads a text file.
 *
 * @returns `null` where the file is missing.
 * @throws {ConsoleRefusal} `file-unreadable`.
 */
export async function readFileText(path: string): Promise<FileText | null> {
  try {
    const { size } = await stat(path);
    if (size > MAX_FILE_BYTES) throw new Error(`it has more than ${MAX_FILE_BYTES} octets`);
    return withHash(await readFile(path, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new ConsoleRefusal(500, 'file-unreadable', `The file cannot be read: ${message}.`);
  }
}

/** A text with its hash. */
export function withHash(text: string): FileText {
  return { text, hash: createHash('sha256').update(text).digest('hex') };
}

/**
 * Writes a text file as a whole.
 *
 * @throws {ConsoleRefusal} `file-unwritable`, such as for a file that may only be read; the file is as it was.
 */
export async function writeFileText(path: string, text: string): Promise<void> {
  try {
    // A folder would allow to put another file in the place of one that may only be read.
    await access(path, constants.W_OK).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
    await writeWhole(path, text);
  } catch (error) {
    const why = describeTrouble(path, error);
    throw new ConsoleRefusal(500, 'file-unwritable', `The file cannot be written: ${why}. Your edits are still here.`);
  }
}
