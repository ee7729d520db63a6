/** The console at 200 % zoom in a window of 1280 pixels (WCAG 2.2, 1.4.4 and 1.4.10): nothing is cut off at its side. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { startConsole, useConsoleBrowser } from '../support/console-page.js';

const { open } = useConsoleBrowser();

const CONFIG = {
  version: 1,
  sites: { daily: { title: 'The Daily', hosts: ['www.daily.example', '*.daily.example'], group: 'regional' } },
  products: { gold: { title: 'Gold', claimValue: 'gold', features: ['articles'], sites: ['daily'] } },
  components: { wall: { type: 'registration-wall', heading: 'Read on', action: '/register' } },
  features: { articles: { rules: { anonymous: { content: 'hide', components: ['wall'] } } } },
};
const PLACES = ['features/articles', 'products/catalogue/gold', 'components/wall', 'settings/sites/daily', 'text'];

suite('at 200 % zoom, the console', () => {
  test('scrolls to no side on any screen', async () => {
    await using server = await startConsole(CONFIG);
    await using app = await open(server.address);
    // At 200 % a window has half as many pixels of CSS, each twice as large.
    await app.page.setViewport({ width: 640, height: 400, deviceScaleFactor: 2 });
    const screens = await app.page.$$eval('nav a', (links) => links.map((link) => link.getAttribute('href')!.slice(2)));
    const wide: string[] = [];
    for (const route of [...screens, ...PLACES]) {
      await app.page.evaluate((hash) => void (location.hash = hash), `#/${route}`);
      await app.page.waitForFunction(() => document.querySelector('main h1, main section, main .cm-editor'));
      await app.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const over = await app.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) wide.push(`${route}: ${over} px`);
    }

    assert.ok(screens.length > 10, screens.join());
    assert.deepEqual(wide, []);
    assert.deepEqual(app.errors, []);
  });
});
