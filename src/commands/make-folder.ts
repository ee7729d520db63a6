import { mkdir } from 'node:fs/promises';
import type { Command } from 'commander';
import { refuseUnwritable } from './refuse-unwritable.js';

/**
 * Makes a folder with all that it is in, where it is not there.
 *
 * @throws {CommanderError} With exit code 2 where it cannot be made.
 */
export async function makeFolder(folder: string, command: Command): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    const isFile = (error as NodeJS.ErrnoException).code === 'EEXIST';
    refuseUnwritable(folder, isFile ? Object.assign(new Error(), { code: 'ENOTDIR' }) : error, command);
  }
}
