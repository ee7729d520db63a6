import { CommanderError } from 'commander';
import { createProgram, type Output } from './create-program.js';
import { EXIT } from './exit-codes.js';

/**
 * Runs the command line once.
 *
 * @param args - The arguments after `zephr`.
 * @returns The exit code.
 */
export async function runProgram(args: readonly string[], output: Output): Promise<number> {
  try {
    await createProgram(output).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander ends with 1 for its own errors; `command.error` sets the code of a command.
    return error.exitCode === 0 || error.code === 'commander.error' ? error.exitCode : EXIT.usage;
  }
}
