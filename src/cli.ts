#!/usr/bin/env node
/** The command `zephr`. */
import { runProgram } from './commands/run-program.js';

// Whoever reads along may stop before the end, as `head` does.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const exitCode = await runProgram(process.argv.slice(2), {
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
});
if (exitCode !== 0) process.exitCode = exitCode;
