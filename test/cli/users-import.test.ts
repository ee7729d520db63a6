/** A long import with the built command. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));

suite('a long import', () => {
  test('says how far it is, and changes nothing where it is interrupted', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zephr-import-'));
    const [csv, store] = [join(folder, 'readers.csv'), join(folder, 'zephr.sqlite')];
    const run = (...args: readonly string[]) => spawn(process.execPath, [CLI, 'users', ...args, '--store', store]);
    try {
      await writeFile(csv, 'foreignUserId,state\n0,Ohio\n');
      await once(run('import', csv, '--system', 'crm'), 'exit');
      const rows = Array.from({ length: 1_000_000 }, (_, n) => `${n},Alabama`);
      await writeFile(csv, `foreignUserId,state\n${rows.join('\n')}\n`);

      const importing = run('import', csv, '--system', 'crm');
      const [said] = (await once(importing.stderr, 'data')) as [Buffer];
      importing.kill('SIGINT');
      const [, signal] = (await once(importing, 'exit')) as [number | null, string | null];

      assert.match(String(said), /^reading .+readers\.csv: \d+ users\n$/);
      assert.equal(signal, 'SIGINT');
      assert.equal(await text(run('list').stdout), 'crm\t0\n');
      assert.match(await text(run('show', '0', '--system', 'crm').stdout), /Ohio/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
