import assert from 'node:assert/strict';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { builtFiles } from '../support/built-files.js';
import { everyChunkConfig } from '../support/every-chunk.js';
import { launchChromium } from '../support/launch-chromium.js';
import { packPackage, type PackedPackage } from '../support/packed-package.js';
import { serve } from '../support/serve.js';
import { build, installTools, plant, readSite, startDev, type Seen } from './farm.js';
import { pageWith, type FarmProject } from './farm-project.js';

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
        await build(project, site.folder, tools);
        await copyFile(join(site.folder, 'zephr.json'), join(site.folder, project.output, 'zephr.json'));
        await using server = await serve({ folder: join(site.folder, project.output) });

        assert.deepEqual(await readSite(browser, server.origin), expected);
      });

      const { dev } = project;
      if (!dev) continue;
      test(`${project.name} shows its developers the same`, async () => {
        await using site = await plant(project, tools, packed.folder);
        await using server = await startDev(dev, site.folder, tools);
        // At the first request a tool may still be optimising packages, and load the page once more.
        await readSite(browser, server.origin).catch(() => undefined);

        assert.deepEqual(await readSite(browser, server.origin), expected);
      });
    }
  });
}
