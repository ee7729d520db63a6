import type { Command } from 'commander';
import { describeTrouble } from '../files/describe-trouble.js';
import { EXIT } from './exit-codes.js';

/**
 * Ends a command over a file or folder that cannot be written.
 *
 * @throws {CommanderError} With exit code 2.
 */
export function refuseUnwritable(path: string, error: unknown, command: Command): never {
  return command.error(`error: ${path} cannot be written: ${describeTrouble(path, error)}.`, { exitCode: EXIT.usage });
}
