import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch } from 'puppeteer-core';
import { findChromium } from '../support/find-chromium.js';
import { serve } from '../support/serve.js';

const canUnpack = process.platform === 'linux' && process.arch === 'x64';

test(
  'the browser that the development dependencies bring draws text and verifies signatures',
  { skip: !canUnpack },
  async () => {
    const { executablePath, args, env, headless } = await findChromium({ ...process.env, ZEPHR_BROWSER: 'bundled' });
    await using server = await serve({ routes: { '/': '<!doctype html><p>Read on</p>' } });
    const browser = await launch({ executablePath, args: [...args], env, headless });
    try {
      const page = await browser.newPage();
      await page.goto(server.origin);

      const seen = await page.evaluate(() => ({
        height: document.querySelector('p')!.getBoundingClientRect().height,
        subtle: typeof crypto.subtle,
      }));

      assert.ok(seen.height > 0, 'text has a height, so there is a font');
      assert.equal(seen.subtle, 'object');
    } finally {
      await browser.close();
    }
  },
);

test('a CHROME_PATH that names no program is refused by name', async () => {
  await assert.rejects(
    findChromium({ CHROME_PATH: '/nowhere/chrome' }),
    /CHROME_PATH names no program: \/nowhere\/chrome/,
  );
});
