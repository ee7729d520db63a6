import { CommanderError } from 'commander';
import { createProgram, type Output } from './create-program.js';

/** What was asked for cannot be done as it was asked: an unknown option, a file that cannot be read. */
export const EXIT_USAGE = 2;

/**
 * Runs the command line once.
 *
 * @param args - What stands behind `zephr`.
 * @returns The exit code: 0 done, 1 the config does not hold what was asked for, 2 the command was not understood.
 */
export async function runProgram(args: readonly string[], output: Output): Promise<number> {
  try {
    await createProgram(output).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander ends with 1 for its own complaints; a command that ends by `command.error` names its code.
    return error.exitCode === 0 || error.code === 'commander.error' ? error.exitCode : EXIT_USAGE;
  }
}
