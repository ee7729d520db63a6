import type { Browser } from 'puppeteer-core';
import { SLOW_DOWN, VIEWPORT, type Network } from './conditions.js';
import type { Contestant } from './contestants.js';
import { TOKEN } from './make-config.js';
import type { CompressingServer } from './serve-compressed.js';
import { watchPage, type Seen } from './watch-page.js';

/** A load that was seen to its end. */
export interface Load extends Readonly<Seen> {
  /** Bytes that came over the network, headers included. */
  readonly bytes: number;
  readonly requests: number;
}

/** Milliseconds that a page is watched after it has shown what it has to, for what blocks or moves it later. */
const AFTERWARDS = 400;

/** Conditions that differ from those of the other benchmarks. */
export interface LoadOptions {
  /** The token of a reader who has paid. */
  readonly token?: string;
  /** How many times slower than it is the machine is made to run. */
  readonly slowDown?: number;
  /** Whether the reader has been there before: files are in the browser's cache then, and compiled. */
  readonly isReturning?: boolean;
}

/** A browser keeps what it has compiled of a script from its second visit on, and has it ready for the third. */
const VISITS_BEFORE = 2;
/** Milliseconds that a browser has after a visit to keep that. */
const BETWEEN_VISITS = 1000;

/**
 * Loads the page of a contestant, as a reader who has never been there or as one who returns, and watches it.
 *
 * @throws {Error} Where it does not come to show what it has to.
 */
export async function loadPage(
  browser: Browser,
  server: CompressingServer,
  { says, html, wish, shows }: Contestant,
  network: Network,
  { token = TOKEN, slowDown = SLOW_DOWN, isReturning = false }: LoadOptions = {},
): Promise<Load> {
  server.route('/', { type: 'text/html', body: html });
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    await page.setViewport(VIEWPORT);
    if (wish === 'story') {
      await context.setCookie({ name: 'blaize_jwt', value: token, domain: '127.0.0.1', path: '/' });
    }
    for (let visit = 0; isReturning && visit < VISITS_BEFORE; visit++) {
      await page.goto(server.origin, { waitUntil: 'load' });
      await new Promise((done) => setTimeout(done, BETWEEN_VISITS));
    }
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(String(error)));
    const session = await page.createCDPSession();
    let [bytes, requests] = [0, 0];
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
      requests++;
    });
    await session.send('Network.enable');
    await page.emulateNetworkConditions(network);
    await page.emulateCPUThrottling(slowDown);
    // The compiler that runs this file names functions with a helper, which a page does not have.
    await page.evaluateOnNewDocument('globalThis.__name = (named) => named');
    await page.evaluateOnNewDocument(watchPage, shows);
    await page.goto(server.origin, { waitUntil: 'load' });
    await page.waitForFunction('seen.painted > 0', { timeout: 10_000 }).catch((error: unknown) => {
      throw new Error(`${says}: nothing shown. ${problems.join(' · ')}`, { cause: error });
    });
    await new Promise((done) => setTimeout(done, AFTERWARDS));
    return { ...((await page.evaluate('seen')) as Seen), bytes, requests };
  } finally {
    await context.close();
  }
}
