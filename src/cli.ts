#!/usr/bin/env node
/** The command `zephr`. */
import { describeOldNode } from './commands/describe-old-node.js';
import { runProgram } from './commands/run-program.js';

// The reader of a pipe may stop before the end, as `head` does.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const oldNode = describeOldNode(process.versions.node);
if (oldNode) process.stderr.write(`${oldNode}\n`);

const exitCode = await runProgram(process.argv.slice(2), {
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
});
if (exitCode !== 0) process.exitCode = exitCode;
