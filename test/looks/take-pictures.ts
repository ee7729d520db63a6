import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { launch, type Browser } from 'puppeteer-core';
// The demo is plain JavaScript, as a visitor runs it.
import { serveDemo } from '../../demo/serve.mjs';
import { findChromium } from '../support/find-chromium.js';
import type { Picture } from './pictures.js';

/** Smaller than on any screen: enough to tell what has moved, and fewer bytes to keep. */
const SCALE = 0.75;

/**
 * Why no pictures can be taken on this machine; `undefined` where they can.
 *
 * A browser of another build, or with other fonts, draws other pixels. So all pictures are of the one Chromium that the
 * development dependencies bring, and of the one font in it.
 */
export function whyNoPictures(): string | undefined {
  if (process.platform === 'linux' && process.arch === 'x64') return undefined;
  return 'pictures are taken by the Chromium among the development dependencies, which runs on Linux x64 only';
}

/** Takes pictures of the gallery, each as the bytes of a PNG. */
export async function* takePictures(
  pictures: readonly Picture[],
): AsyncGenerator<{ readonly name: string; readonly png: Uint8Array }> {
  const folder = await mkdtemp(join(tmpdir(), 'zephr-looks-'));
  const server = await serveDemo();
  try {
    const browser = await launchStill(folder);
    try {
      for (const picture of pictures) yield { name: picture.name, png: await take(browser, server.url, picture) };
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Starts the browser of all pictures.
 *
 * @param folder - Holds its list of fonts.
 */
export async function launchStill(folder: string): Promise<Browser> {
  const { executablePath, args, env, headless } = await findChromium({ ...process.env, ZEPHR_BROWSER: 'bundled' });
  const fonts = join(folder, 'fonts.conf');
  await writeFile(
    fonts,
    `<?xml version="1.0"?><fontconfig><dir>${dirname(executablePath)}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
  );
  return launch({
    executablePath,
    env: { ...env, FONTCONFIG_FILE: fonts },
    headless,
    handleSIGTERM: false,
    // Flags for everything that differs by machine: its screen, its hinting, its smoothing of letters.
    args: [
      ...args,
      ...['--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb', '--hide-scrollbars'],
    ],
  });
}

async function take(browser: Browser, url: string, picture: Picture): Promise<Uint8Array> {
  const page = await browser.newPage();
  try {
    await page.setViewport({ width: picture.width, height: 600, deviceScaleFactor: SCALE });
    const client = await page.createCDPSession();
    const features = [{ name: 'prefers-reduced-motion', value: 'reduce' }];
    if (picture.forcedColors) features.push({ name: 'forced-colors', value: 'active' });
    await client.send('Emulation.setEmulatedMedia', { features });
    await page.goto(`${url}/gallery?${picture.query}`);
    await page.waitForSelector('[data-ready]');
    if (picture.whole) await page.waitForFunction(isOpen);
    for (let presses = 0; presses < (picture.tabs ?? 0); presses++) await page.keyboard.press('Tab');
    const shown = picture.whole ? page : (await page.$('.stage'))!;
    return await shown.screenshot();
  } finally {
    await page.close();
  }
}

/** Runs in the page. */
function isOpen(): boolean {
  return document.querySelector('zephr-feature')?.shadowRoot?.querySelector('zephr-zone[open]') != null;
}
