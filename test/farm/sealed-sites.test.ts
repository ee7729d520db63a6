/** Examples whose tools build sites with sealed pages: their files hold ciphertext, and subscribers read the story. */
import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { CONTENT, plantExample, readAsBoth, WALL, type PlantedExample } from '../support/example.js';
import { findPort } from '../support/find-port.js';
import { launchChromium } from '../support/launch-chromium.js';
import { packPackage, type PackedPackage } from '../support/packed-package.js';
import { readSource, SEALED_ENV, SEALED_TOKEN } from '../support/sealed-example.js';
import { serve } from '../support/serve.js';
import { build, installTools, startServer } from './farm.js';

let browser: Browser;
let packed: PackedPackage;
let tools: string;
before(async () => {
  [packed, browser, tools] = await Promise.all([packPackage(), launchChromium(), installTools('frameworks')]);
});
after(async () => {
  await browser?.close();
  await packed?.[Symbol.asyncDispose]();
});

/** Next looks for its packages no further up than its config says. */
const nextConfig = (more: string): string =>
  `import { resolve } from 'node:path';\nexport default { ${more} turbopack: { root: resolve('../..') } };\n`;

async function plant(name: string, change?: (text: string) => string): Promise<PlantedExample> {
  const more = change ? { change } : {};
  return plantExample(name, { packed: packed.folder, above: join(tools, 'sites'), ...more });
}

const runScript = (script: string, folder: string): Promise<string> =>
  build(['npm', 'run', script], folder, tools, SEALED_ENV);

suite('the example', () => {
  for (const [name, output] of [
    ['sealed-eleventy', '_site'],
    ['sealed-vite', 'dist'],
    ['sealed-astro', 'dist'],
    ['sealed-next', 'out'],
  ] as const) {
    test(`${name} has ciphertext in its files, a wall, and the story for subscribers`, async () => {
      await using site = await plant(name);
      if (name === 'sealed-next')
        await writeFile(join(site.folder, 'next.config.mjs'), nextConfig("output: 'export',"));
      await runScript('build', site.folder);
      const folder = join(site.folder, output);
      await using server = await serve({ folder });

      assert.deepEqual(await readSource(folder), { seals: 1, leaks: [] });
      assert.match(await runScript('check', site.folder), /: 0 mistakes, 1 seal in \d+ files\n/);
      assert.deepEqual(await readAsBoth(browser, `${server.origin}/index.html`, SEALED_TOKEN), [[WALL], [CONTENT]]);
    });
  }

  test('sealed-next is rendered by a server, with the same ciphertext', async () => {
    const port = await findPort();
    await using site = await plant('sealed-next');
    await writeFile(join(site.folder, 'next.config.mjs'), nextConfig(''));
    await runScript('build', site.folder);
    await using server = await startServer(
      () => ['next', 'start', '--hostname', '127.0.0.1', '--port', String(port)],
      site.folder,
      tools,
      { port, env: SEALED_ENV },
    );

    const sources = await Promise.all(
      [new Headers(), new Headers({ rsc: '1' })].map(async (headers) =>
        (await fetch(server.origin, { headers })).text(),
      ),
    );
    for (const source of sources) assert.ok(!source.includes(CONTENT) && source.includes('eyJhbGciOiJBMjU2S1ci'));
    assert.deepEqual(await readAsBoth(browser, server.origin, SEALED_TOKEN), [[WALL], [CONTENT]]);
  });

  test('next, exported in clear and sealed by the command alone, is found with the story in its data', async () => {
    await using site = await plant('sealed-next', (text) =>
      text
        .replace('<ZephrFeature feature="articles" sealed>', '<ZephrFeature feature="articles">')
        .replace(
          /<script type="application\/jose">.*<\/script>/,
          '<div dangerouslySetInnerHTML={{ __html: story }} />',
        ),
    );
    await writeFile(join(site.folder, 'next.config.mjs'), nextConfig("output: 'export',"));
    await runScript('build', site.folder);
    const zephr = join(site.folder, 'node_modules/.bin/zephr');
    await build([zephr, 'seal', 'out', '-o', 'sealed'], site.folder, tools, SEALED_ENV);
    const checked = build([zephr, 'seal', 'sealed', '--check'], site.folder, tools, SEALED_ENV);

    await assert.rejects(checked, ({ code, stdout }: { code: number; stdout: string }) => {
      assert.match(stdout, /seal-leak/);
      return code === 1;
    });
    await rm(join(site.folder, 'sealed'), { recursive: true });
  });
});
