/** The demo's server. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, test } from 'node:test';
import { server, useDemo } from '../support/demo.js';
import { GOLD_TOKEN } from '../support/demo-tutorial.js';

useDemo();

/** Asks the server without the tidying of paths that `fetch` does. */
function ask(path: string, method = 'GET'): Promise<number> {
  return new Promise((done, failed) => {
    const asked = request(server.url, { method, path }, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
    asked.on('error', failed).end();
  });
}

describe("the demo's server", () => {
  for (const path of [
    '/package.json',
    '/serve.mjs',
    '/index.html',
    '/assets/',
    '/assets/../serve.mjs',
    '/assets/%2e%2e/serve.mjs',
    '/assets/..%2f..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '/chunks//etc/hostname.json',
    '/assets/%zz',
  ]) {
    test(`has nothing at ${path}`, async () => {
      assert.equal(await ask(path), 404);
    });
  }

  test('lets its pages be read only, but takes what the walls post', async () => {
    assert.equal(await ask('/', 'POST'), 405);
    assert.equal(await ask('/zephr.json', 'DELETE'), 405);
    assert.equal(await ask('/register', 'POST'), 200);
    assert.equal(await ask('/checkout?plan=monthly', 'POST'), 200);
  });

  const asAddress = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;
  /** Keeps a process from finding libsql. */
  const HOOK = asAddress(`export const resolve = (name, context, next) => {
    if (name !== 'libsql') return next(name, context);
    throw Object.assign(new Error('no libsql'), { code: 'ERR_MODULE_NOT_FOUND' });
  }`);
  const WITHOUT_LIBSQL = asAddress(`import { register } from 'node:module'; register(${JSON.stringify(HOOK)});`);

  for (const { says, flags, signal, lines } of [
    { says: 'SIGINT', flags: [], signal: 'SIGINT', lines: [] },
    { says: 'SIGTERM', flags: [], signal: 'SIGTERM', lines: [] },
    {
      says: 'SIGTERM, without libsql too',
      flags: ['--import', WITHOUT_LIBSQL],
      signal: 'SIGTERM',
      lines: ['The package libsql is not installed: the readers are kept in memory instead of a file.'],
    },
  ] as const) {
    test(`says in a line where it is, and leaves nothing behind on ${says}`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'demo-test-'));
      const env = { ...process.env, PORT: '0', TMPDIR: folder };
      const demo = spawn(process.execPath, [...flags, 'demo/start.mjs'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
      const exit = once(demo, 'exit');
      const said: string[] = [];
      let url = '';
      for await (const line of createInterface(demo.stdout)) {
        url = /http:\S+/.exec(line)?.[0] ?? '';
        if (url) break;
        said.push(line);
      }

      const answer = await fetch(`${url}/zephr/verify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: GOLD_TOKEN }),
      });
      const { user } = (await answer.json()) as { user: unknown };
      demo.kill(signal);

      assert.deepEqual(await exit, [0, null]);
      assert.deepEqual(said, lines);
      assert.deepEqual(user, { city: 'Harlow Landing', plan: 'weekend paper', since: '2019', newsletter: 'weekly' });
      // The cache of the tests' compiler is in the same folder.
      assert.deepEqual(
        (await readdir(folder)).filter((name) => name.startsWith('zephr-demo-')),
        [],
      );
      await rm(folder, { recursive: true });
    });
  }
});
