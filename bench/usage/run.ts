/**
 * The cost of counting, in the page and on a server: `npm run bench:usage`. Options go to every part.
 *
 * Prints tables in Markdown.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

for (const part of ['page.ts', 'server.ts']) {
  const program = fileURLToPath(new URL(`./${part}`, import.meta.url));
  if (!existsSync(program)) continue;
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...process.argv.slice(2)], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) process.exitCode = 1;
}
