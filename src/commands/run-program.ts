import { CommanderError } from 'commander';
import { createProgram, type Output } from './create-program.js';
import { EXIT } from './exit-codes.js';

/**
 * Runs the command line once.
 *
 * @param args - What stands behind `zephr`.
 * @returns The exit code.
 */
export async function runProgram(args: readonly string[], output: Output): Promise<number> {
  try {
    await createProgram(output).parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander ends with 1 for its own complaints; a command that ends by `command.error` names its code.
    return error.exitCode === 0 || error.code === 'commander.error' ? error.exitCode : EXIT.usage;
  }
}
