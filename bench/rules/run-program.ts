import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/**
 * Runs a program in its own Node process and returns the JSON that it printed.
 *
 * @param args - Path of the program, and its arguments.
 * @param flags - Options of Node itself.
 */
export async function runProgram<Printed>(args: readonly string[], flags: readonly string[] = []): Promise<Printed> {
  const { stdout } = await execute(process.execPath, [...flags, ...args]);
  return JSON.parse(stdout) as Printed;
}
