import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { launchChromium } from './launch-chromium.js';
import { serve } from './serve.js';

const run = promisify(execFile);

/** Seconds from the beginning to the end of each step, and what the browser shows at last. */
export interface FirstWall {
  readonly install: number;
  readonly init: number;
  readonly wall: number;
  readonly total: number;
  /** Heading of the wall. */
  readonly heading: string;
}

/**
 * Goes the way of a newcomer: an empty folder, `npm install` of the packed package, `npx zephr-onpage init --page`, and the page in
 * a browser until its wall can be seen.
 *
 * @param tarball - The package as npm packs it.
 */
export async function timeFirstWall(tarball: string): Promise<FirstWall> {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-first-wall-'));
  const begin = performance.now();
  const seconds = (from: number): number => Math.round(performance.now() - from) / 1000;
  try {
    await writeFile(join(folder, 'package.json'), '{ "private": true }');
    await run('npm', ['install', tarball, '--offline', '--no-audit', '--no-fund', '--loglevel', 'error'], {
      cwd: folder,
    });
    const install = seconds(begin);
    const beginInit = performance.now();
    await run('npx', ['--no-install', 'zephr-onpage', 'init', '--page'], { cwd: folder });
    const init = seconds(beginInit);
    const beginWall = performance.now();
    await using server = await serve({ folder });
    const browser = await launchChromium({ whole: true });
    try {
      const page = await browser.newPage();
      await page.goto(`${server.origin}/index.html`);
      const wall = await page.waitForSelector('zephr-feature[state=walled] > zephr-registration-wall', {
        visible: true,
      });
      const heading = await wall!.evaluate(
        (element) => element.shadowRoot!.querySelector('h1, h2, h3')?.textContent ?? '',
      );
      return { install, init, wall: seconds(beginWall), total: seconds(begin), heading: heading.trim() };
    } finally {
      await browser.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
