/** Loaded before a command: tells at its end how much time of the CPU it took, in milliseconds. */
import { writeSync } from 'node:fs';

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  writeSync(2, `cpu:${(user + system) / 1000}\n`);
});
