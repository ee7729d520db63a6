/** `zephr serve --access-log`: requests in a file of their own. */
import assert from 'node:assert/strict';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { suite, test } from 'node:test';
import { PORT, post, SECRET, TUTORIAL, useServedCommand } from '../support/served-command.js';
import { eventually } from '../support/eventually.js';

const { command, withServer } = useServedCommand();

const read = async (name: string): Promise<readonly Record<string, unknown>[]> => {
  const text = await readFile(join(command().folder, name), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);
};

suite('the access log of zephr serve', () => {
  test('has a line with time, route, status and duration for each request, and nothing of the reader', async () => {
    await withServer(['zephr.json', '--quiet', '--access-log', 'access.log'], async (server) => {
      await post(server, '/zephr/verify?email=a@b.example', { token: TUTORIAL }, { 'user-agent': 'An agent' });
      await fetch(`${server.origin}/a/secret/path`);
      server.kill('SIGTERM');
      assert.equal((await server.ended).code, 0);
      const lines = await read('access.log');

      assert.deepEqual(
        lines.map(({ time, ms, ...rest }) => {
          assert.ok(Date.parse(String(time)) > 0 && Number(ms) >= 0);
          return rest;
        }),
        [
          { level: 'info', event: 'request', route: '/zephr/verify', method: 'POST', status: 200, outcome: 'valid' },
          { level: 'info', event: 'request', route: 'other', method: 'GET', status: 404, outcome: 'not-found' },
        ],
      );
      assert.doesNotMatch(server.written().out, /"event":"request"/);
      assert.match(server.written().out, /"event":"secret-weak"/);
      assert.doesNotMatch(JSON.stringify(lines), /eyJ|1234567890|127\.0\.0\.1|agent|secret|example/);
    });
  });

  test('goes on in a new file after the old one was moved away and SIGHUP came', async () => {
    await withServer(['zephr.json', '--access-log', 'rotated.log'], async (server) => {
      const ask = (): Promise<unknown> => post(server, '/zephr/verify', { token: TUTORIAL });
      await ask();
      await eventually(async () => (await read('rotated.log')).length === 1);
      await rename(join(command().folder, 'rotated.log'), join(command().folder, 'rotated.log.1'));
      await ask();
      server.kill('SIGHUP');
      await eventually(() => server.written().out.includes('config-reloaded'));
      await ask();
      await eventually(async () => (await read('rotated.log')).length === 1);

      assert.equal((await read('rotated.log.1')).length, 2);
    });
  });

  test('that cannot be opened keeps the server from starting, in a sentence', async () => {
    const args = ['serve', 'zephr.json', '--access-log', 'none/access.log', ...PORT];
    const { code, err } = await command().run(args, '', SECRET);

    assert.equal(code, 2);
    assert.match(err, /^error: none\/access\.log cannot be written: /);
  });
});
