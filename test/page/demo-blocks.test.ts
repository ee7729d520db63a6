import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, suite, test } from 'node:test';
import type { Browser, Page } from 'puppeteer-core';
// The demo is plain JavaScript, as a visitor runs it.
import { serveDemo } from '../../demo/serve.mjs';
import { launchChromium } from '../support/launch-chromium.js';

/** Runs in every page before anything else does. */
interface Watched {
  layoutShift: number;
  reported: string[];
}

let server: { readonly url: string; close(): Promise<void> };
let browser: Browser;
let axe: string;

before(async () => {
  // Each answer takes its time, so that a page is painted before its blocks are there.
  server = await serveDemo({ latency: 80 });
  browser = await launchChromium();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});

after(async () => {
  await browser.close();
  await server.close();
});

async function open(width: number, scheme = 'light', prelude = ''): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.evaluateOnNewDocument(prelude);
  await page.evaluateOnNewDocument(() => {
    const watched = window as unknown as Watched;
    Object.assign(watched, { layoutShift: 0, reported: [] });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) watched.layoutShift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
    document.addEventListener('zephr-fault', (event) => watched.reported.push(event.detail.code));
    document.addEventListener('securitypolicyviolation', (event) => watched.reported.push(event.violatedDirective));
  });
  await page.goto(`${server.url}/blocks`);
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('zephr-custom-block')].filter(({ childElementCount }) => childElementCount > 0)
        .length === 4 &&
      document.querySelector('news-letter button') &&
      document.querySelector('td'),
  );
  return page;
}

suite('the page of the custom blocks', () => {
  test('shows what a template, an offer, an address and an element of its own give', async () => {
    const page = await open(1280);
    const texts = await page.evaluate(() =>
      [...document.querySelectorAll('zephr-custom-block')].map((block) => block.textContent),
    );
    await page.click('news-letter button');
    const [pressed, reported, title] = await page.evaluate(() => [
      document.querySelector('news-letter button')!.textContent,
      (window as unknown as Watched).reported,
      document.title,
    ]);

    assert.match(texts[0]!, /While you are here.*flood 6 minutes.*landing 1 minute.*levee & the road 9 minutes/);
    assert.match(texts[1]!, /Gold, Yearly.*\$99\.00 per year/);
    assert.match(texts[2]!, /Tides at Gee’s Landing/);
    assert.equal(pressed, 'You will hear of the ferry');
    assert.deepEqual(reported, []);
    assert.match(title as string, /^Custom blocks/);
    await page.close();
  });

  for (const width of [320, 768, 1280]) {
    test(`moves nothing while its blocks arrive, and fits into ${width} pixels`, async () => {
      const page = await open(width);
      const [shift, wide] = await page.evaluate(async () => {
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        return [(window as unknown as Watched).layoutShift, document.documentElement.scrollWidth];
      });

      assert.deepEqual([shift, wide], [0, width]);
      await page.close();
    });
  }

  for (const scheme of ['light', 'dark']) {
    test(`has no fault that axe finds, in ${scheme} colours`, async () => {
      const page = await open(1280, scheme);
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const { axe: tool } = window as unknown as { axe: typeof import('axe-core') };
        return (await tool.run()).violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
      });

      assert.deepEqual(found, []);
      await page.close();
    });
  }

  test('shows the same by DOMPurify', async () => {
    const blocks = (page: Page): Promise<string[]> =>
      page.evaluate(() => [...document.querySelectorAll('zephr-custom-block')].map(({ innerHTML }) => innerHTML));
    const [one, other] = [await open(1280), await open(1280, 'light', 'delete Element.prototype.setHTML')];

    assert.deepEqual(await blocks(one), await blocks(other));
    await one.close();
    await other.close();
  });
});
