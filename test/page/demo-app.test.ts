import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'puppeteer-core';
import { serveDemo } from '../../demo/serve.mjs';
import { launchChromium } from '../support/launch-chromium.js';

let browser: Browser;
let demo: Awaited<ReturnType<typeof serveDemo>>;
before(async () => {
  [browser, demo] = await Promise.all([launchChromium(), serveDemo()]);
});
after(async () => {
  await browser.close();
  await demo.close();
});

test('the app of the demo shows each of its pages as intended, forwards and back', async () => {
  const page = await browser.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => /error|warn/.test(message.type()) && problems.push(message.text()));
  await page.goto(`${demo.url}/app`);
  const go = async (path: string, wanted: string): Promise<void> => {
    await page.click(`a[href="${path}"]`);
    await page.waitForFunction(
      (state) =>
        ([...document.querySelectorAll('#view zephr-feature')]
          .map((element) => `${element.getAttribute('feature')} ${element.getAttribute('state')}`)
          .join() || 'as it is') === state,
      { timeout: 8000 },
      wanted,
    );
    if (process.env['PICTURES']) {
      await new Promise((done) => setTimeout(done, 600));
      await page.screenshot({ path: `${process.env['PICTURES']}${path.replaceAll('/', '-')}.png` as `${string}.png` });
    }
  };
  await go('/app/council', 'stories walled');
  await go('/app/ferry', 'as it is');
  await go('/app/tides', 'tables walled');
  await go('/app', 'as it is');
  await page.goBack();
  await page.waitForSelector('zephr-feature[feature=tables][state=walled]');

  assert.deepEqual(problems, []);
});
