import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { Command } from 'commander';
import type { LogEntry } from '../../../../src/endpoint/create-log.js';
import { openAccessLog } from '../../../../src/commands/serve/open-access-log.js';
import { eventually } from '../../../support/eventually.js';

const entry: LogEntry = { time: '2026-03-02T12:00:00.000Z', level: 'info', event: 'request', status: 200 };

suite('an access log', () => {
  test('has requests only, and all of them when it is closed', async () => {
    await using place = await aFolder();
    const path = join(place.folder, 'access.log');
    const log = await openAccessLog(path, () => assert.fail(), new Command());
    log.write(entry);
    log.write({ ...entry, event: 'secret-weak', level: 'warn' });
    log.write({ ...entry, status: 404 });
    await log.close();

    const statuses = (await readFile(path, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as LogEntry).status);
    assert.deepEqual(statuses, [200, 404]);
  });

  test('is appended to', async () => {
    await using place = await aFolder();
    const path = join(place.folder, 'access.log');
    for (const count of [1, 2]) {
      const log = await openAccessLog(path, () => assert.fail(), new Command());
      log.write(entry);
      await log.close();
      assert.equal((await readFile(path, 'utf8')).trimEnd().split('\n').length, count);
    }
  });

  test('reports a disk that refuses, and goes on when it takes lines again', async () => {
    await using place = await aFolder();
    const folder = join(place.folder, 'logs');
    await mkdir(folder);
    const reported: string[] = [];
    const log = await openAccessLog(
      join(folder, 'access.log'),
      (event, { code }) => reported.push(`${event} ${code}`),
      new Command(),
    );
    await rm(folder, { recursive: true });
    log.write(entry);
    await eventually(() => reported.length > 0);
    assert.deepEqual(reported, ['access-log-failed ENOENT']);

    await mkdir(folder);
    log.write({ ...entry, status: 429 });
    await log.close();
    assert.match(await readFile(join(folder, 'access.log'), 'utf8'), /429/);
  });
});

async function aFolder(): Promise<AsyncDisposable & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-access-'));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
