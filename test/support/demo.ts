/** The demo of a test file: its servers, a browser, and pages that are watched for layout shifts and breaches. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before } from 'node:test';
import type { Browser, Page, Viewport } from 'puppeteer-core';
// The demo is plain JavaScript, as a visitor runs it.
import { serveDemo } from '../../demo/serve.mjs';
import { launchChromium, type ChromiumOptions } from './launch-chromium.js';

/** A desktop. */
export const DESKTOP: Viewport = { width: 1280, height: 800 };
/** A phone. */
export const PHONE: Viewport = { width: 390, height: 844 };
/** High enough that the content after a feature is in view too. */
export const TALL: Viewport = { width: 1280, height: 1600 };

/** Latency of a slow line: enough to paint the page before the SDK has decided. */
const SLOW_LINE_MS = 80;

/** A running demo. */
export interface Demo {
  readonly url: string;
  setEndpoint(state: 'running' | 'silent' | 'gone'): void;
  close(): Promise<void>;
}

/** The demo of the file. */
export let server: Demo;
/** The same demo on a slow line. */
export let slowServer: Demo;
/** The browser of the file. */
export let browser: Browser;
/** The source of axe, which finds faults in accessibility. */
export let axe: string;

/** Starts servers and browser before the tests of a file, and closes them after it. */
export function useDemo(options: ChromiumOptions = {}): void {
  before(async () => {
    server = await serveDemo();
    slowServer = await serveDemo({ latency: SLOW_LINE_MS });
    browser = await launchChromium(options);
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });

  after(async () => {
    await browser.close();
    await server.close();
    await slowServer.close();
  });
}

/** The notes of the watcher in a page. */
export interface Watched {
  layoutShift: number;
  /** The walls that were in the page, each with its time: milliseconds since the navigation. */
  walls: { readonly tag: string; readonly at: number }[];
  reportBreach(breach: string): void;
}

/** Notes errors, warnings and breaches of a page in `problems`, and layout shifts and walls in the page itself. */
export async function watchDemoPage(page: Page, problems: string[]): Promise<void> {
  listenForProblems(page, problems);
  await page.exposeFunction('reportBreach', (breach: string) => problems.push(breach));
  await page.evaluateOnNewDocument(watchPage);
}

/** Notes errors and warnings in the console of a page, and uncaught errors. */
export function listenForProblems(page: Page, problems: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
}

/** Gives the layout shift of a page, without that of the reader's own input. */
export async function layoutShift(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as Watched).layoutShift);
}

/** Gives the walls that were in the page since it was loaded. */
export async function wallsSince(page: Page): Promise<Watched['walls']> {
  return page.evaluate(() => (window as unknown as Watched).walls);
}

/** Runs in the page before any other script. */
function watchPage(): void {
  const watched = window as unknown as Watched;
  watched.layoutShift = 0;
  watched.walls = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput) watched.layoutShift += entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new MutationObserver((records) => {
    for (const node of records.flatMap(({ addedNodes }) => [...addedNodes])) {
      const tag = node.nodeName.toLowerCase();
      if (/^zephr-(registration-wall|paywall|custom-block)$/.test(tag))
        watched.walls.push({ tag, at: performance.now() });
    }
  }).observe(document, { childList: true, subtree: true });
  document.addEventListener('securitypolicyviolation', (event) => {
    watched.reportBreach(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  });
}
