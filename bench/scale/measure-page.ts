import type { Browser } from 'puppeteer-core';
import type { TestServer } from '../../test/support/serve.js';
import type { ScalePage } from './make-pages.js';

/** The measurements of one page. */
export interface Cost {
  /** Milliseconds from navigation until every place shows something and that frame is done. */
  readonly shown: number;
  /** Milliseconds that the main thread was busy until then. */
  readonly busy: number;
  /** Bytes of JavaScript's heap, after garbage collection. */
  readonly heap: number;
}

/** Loads a page in a process of its own, and measures it once all of it is shown. */
export async function measurePage(browser: Browser, server: TestServer, { html, places }: ScalePage): Promise<Cost> {
  server.route('/', html);
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    const session = await page.createCDPSession();
    await session.send('Performance.enable');
    await page.evaluateOnNewDocument('globalThis.__name = (named) => named');
    await page.evaluateOnNewDocument((count) => {
      const look = (): void => {
        const shown = document.querySelectorAll('zephr-feature:is([state="shown"],[state="walled"])').length;
        if (shown < count) return void requestAnimationFrame(look);
        setTimeout(() => Object.assign(window, { shownAt: performance.now() }));
      };
      requestAnimationFrame(look);
    }, places);
    await page.goto(server.origin);
    await page.waitForFunction('window.shownAt');
    const read = async (): Promise<Map<string, number>> => {
      const { metrics } = await session.send('Performance.getMetrics');
      return new Map(metrics.map(({ name, value }) => [name, value]));
    };
    const busy = (await read()).get('TaskDuration')! * 1000;
    await session.send('HeapProfiler.collectGarbage');
    const heap = (await read()).get('JSHeapUsedSize')!;
    return { shown: (await page.evaluate('shownAt')) as number, busy, heap };
  } finally {
    await context.close();
  }
}
