import { dirname } from 'node:path';
import type { Command } from 'commander';
import { EXIT } from './exit-codes.js';

const TROUBLES: Readonly<Record<string, string>> = {
  EEXIST: 'another program has just made it',
  EISDIR: 'this is a folder, not a file',
  ENOTDIR: 'what should be a folder is a file',
  EACCES: 'writing there is not allowed',
  EPERM: 'writing there is not allowed',
  EROFS: 'the disk can only be read',
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
    code === 'ENOENT' ? `there is no folder ${dirname(path)}; make it first` : (TROUBLES[code] ?? message);
  return command.error(`error: ${path} cannot be written: ${trouble}.`, { exitCode: EXIT.usage });
}
