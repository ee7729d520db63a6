/** The sealed story of the demo, and the preview of its front page. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page, Viewport } from 'puppeteer-core';
import {
  axe,
  browser,
  DESKTOP,
  layoutShift,
  PHONE,
  server,
  slowServer,
  useDemo,
  watchDemoPage,
} from '../support/demo.js';

const SEALED = '/sealed';
/** Words of the sealed part. */
const SECRET = 'four dollars in it';

interface Visit extends AsyncDisposable {
  readonly page: Page;
  readonly problems: string[];
}

async function visitStory(viewport: Viewport = DESKTOP, { url } = server): Promise<Visit> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const problems: string[] = [];
  await watchDemoPage(page, problems);
  await page.setViewport(viewport);
  await page.goto(url + SEALED);
  await note(page, 'Not asked');
  return { page, problems, [Symbol.asyncDispose]: () => context.close() };
}

/** Waits until the bench says something about the key. */
async function note(page: Page, words: string): Promise<void> {
  await page.waitForFunction(
    (wanted) =>
      document.querySelector('[data-key="note"]')?.textContent?.includes(wanted) &&
      document.querySelector('[data-raw="source"]')?.textContent !== '–',
    {},
    words,
  );
}

async function press(page: Page, reader: string, words: string): Promise<void> {
  await page.click(`[data-as="${reader}"]`);
  await note(page, words);
}

const raw = (page: Page, name: string): Promise<string> =>
  page.$eval(`[data-raw="${name}"]`, (element) => element.textContent ?? '');

const wallOf = (page: Page): Promise<string | null> =>
  page.$eval(
    'zephr-feature',
    (place) => place.querySelector('zephr-registration-wall, zephr-paywall')?.localName ?? null,
  );

const isInPage = (page: Page): Promise<boolean> =>
  page.evaluate((words) => document.documentElement.outerHTML.replace(/\s+/g, ' ').includes(words), SECRET);

useDemo();

describe('the sealed story of the demo', () => {
  test('is ciphertext in the source, the same for every reader', async () => {
    const sources = await Promise.all(
      ['', 'blaize_jwt=x'].map(async (cookie) => (await fetch(server.url + SEALED, { headers: { cookie } })).text()),
    );

    assert.equal(sources[0], sources[1]);
    assert.match(sources[0]!, /<script type="application\/jose">[\w.-]+<\/script>/);
    assert.doesNotMatch(sources[0]!.replace(/\s+/g, ' '), /four dollars in it|granddaughter|frozen|apology/);
  });

  test('is a wall for an anonymous reader, and no key is asked for', async () => {
    await using visit = await visitStory();

    assert.equal(await wallOf(visit.page), 'zephr-registration-wall');
    assert.match(await raw(visit.page, 'source'), /application\/jose/);
    assert.match(await raw(visit.page, 'header'), /"path": "\/sealed"/);
    assert.deepEqual([await raw(visit.page, 'question'), await isInPage(visit.page), visit.problems], ['–', false, []]);
  });

  test('opens for a subscriber, whose bench shows question and answer, and leaves the page at the sign-out', async () => {
    await using visit = await visitStory();
    await press(visit.page, 'gold', 'the story is open');
    const words = await visit.page.$eval('zephr-feature', (place) => place.textContent.replace(/\s+/g, ' '));
    assert.match(words, /tied|biscuit tin.*nine pages.*four dollars in it/);
    assert.match(await raw(visit.page, 'question'), /"token": "eyJ.*"seals": \[\s*"eyJ/s);
    assert.match(await raw(visit.page, 'answer'), /"k": ".*"until": \d+/s);
    await press(visit.page, 'none', 'Not asked');

    assert.deepEqual([await wallOf(visit.page), await isInPage(visit.page)], ['zephr-registration-wall', false]);
    assert.deepEqual(visit.problems, []);
  });

  test('shows its clear part to a registered reader, with the paywall', async () => {
    await using visit = await visitStory();
    await visit.page.click('[data-as="silver"]');
    await visit.page.waitForSelector('zephr-feature > zephr-paywall');
    await note(visit.page, 'Not asked');

    assert.deepEqual([await isInPage(visit.page), visit.problems], [false, []]);
  });

  test('stays closed where the rules in the page are changed: the endpoint refuses, and its wall is shown', async () => {
    await using visit = await visitStory();
    await press(visit.page, 'cheat', 'The endpoint refused');

    assert.match(await raw(visit.page, 'answer'), /"reason": "no-access"/);
    assert.deepEqual(
      [await wallOf(visit.page), await isInPage(visit.page), visit.problems],
      ['zephr-registration-wall', false, []],
    );
  });

  for (const viewport of [DESKTOP, PHONE]) {
    test(`moves nothing while it loads, ${viewport.width} by ${viewport.height} pixels`, async () => {
      await using visit = await visitStory(viewport, slowServer);
      assert.equal(await layoutShift(visit.page), 0);
      await press(visit.page, 'gold', 'the story is open');
      await visit.page.reload();
      await note(visit.page, 'the story is open');

      assert.equal(await layoutShift(visit.page), 0);
    });
  }

  test('fits a screen 320 pixels wide, and axe finds nothing to mend', async () => {
    await using visit = await visitStory({ width: 320, height: 640 });
    for (const [reader, words] of [
      ['none', 'Not asked'],
      ['gold', 'the story is open'],
    ] as const) {
      await press(visit.page, reader, words);
      assert.equal(await visit.page.evaluate(() => document.documentElement.scrollWidth), 320);
      await visit.page.evaluate(axe);
      const violations = await visit.page.evaluate(async () => {
        const { axe: tool } = window as unknown as { axe: typeof import('axe-core') };
        const { violations: found } = await tool.run();
        return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      });
      assert.deepEqual(violations, []);
    }
  });
});

describe('the preview of the demo', () => {
  test('shows the draft of the front page in this tab, and the live one in another', async () => {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    const headingOf = async (tab: Page): Promise<string> => {
      const part = 'zephr-feature[feature="articles"] > zephr-registration-wall >>> [part~="heading"]';
      const heading = await tab.waitForSelector(part);
      return (await heading!.evaluate((element) => element.textContent)) ?? '';
    };
    await page.goto(server.url);
    await headingOf(page);
    await Promise.all([page.waitForNavigation(), page.click('a[href="/preview"]')]);
    assert.match(await headingOf(page), /Ring once, and read on/);
    assert.equal(await page.evaluate(() => window.Zephr.preview?.by), 'News desk');
    const other = await context.newPage();
    await other.goto(server.url);

    assert.match(await headingOf(other), /Read on with a free account/);
    await context.close();
  });

  test('is made for pages of the demo alone', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    assert.equal((await fetch(`${server.url}/preview`, { headers, redirect: 'manual' })).status, 403);
  });
});
