import { TargetType, type Browser, type BrowserContext, type CDPSession } from 'puppeteer-core';
import { sleep } from '../../src/lib/sleep.js';
import { SLOW_DOWN, VIEWPORT, type Network } from './conditions.js';
import type { Contestant } from './contestants.js';
import { TOKEN } from './make-config.js';
import type { CompressingServer, Traffic } from './serve-compressed.js';
import { watchPage, type Seen } from './watch-page.js';

/** A load that was seen to its end. */
export type Load = Readonly<Seen> & Traffic;

/** Milliseconds that a page is watched after it has shown what it has to, for what blocks or moves it later. */
const AFTERWARDS = 400;
/** Milliseconds after which it is given up. */
const SHOWN_TIMEOUT = 10_000;

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
    if (wish === 'story') {
      await context.setCookie({ name: 'blaize_jwt', value: token, domain: '127.0.0.1', path: '/' });
    }
    server.shape(null);
    const session = await openTab(browser, context);
    for (let visit = 0; isReturning && visit < VISITS_BEFORE; visit++) {
      await open(session, server.origin);
      await sleep(BETWEEN_VISITS);
    }
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    // The compiler that runs this file names functions with a helper, which a page does not have.
    const source = `globalThis.__name = (named) => named; (${watchPage.toString()})(${JSON.stringify(shows)})`;
    await session.send('Page.addScriptToEvaluateOnNewDocument', { source });
    server.shape(network);
    await open(session, server.origin);
    let seen = await look(session);
    const end = performance.now() + SHOWN_TIMEOUT;
    while (seen.painted === 0) {
      if (performance.now() > end) throw new Error(`${says}: nothing shown. ${seen.problems.join(' · ')}`);
      await sleep(100);
      seen = await look(session);
    }
    await sleep(AFTERWARDS);
    return { ...(await look(session)), ...server.traffic };
  } finally {
    await context.close();
  }
}

/**
 * Opens a tab in which DevTools watches nothing but whether a page is loaded. Puppeteer's own pages have it note every request, and
 * for each the place in the script that made it, which takes longer than the script.
 */
async function openTab(browser: Browser, context: BrowserContext): Promise<CDPSession> {
  const root = await browser.target().createCDPSession();
  await root.send('Target.createTarget', { url: 'about:blank', browserContextId: context.id! });
  const tab = await browser.waitForTarget(
    (target) => target.type() === TargetType.PAGE && target.browserContext() === context,
  );
  const session = await tab.createCDPSession();
  const metrics = { ...VIEWPORT, deviceScaleFactor: 1, mobile: false };
  await session.send('Emulation.setDeviceMetricsOverride', metrics);
  await session.send('Page.enable');
  return session;
}

/** Opens an address. Resolves when it is loaded. */
async function open(session: CDPSession, url: string): Promise<void> {
  const loaded = new Promise<void>((done) => session.once('Page.loadEventFired', () => done()));
  await session.send('Page.navigate', { url });
  await loaded;
}

/** What the page has seen of itself. */
async function look(session: CDPSession): Promise<Seen> {
  const { result } = await session.send('Runtime.evaluate', { expression: 'seen', returnByValue: true });
  return result.value as Seen;
}
