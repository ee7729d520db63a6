/** Examples that need tools: built, or started, by the scripts of their own package.json. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { SECRET } from '../support/an-endpoint.js';
import {
  CONTENT,
  FOR_SUBSCRIBERS,
  plantExample,
  readAsBoth,
  readPages,
  WALL,
  type PlantedExample,
} from '../support/example.js';
import { findPort } from '../support/find-port.js';
import { launchChromium } from '../support/launch-chromium.js';
import { packPackage, type PackedPackage } from '../support/packed-package.js';
import { NO_REDIS, startRedis } from '../support/redis-server.js';
import { serve } from '../support/serve.js';
import { signToken } from '../support/sign-token.js';
import { build, installTools, startServer, type ToolServer } from './farm.js';
import { NEXT_BELOW_TOOLS } from './framework-projects.js';
import { EXAMPLE_WORKER_HOST } from './runtime-files.js';

let browser: Browser;
let packed: PackedPackage;
before(async () => {
  [packed, browser] = await Promise.all([packPackage(), launchChromium()]);
});
after(async () => {
  await browser?.close();
  await packed?.[Symbol.asyncDispose]();
});

/** An example, planted below tools and on a port of its own. */
interface Site extends PlantedExample {
  readonly port: number;
  readonly tools: string;
}

async function plantBelow(toolsName: string, name: string, packages: readonly string[] = []): Promise<Site> {
  const [tools, port] = await Promise.all([installTools(toolsName), findPort()]);
  const change = (text: string): string => text.replaceAll('8080', String(port));
  const above = join(tools, 'sites');
  return { ...(await plantExample(name, { packed: packed.folder, above, change, packages })), port, tools };
}

/** Starts an example as its README says. */
async function start({ folder, tools, port }: Site, env: Readonly<Record<string, string>> = {}): Promise<ToolServer> {
  return startServer(() => ['npm', 'start'], folder, tools, { port, env });
}

suite('the example', () => {
  for (const name of ['vite', 'react', 'vue', 'next', 'astro']) {
    test(`${name} shows a wall, and subscribers the content`, async () => {
      await using site = await plantBelow('frameworks', name);
      // Next looks for its packages no further up than there is a lock file, or than its config says.
      if (name === 'next') await writeFile(join(site.folder, 'next.config.mjs'), NEXT_BELOW_TOOLS);
      await build(['npm', 'run', 'build'], site.folder, site.tools);
      await using server = await start(site);
      const more = ['react', 'vue'].includes(name) ? [FOR_SUBSCRIBERS] : [];

      assert.deepEqual(await readAsBoth(browser, server.origin), [[WALL], [CONTENT, ...more]]);
    });
  }

  test('eleventy shows a wall, and subscribers the content', async () => {
    await using site = await plantBelow('frameworks', 'eleventy');
    await build(['npm', 'run', 'build'], site.folder, site.tools);
    await using server = await serve({ folder: join(site.folder, '_site') });

    assert.deepEqual(await readAsBoth(browser, `${server.origin}/index.html`), [[WALL], [CONTENT]]);
  });

  test('worker shows a wall, and subscribers the content', async () => {
    await using site = await plantBelow('runtimes', 'worker', ['jose']);
    // In place of `wrangler dev`, which runs the same runtime.
    await writeFile(join(site.folder, 'host.mjs'), EXAMPLE_WORKER_HOST.replace('8080', String(site.port)));
    await using server = await startServer(() => ['node', 'host.mjs'], site.folder, site.tools, { port: site.port });

    assert.deepEqual(await readAsBoth(browser, server.origin), [[WALL], [CONTENT]]);
    const text = await (await fetch(server.origin)).text();
    assert.doesNotMatch(text, new RegExp(CONTENT));
  });

  test('node-sqlite counts two stories of a registered reader on all of their devices', async () => {
    await using site = await plantBelow('runtimes', 'node-sqlite');
    await using server = await start(site, { ZEPHR_JWT_SECRET: SECRET });
    const [one, two, three] = [1, 2, 3].map((id) => `${server.origin}/story/${id}`) as [string, string, string];
    const sign = (claims: object): string => signToken({ alg: 'HS256', claims, secret: SECRET });
    const registered = sign({ sub: '2' });

    assert.deepEqual(await readAsBoth(browser, one, sign({ sub: '1', prod: 'gold' })), [[WALL], [CONTENT]]);
    assert.deepEqual(await readPages(browser, registered, one, two, three), [[CONTENT], [CONTENT], [WALL]]);
    assert.deepEqual(await readPages(browser, registered, one, three), [[CONTENT], [WALL]]);
  });

  test('redis opens a story for one reader by a gift link', { skip: NO_REDIS }, async () => {
    await using redis = await startRedis();
    await using site = await plantBelow('runtimes', 'redis', ['ioredis']);
    await using server = await start(site, { ZEPHR_JWT_SECRET: SECRET, REDIS_URL: redis.url });
    const subscriber = signToken({ alg: 'HS256', claims: { sub: '1', prod: 'gold' }, secret: SECRET });
    const gift = server.origin + (await (await fetch(`${server.origin}/give`)).text());

    assert.deepEqual(await readAsBoth(browser, server.origin, subscriber), [[WALL], [CONTENT]]);
    assert.deepEqual(await readPages(browser, null, gift), [[CONTENT]]);
    assert.deepEqual(await readPages(browser, null, gift), [[WALL]]);
  });
});
