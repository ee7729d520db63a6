/** Readers of the metered section of the demo. */
import type { BrowserContext, Page, Viewport } from 'puppeteer-core';
import { STORIES } from '../../demo/stories.mjs';
import { browser, DESKTOP, type Demo, server, watchDemoPage } from './demo.js';

/** The metered section, and the paths of its stories. */
export const SECTION = '/metered';

export const PATHS: readonly string[] = STORIES.map(({ slug }: { slug: string }) => `${SECTION}/${slug}`);

export const [FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH] = PATHS as [string, string, string, string, string, string];

/** A new browser with one tab. */
export interface DemoReader extends AsyncDisposable {
  readonly url: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** Problems of its tabs: errors in the console, uncaught ones, breaches of the content security policy. */
  readonly problems: string[];
}

/** Opens a browser at a demo that has counted nothing, or, for a reader's other device, goes on. */
export async function aReader({
  demo = server,
  viewport = DESKTOP,
  goesOn = false,
}: { demo?: Demo; viewport?: Viewport; goesOn?: boolean } = {}): Promise<DemoReader> {
  if (!goesOn) await fetch(`${demo.url}/metered/start-over`, { method: 'POST' });
  const context = await browser.createBrowserContext();
  const problems: string[] = [];
  const page = await context.newPage();
  await page.setViewport(viewport);
  await watchDemoPage(page, problems);
  return { url: demo.url, page, context, problems, [Symbol.asyncDispose]: () => context.close() };
}

/** Waits until story and panel are settled and the counted views are written. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const feature = document.querySelector('zephr-feature');
    const walls = [...document.querySelectorAll('zephr-registration-wall, zephr-paywall, zephr-custom-block')];
    return (
      (!feature || /shown|walled/.test(feature.getAttribute('state') ?? '')) &&
      walls.every((wall) => wall.clientHeight > 0) &&
      document.querySelector('[data-decision] dl') &&
      document.querySelector('[data-endpoint-note]')?.textContent
    );
  });
  await page.evaluate(async () => {
    await navigator.locks.request('zephr-usage', () => undefined);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
}

/** Opens a story in the tab. */
export async function open({ page, url }: DemoReader, path: string): Promise<void> {
  await page.goto(url + path);
  await settled(page);
}

/** Reads stories one after the other. */
export async function read(reader: DemoReader, ...paths: string[]): Promise<void> {
  for (const path of paths) await open(reader, path);
}

/** Text of an element, white space collapsed. */
export async function textOf(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (element) => (element as HTMLElement).innerText.replace(/\s+/g, ' ').trim());
}

/** Waits for the count of a column of the table, and gives the paths that it has. */
export async function countedIn(page: Page, column: 'browser' | 'endpoint', count: number): Promise<string[]> {
  await page.waitForFunction(
    (name, wanted) => document.querySelector(`[data-total="${name}"]`)?.textContent === wanted,
    {},
    column,
    String(count),
  );
  return page.$$eval(
    '[data-item]',
    (rows, name) =>
      (rows as HTMLElement[])
        .filter((row) => row.querySelector(`[data-in="${name}"]`)?.textContent !== '–')
        .map((row) => row.dataset['item']!),
    column,
  );
}

/** Presses the button that signs in, or out, and waits until the page has decided again. */
export async function sign(page: Page, state: 'in' | 'out'): Promise<void> {
  await page.click('[data-reader="sign"]');
  await page.waitForFunction(
    (wanted) => document.querySelector('[data-reader-said]')?.textContent?.startsWith(`Signed ${wanted}`),
    {},
    state,
  );
  await settled(page);
}
