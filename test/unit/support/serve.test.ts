import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { serve } from '../../support/serve.js';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serve-'));
  await writeFile(join(folder, 'zephr.mjs'), 'export {};');
  await writeFile(join(folder, 'index.html'), '<h1>home</h1>');
});
after(() => rm(folder, { recursive: true }));

test('a module is served with the type that a browser asks of modules', async () => {
  await using server = await serve({ folder });

  const response = await fetch(`${server.origin}/zephr.mjs?v=1`);

  assert.equal(response.headers.get('content-type'), 'text/javascript; charset=utf-8');
  assert.equal(await response.text(), 'export {};');
});

test('a route goes before a file, and a function answers for itself', async () => {
  await using server = await serve({
    folder,
    routes: { '/': '<h1>page</h1>', '/busy': (_request, response) => void response.writeHead(503).end() },
  });

  const page = await fetch(`${server.origin}/`);
  const busy = await fetch(`${server.origin}/busy`);

  assert.equal(await page.text(), '<h1>page</h1>');
  assert.equal(busy.status, 503);
});

test('nothing outside of the folder is served', async () => {
  await using server = await serve({ folder: join(folder, 'inner') });

  const response = await fetch(`${server.origin}/..%2findex.html`);

  assert.equal(response.status, 404);
});

test('a closed server answers no more, and closing twice is allowed', async () => {
  const server = await serve({ folder });
  await server.close();
  await server.close();

  await assert.rejects(fetch(`${server.origin}/`));
});
