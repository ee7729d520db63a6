/** The tutorial in the console of the demo: a page beside it follows each save; and the account that a wall makes. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
import { openConsole } from '../../demo/open-console.mjs';
import { serveDemo } from '../../demo/serve.mjs';
import { openConsole as openConsolePage } from '../support/console-page.js';
import { launchChromium } from '../support/launch-chromium.js';

let browser: Browser;
let opened: Awaited<ReturnType<typeof openConsole>>;
let demo: Awaited<ReturnType<typeof serveDemo>>;
before(async () => {
  [browser, opened] = await Promise.all([launchChromium(), openConsole()]);
  demo = await serveDemo({ opened });
});
after(async () => {
  await browser.close();
  await Promise.all([demo.close(), opened.close()]);
});

/** Waits until the page beside the console says which reader it has, and shows a wall. */
async function waitForReader(page: Page, state: string, wall: string): Promise<void> {
  await page.waitForFunction(
    (said, tag) =>
      document.querySelector('[data-reader]')?.textContent === `This reader is ${said}.` &&
      document.querySelector(`zephr-feature > ${tag}`),
    {},
    ...([state, wall] as const),
  );
}

async function press(page: Page, says: string): Promise<void> {
  const button = await page.waitForSelector(`::-p-aria([name="${says}"][role="button"])`);
  await Promise.all([page.waitForNavigation(), button!.click()]);
}

suite('the demo', () => {
  test('has the tutorial in the console, and its page follows each save', async () => {
    const page = await browser.newPage();
    await page.goto(`${demo.url}/tutorial`);
    await waitForReader(page, 'anonymous', 'zephr-registration-wall');
    await press(page, 'Gold reader');
    await waitForReader(page, 'anonymous', 'zephr-registration-wall');

    const led = await fetch(`${demo.url}/tutorial/console`, { redirect: 'manual' });
    await using app = await openConsolePage(browser, led.headers.get('location')!);
    await app.click('link', 'JSON Web Tokens');
    await app.fill('Secret or Public Key', 'secret');
    await app.click('checkbox', 'Enable User Mapping');
    await app.fill('Foreign User ID Property', 'sub');
    await app.save();
    await page.bringToFront();
    await waitForReader(page, 'registered', 'zephr-paywall');
    assert.deepEqual(app.errors, []);
    await page.close();
  });

  test('leads to the console from pages of its own alone', async () => {
    const ask = async (path: string, headers: Record<string, string>): Promise<number> =>
      (await fetch(demo.url + path, { headers, redirect: 'manual' })).status;

    assert.equal(await ask('/tutorial/console', { 'sec-fetch-site': 'cross-site' }), 403);
    assert.equal(await ask('/tutorial/console', { 'sec-fetch-site': 'same-origin' }), 303);
    assert.equal(await ask('/tutorial/other', {}), 404);
  });

  for (const path of ['/', '/public-key']) {
    test(`makes an account at ${path} by the form of the wall, and shows the story to its reader`, async () => {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.goto(demo.url + path);
      await page.waitForSelector('zephr-feature[feature="articles"] > zephr-registration-wall');
      await page.type(
        'zephr-feature[feature="articles"] > zephr-registration-wall >>> input[type=email]',
        'reader@example.org',
      );
      await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
      await Promise.all([page.waitForNavigation(), page.click('.elsewhere__back')]);
      await page.waitForSelector('.stages [aria-current][data-stage=registered]');

      assert.equal(new URL(page.url()).pathname, path);
      assert.equal(await page.$('zephr-feature[feature="articles"] > zephr-registration-wall'), null);
      await context.close();
    });
  }

  test('links all of its pages from the front page', async () => {
    const page = await (await fetch(demo.url)).text();
    for (const path of ['/metered', '/sealed', '/preview', '/tutorial', '/gallery', '/zones', '/blocks', '/app']) {
      assert.ok(page.includes(`href="${path}"`), path);
      assert.equal((await fetch(demo.url + path)).status, 200, path);
    }
  });
});
