import type { Browser } from 'puppeteer-core';
import { launchChromium } from '../../test/support/launch-chromium.js';
import { serve } from '../../test/support/serve.js';
import type { Entry } from './contestants/list-contestants.js';
import type { Once } from './programs/messages.js';

/** Members of `Once` that a page cannot measure. */
export type OnceInPage = Omit<Once, 'cpu'>;

/**
 * Does in fresh pages what `measureStart` does in fresh processes. The rules' text is there before the clock runs; the
 * contestant's own file comes from loopback, uncached.
 *
 * @param bundles - Where `writeRules` wrote.
 * @returns By contestant: what each of its pages took.
 */
export async function measurePage(
  bundles: string,
  entries: readonly Entry[],
  pages: number,
): Promise<Map<string, OnceInPage[]>> {
  const measured = new Map(entries.map(({ id }) => [id, [] as OnceInPage[]]));
  const server = await serve({ folder: bundles });
  server.route('/', '<!doctype html><title>A page</title>');
  const browser = await launchChromium({ whole: true });
  try {
    for (let round = -1; round < pages; round++) {
      for (const { id } of entries) {
        const once = await openPage(browser, server.origin, id);
        if (round >= 0) measured.get(id)!.push(once);
      }
    }
    return measured;
  } finally {
    await browser.close();
    await server.close();
  }
}

async function openPage(browser: Browser, origin: string, id: string): Promise<OnceInPage> {
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.goto(origin);
    return (await page.evaluate(`(${inPage})('${id}')`)) as OnceInPage;
  } finally {
    await context.close();
  }
}

/** Runs in the page, as text: the compiler of this file would have it call helpers that a page does not have. */
const inPage = `async (id) => {
  const read = async (name) => (await fetch(name)).text();
  const [text, reader] = [await read('/' + id + '.json'), JSON.parse(await read('/reader.json'))];
  const start = performance.now();
  const { default: contestant } = await import('/' + id + '.mjs');
  const imported = performance.now();
  const decider = await contestant.open(text);
  const ready = performance.now();
  const prepared = contestant.prepare(reader);
  const handedOver = performance.now();
  const outcome = await decider.decide('feature-0', prepared);
  return { import: imported - start, open: ready - imported, decide: performance.now() - handedOver, outcome };
}`;
