/** The example with a folder of plain HTML, sealed by the command. Those with tools are in test/farm/. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { promisify } from 'node:util';
import type { Browser } from 'puppeteer-core';
import { CONTENT, plantExample, readAsBoth, readExample, WALL } from '../support/example.js';
import { launchChromium } from '../support/launch-chromium.js';
import { packPackage, type PackedPackage } from '../support/packed-package.js';
import { readSource, SEALED_ENV, SEALED_TOKEN } from '../support/sealed-example.js';
import { serve } from '../support/serve.js';

const run = promisify(execFile);

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

  const npm = async (folder: string, script: string): Promise<string> =>
    (await run('npm', ['run', script], { cwd: folder, env: { ...process.env, ...SEALED_ENV } })).stdout;

  test('sealed-html has ciphertext in its files, a wall, and the story for subscribers', async () => {
    await using site = await plantExample('sealed-html', { packed: packed.folder });
    await npm(site.folder, 'build');
    const folder = join(site.folder, 'dist');
    await using server = await serve({ folder });

    assert.deepEqual(await readSource(folder), { seals: 1, leaks: [] });
    assert.match(await npm(site.folder, 'check'), /: 0 mistakes, 1 seal in \d+ files\n/);
    assert.deepEqual(await readAsBoth(browser, `${server.origin}/index.html`, SEALED_TOKEN), [[WALL], [CONTENT]]);
    // A build again writes the same octets.
    assert.match(await npm(site.folder, 'build'), /1 part sealed/);
  });

  test('sealed-html with a feed that repeats the story fails its check', async () => {
    await using site = await plantExample('sealed-html', { packed: packed.folder });
    const [, sealed] = /<p>(The gated [^<]+)/.exec(readExample('sealed-html')['public/index.html']!)!;
    await writeFile(
      join(site.folder, 'public/feed.xml'),
      `<rss><channel><item><description>${sealed}</description></item></channel></rss>`,
    );
    await npm(site.folder, 'build');

    await assert.rejects(npm(site.folder, 'check'), ({ code, stdout }: { code: number; stdout: string }) => {
      assert.match(stdout, /feed\.xml.+seal-leak/s);
      return code === 1;
    });
  });
});
