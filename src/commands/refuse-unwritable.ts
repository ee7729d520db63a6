import { dirname } from 'node:path';
import type { Command } from 'commander';
import { EXIT } from './exit-codes.js';

const TROUBLES: Readonly<Record<string, string>> = {
  EEXIST: 'another program has just created it',
  EISDIR: 'this is a folder, not a file',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EACCES: 'writing there is not allowed',
  EPERM: 'writing there is not allowed',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ELOOP: 'its link leads back to itself',
};

/**
 * Ends a command over a file or folder that cannot be written.
 *
 * @throws {CommanderError} With exit code 2.
 */
export function refuseUnwritable(path: string, error: unknown, command: Command): never {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const trouble =
    code === 'ENOENT' ? `the folder ${dirname(path)} does not exist; create it first` : (TROUBLES[code] ?? message);
  return command.error(`error: ${path} cannot be written: ${trouble}.`, { exitCode: EXIT.usage });
}
