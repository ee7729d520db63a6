/** `zephr serve` while its store is in trouble: it answers everything that needs no store, and says what is wrong. */
import assert from 'node:assert/strict';
import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { LogEntry } from '../../src/endpoint/create-log.js';
import { aConfig } from '../support/a-config.js';
import { aSecretToken, SECRET } from '../support/an-endpoint.js';
import { installCommand, type InstalledCommand, type RunningCommand } from '../support/run-command.js';
import { lockFile, runSql } from '../support/sqlite-store.js';

const trial = { type: 'trial', tracker: 'stories', limit: 700, yes: 'show', no: 'teaser' };
const jwt = { userMapping: { foreignUserIdProperty: 'sub' } };
const files = {
  'zephr.json': aConfig({ jwt, features: { articles: { rules: { anonymous: trial } } }, products: {} }),
};

let command: InstalledCommand;
before(async () => {
  command = await installCommand(files, { packages: true });
});
after(() => command[Symbol.asyncDispose]());

/** Runs a server on a store of its own while a test uses it. */
async function withStore(
  name: string,
  use: (server: RunningCommand, file: string) => Promise<void>,
  args: readonly string[] = [],
): Promise<void> {
  await using server = await command.start(['serve', 'zephr.json', '--store', name, '--port', '0', ...args], {
    ZEPHR_JWT_SECRET: SECRET,
  });
  await use(server, join(command.folder, name));
}

let count = 0;

/** Spends a view of a reader with a mapped id. */
const spend = ({ origin }: RunningCommand): Promise<Response> =>
  fetch(`${origin}/zephr/usage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token: aSecretToken({ sub: 'reader-1' }),
      spend: [{ id: `id-${count++}`, tracker: 'stories', item: `/${count}`, at: Date.now() }],
    }),
  });

const health = async ({ origin }: RunningCommand): Promise<{ readonly store: string }> => {
  const response = await fetch(`${origin}/zephr/health`);
  assert.equal(response.status, 200);
  return (await response.json()) as { readonly store: string };
};

/** Asks for the health until the store is in a state. */
async function becomes(server: RunningCommand, state: string): Promise<void> {
  let { store } = await health(server);
  for (let n = 0; n < 100 && store !== state; n++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    ({ store } = await health(server));
  }
  assert.equal(store, state);
}

const warningsOf = (server: RunningCommand): LogEntry[] =>
  server
    .written()
    .out.split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as LogEntry)
    .filter(({ event }) => event === 'usage-store-failed');

suite('zephr serve with a store', () => {
  test('that is locked answers health and tokens while views wait, then refuses views at once, and counts again', async () => {
    await withStore('locked.sqlite', async (server, file) => {
      assert.equal((await health(server)).store, 'ok');
      assert.equal((await spend(server)).status, 200);
      const unlock = await lockFile(file);
      let answered = 0;
      const waiting = Array.from({ length: 6 }, () => spend(server).finally(() => answered++));
      await health(server);
      assert.equal(answered, 0);
      for (const { status, headers } of await Promise.all(waiting))
        assert.deepEqual([status, headers.get('retry-after')], [503, '1']);
      await becomes(server, 'locked');
      const { ok } = (await (
        await fetch(`${server.origin}/zephr/verify`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ token: aSecretToken({ sub: 'reader-1' }) }),
        })
      ).json()) as { ok: boolean };
      assert.equal(ok, true);
      unlock();
      await becomes(server, 'ok');
      assert.equal((await spend(server)).status, 200);
    });
  });

  test('that is locked says so in the log, by names that no build shortens, once', async () => {
    await withStore(
      'logged.sqlite',
      async (server, file) => {
        const unlock = await lockFile(file);
        for (let n = 0; n < 10; n++) await spend(server);
        unlock();

        assert.deepEqual(
          warningsOf(server).map(({ time: _time, help: _help, ...entry }) => entry),
          [{ level: 'warn', event: 'usage-store-failed', error: 'StoreError', code: 'file-locked' }],
        );
      },
      ['--quiet'],
    );
  });

  test('that is deleted acknowledges no view that would be lost, and says so', async () => {
    await withStore('lost.sqlite', async (server, file) => {
      assert.equal((await spend(server)).status, 200);
      await rm(file);
      assert.equal((await spend(server)).status, 503);
      await becomes(server, 'lost');

      assert.deepEqual(
        warningsOf(server).map(({ level, code }) => [level, code]),
        [['warn', 'file-lost']],
      );
    });
  });

  test('that is damaged does not start, and names the file and the cause', async () => {
    await withStore('damaged.sqlite', async (server) => void (await spend(server)));
    const file = join(command.folder, 'damaged.sqlite');
    await runSql('PRAGMA wal_checkpoint(TRUNCATE)', file);
    const handle = await open(file, 'r+');
    const { size } = await stat(file);
    await handle.write(Buffer.alloc(size - 4096, 'rubbish'), 0, size - 4096, 4096);
    await handle.close();
    const serve = ['serve', 'zephr.json', '--store', 'damaged.sqlite', '--port', '0'];
    const { code, err } = await command.run(serve, '', { ZEPHR_JWT_SECRET: SECRET });

    assert.equal(code, 2);
    assert.match(err, /^error: damaged\.sqlite is damaged: .*\. Restore it from a copy\.\n {2}See .*#file-damaged\n$/);
  });
});
