import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Browser } from 'puppeteer-core';
import { builtFiles } from '../support/built-files.js';
import { everyChunkConfig, READERS } from '../support/every-chunk.js';
import { launchChromium } from '../support/launch-chromium.js';
import { packPackage, type PackedPackage } from '../support/packed-package.js';
import { serve } from '../support/serve.js';
import { build, installTools, plant, readByLink, readSite, startServer, type Seen, type ToolServer } from './farm.js';
import { pageWith, type FarmProject } from './farm-project.js';

/** A page that is read this often and is still not as expected is not compiling any more. */
const MAX_COMPILING_READS = 4;

/** Serves a built site by its own server, or by one that knows nothing of its tool. */
async function serveBuilt({ production }: FarmProject, site: string, tools: string): Promise<ToolServer> {
  if ('serve' in production) return startServer(production.serve, site, tools);
  const folder = join(site, production.folder);
  await copyFile(join(site, 'zephr.json'), join(folder, 'zephr.json'));
  return serve({ folder });
}

/**
 * At the first requests a tool still compiles what the page asks for, and loads the page once more when it has found another package
 * to prepare, so its first reader may lose the page that they read.
 */
async function waitUntilCompiled(read: () => Promise<Seen>, expected: Seen): Promise<void> {
  for (let tries = 0; tries < MAX_COMPILING_READS; tries++) {
    const seen = await read().catch(() => ({}));
    if (Object.entries(seen).some(([reader, page]) => isDeepStrictEqual(page, expected[reader]))) return;
  }
}

/**
 * Tests that each project shows its readers what a page with the script tag shows, built and while it is being developed.
 *
 * @param toolsName - The folder of the lock file with their tools.
 */
export function testProjects(toolsName: string, projects: readonly FarmProject[]): void {
  let browser: Browser;
  let packed: PackedPackage;
  let tools: string;
  /** The same page with the script tag, as its readers see it. */
  let expected: Seen;
  before(async () => {
    tools = await installTools(toolsName);
    packed = await packPackage();
    browser = await launchChromium();
    await using page = await serve({
      routes: {
        ...(await builtFiles()),
        '/': pageWith('<script src="/zephr.js" data-config="/zephr.json"></script>'),
        '/zephr.json': (_request, response) => void response.end(JSON.stringify(everyChunkConfig())),
      },
    });
    expected = await readSite(browser, page.origin);
  });
  after(async () => {
    await browser?.close();
    await packed?.[Symbol.asyncDispose]();
  });

  suite('a site that is built with', () => {
    for (const project of projects) {
      test(`${project.name} shows its readers what a page with the script tag shows`, async () => {
        await using site = await plant(project, tools, packed.folder);
        await build(project.build, site.folder, tools);
        await using server = await serveBuilt(project, site.folder, tools);

        assert.deepEqual(await readSite(browser, server.origin), expected);
        if (project.hasLink) assert.deepEqual(await readByLink(browser, server.origin), expected);
      });

      const { dev } = project;
      if (!dev) continue;
      test(`${project.name} shows its developers the same`, async () => {
        await using site = await plant(project, tools, packed.folder);
        await using server = await startServer(dev, site.folder, tools);
        await waitUntilCompiled(() => readSite(browser, server.origin, READERS.slice(0, 1)), expected);
        assert.deepEqual(await readSite(browser, server.origin), expected);
        if (!project.hasLink) return;
        await waitUntilCompiled(() => readByLink(browser, server.origin, READERS.slice(0, 1)), expected);
        assert.deepEqual(await readByLink(browser, server.origin), expected);
      });
    }
  });
}
