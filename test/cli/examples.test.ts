/** Examples that need nothing but the package and a web server. Those with tools are in test/farm/. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { promisify } from 'node:util';
import type { Browser } from 'puppeteer-core';
import { CONTENT, plantExample, readAsBoth, readExample, WALL } from '../support/example.js';
import { launchChromium } from '../support/launch-chromium.js';
import { packPackage, type PackedPackage } from '../support/packed-package.js';
import { serve, type TestServer } from '../support/serve.js';

const run = promisify(execFile);

/** Serves the files of a folder to other origins, as `http-server --cors` does. */
async function openFolder(server: TestServer, folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const code = await readFile(path);
    const headers = { 'content-type': 'text/javascript', 'access-control-allow-origin': '*' };
    // Routes have no hash in the names of chunks.
    const name = `/${relative(folder, path).split(sep).join('/')}`.replace(/-[0-9a-z]{8}\.js$/, '.js');
    server.route(name, (_request, response) => void response.writeHead(200, headers).end(code));
  }
}

suite('the example', () => {
  let browser: Browser;
  let packed: PackedPackage;
  before(async () => {
    [packed, browser] = await Promise.all([packPackage(), launchChromium()]);
  });
  after(async () => {
    await browser?.close();
    await packed?.[Symbol.asyncDispose]();
  });

  test('script-tag shows a wall, and subscribers the content', async () => {
    await using site = await plantExample('script-tag', { packed: packed.folder });
    const command = /\bcp -r .+$/m.exec(readExample('script-tag')['README.md']!)![0];
    await run('sh', ['-c', command], { cwd: site.folder });
    await using server = await serve({ folder: site.folder });

    assert.deepEqual(await readAsBoth(browser, `${server.origin}/index.html`), [[WALL], [CONTENT]]);
  });

  test('cdn-bundle shows a wall, and subscribers the content', async () => {
    await using cdn = await serve();
    await using site = await plantExample('cdn-bundle', {
      packed: packed.folder,
      change: (text) => text.replaceAll('http://127.0.0.1:8081', cdn.origin),
    });
    await run('npm', ['run', 'bundle'], { cwd: site.folder });
    await openFolder(cdn, join(site.folder, 'cdn'));
    await using server = await serve({ folder: site.folder });

    assert.deepEqual(await readAsBoth(browser, `${server.origin}/index.html`), [[WALL], [CONTENT]]);
  });
});
