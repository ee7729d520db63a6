/** Stores of `zephr serve`, and the commands that fill them. */
import assert from 'node:assert/strict';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { installCommand, type RunningCommand } from '../support/run-command.js';
import { PORT, SECRET, TUTORIAL, files, post, useServedCommand } from '../support/served-command.js';

const { command, withServer } = useServedCommand();

suite('users and gifts, by the commands and the server together', () => {
  test('an imported reader is found by the token', async () => {
    const run = await command().run(['users', 'import', 'readers.csv', '--system', 'crm', '--store', 'users.sqlite']);
    assert.deepEqual(run, { code: 0, out: 'users.sqlite: 1 added, 0 changed, 0 unchanged\n', err: '' });
    await withServer(['users.json', '--store', 'users.sqlite'], async (server) => {
      assert.deepEqual(await post(server, '/zephr/verify', { token: TUTORIAL }), {
        ok: true,
        claims: { sub: '1234567890', prod: 'gold' },
        user: { state: 'Alabama' },
      });
    });
  });

  test('one who is imported while the server runs is found by the next request', async () => {
    await withServer(['users.json', '--store', 'late.sqlite'], async (server) => {
      const find = async (): Promise<unknown> =>
        ((await post(server, '/zephr/verify', { token: TUTORIAL })) as { user: unknown }).user;
      assert.equal(await find(), null);
      await command().run(['users', 'import', 'readers.csv', '--system', 'crm', '--store', 'late.sqlite']);

      assert.deepEqual(await find(), { state: 'Alabama' });
    });
  });

  test('a gift opens its path for one session, also after the server was started again', async () => {
    const { code, out } = await command().run(['gift', '/story', '--expires', '1h'], '', SECRET);
    const [gift = '', link] = out.split('\n');
    assert.deepEqual([code, link], [0, `/story?gift=${gift}`]);
    const open = (server: RunningCommand, session: string, path = '/story'): Promise<unknown> =>
      post(server, '/zephr/gift', { gift, path, session });

    await withServer(['gifts.json'], async (server) => {
      assert.deepEqual(await open(server, 'session-of-the-first', '/other'), { valid: false, reason: 'path' });
      assert.deepEqual(await open(server, 'session-of-the-first'), { valid: true });
      assert.deepEqual(await open(server, 'session-of-the-second'), { valid: false, reason: 'used' });
      server.kill('SIGTERM');
      assert.equal((await server.ended).code, 0);
    });
    await withServer(['gifts.json'], async (server) => {
      assert.deepEqual(await open(server, 'session-of-the-second'), { valid: false, reason: 'used' });
      assert.deepEqual(await open(server, 'session-of-the-first'), { valid: true });
    });
    await access(join(command().folder, 'zephr.sqlite'));
  });

  test('a token is not a gift, and a gift is not a token', async () => {
    const { out } = await command().run(['gift', '/story'], '', SECRET);
    const [gift = ''] = out.split('\n');
    await withServer(['gifts.json', '--no-store'], async (server) => {
      const asToken = await post(server, '/zephr/verify', { token: gift });
      const asGift = await post(server, '/zephr/gift', { gift: TUTORIAL, path: '/story', session: 'session-1' });

      assert.deepEqual(asToken, { ok: false, reason: 'token-type' });
      assert.deepEqual(asGift, { valid: false, reason: 'invalid' });
    });
  });

  test('where libsql is not installed, what needs it says how to get it, and the rest works', async () => {
    const alone = await installCommand(files);
    try {
      for (const args of [
        ['users', 'import', 'readers.csv', '--system', 'crm'],
        ['serve', 'users.json', ...PORT],
      ]) {
        const { code, out, err } = await alone.run(args, '', SECRET);
        assert.deepEqual([code, out], [2, '']);
        assert.match(
          err,
          /^error: The store needs the package libsql, .* Install it: npm install libsql\n {2}See .*#driver-missing\n$/,
        );
      }
      const server = await alone.start(['serve', 'users.json', '--no-store', ...PORT], SECRET);
      const answer = (await post(server, '/zephr/verify', { token: TUTORIAL })) as { user: unknown };
      await server[Symbol.asyncDispose]();
      assert.equal(answer.user, null);
    } finally {
      await alone[Symbol.asyncDispose]();
    }
  });
});

test('a secret never shows in the help, nor is there an option for it', async () => {
  for (const name of ['serve', 'token', 'gift']) {
    const { out } = await command().run([name, '--help'], '', { ZEPHR_JWT_SECRET: 'shown-nowhere' });

    assert.doesNotMatch(out, /--secret|shown-nowhere/);
  }
});
