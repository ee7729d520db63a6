/** Memory of idle processes: `zephr serve` on a small machine, `zephr console` beside an editor. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { aConfig } from '../support/a-config.js';
import { SECRET } from '../support/an-endpoint.js';
import { installCommand } from '../support/run-command.js';

/**
 * Above a bare Node, in MB. Both have some 37 on Node 20, which has 40 itself. How much a heap grows before it is collected differs by
 * machine; a library that is loaded for nothing costs 10 and more.
 */
const MAX_MB = 48;
const NO_PROC = existsSync('/proc/self/status') ? false : 'memory is read from /proc';

async function memoryOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) / 1024;
}

async function bareNode(): Promise<number> {
  const bare = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")']);
  try {
    await new Promise((resolve) => bare.stdout.once('data', resolve));
    return await memoryOf(bare.pid);
  } finally {
    bare.kill();
  }
}

suite('an idle process', () => {
  for (const [says, args] of [
    ['zephr serve', ['serve', 'zephr.json', '--port', '0', '--quiet']],
    ['zephr console', ['console', 'zephr.json', '--port', '0', '--no-open']],
  ] as const)
    test(`of ${says} has less than ${MAX_MB} MB above a bare Node`, { skip: NO_PROC }, async () => {
      await using command = await installCommand({ 'zephr.json': aConfig() }, { packages: true, console: true });
      await using running = await command.start([...args], { ZEPHR_JWT_SECRET: SECRET });
      const above = (await memoryOf(running.pid)) - (await bareNode());

      assert.ok(above < MAX_MB, `${Math.round(above)} MB above a bare Node`);
    });
});
