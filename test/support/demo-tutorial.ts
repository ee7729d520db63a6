/** The tutorial on the demo, step by step. */
import { createHmac } from 'node:crypto';
import type { BrowserContext, Page, Viewport } from 'puppeteer-core';
import { browser, DESKTOP, type Demo, server, watchDemoPage } from './demo.js';

/** A customer. */
export const GOLD = '{"sub":"1234567890","prod":"gold"}';

/** A registered reader. */
export const SILVER = '{"sub":"1234567890","prod":"silver"}';

/** A registered reader from Alabama. */
export const ALABAMA = '{"sub":"1234567890","prod":"silver","state":"Alabama"}';

/** The token that jwt.io makes from the gold payload with the secret `secret`. */
export const GOLD_TOKEN =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwicHJvZCI6ImdvbGQifQ.KmtgYQKpS5rN0PCfUef28FJTQ4iirzKeQwUUgomVjuE';

/** The end of the story. */
export const LAST_WORDS = 'ring once, and wait, and come to the meeting.';

/** The page with the shared secret. */
export const SECRET_PAGE = '/';

/** The page with a public key. */
export const KEY_PAGE = '/public-key';

/** A visit to the demo. */
export interface DemoVisit extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Problems of the page: errors in the console, uncaught ones, breaches of the content security policy. */
  readonly problems: string[];
}

/** Opens the demo as a new reader. */
export async function visitDemo(
  viewport: Viewport = DESKTOP,
  { url }: Demo = server,
  { path = SECRET_PAGE, letters }: { path?: string; letters?: string } = {},
): Promise<DemoVisit> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const problems: string[] = [];
  await watchDemoPage(page, problems);
  await page.setViewport(viewport);
  if (letters !== undefined) await page.evaluateOnNewDocument(setLetters, letters);
  await page.goto(url + path);
  await settled(page);
  return { page, context, problems, [Symbol.asyncDispose]: () => context.close() };
}

/** Runs in the page: text runs as wide as in another font, walls included. */
export function setLetters(spacing: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`body { letter-spacing: ${spacing} }`);
  document.adoptedStyleSheets = [sheet];
}

/** Waits until features, walls, bench and panel are settled. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const features = [...document.querySelectorAll('zephr-feature')];
    const walls = [...document.querySelectorAll('zephr-registration-wall, zephr-paywall, zephr-custom-block')];
    return (
      features.every((feature) => /shown|walled/.test(feature.getAttribute('state') ?? '')) &&
      walls.every((wall) => wall.clientHeight > 0) &&
      document.querySelectorAll('[data-decision] dl').length === features.length &&
      document.querySelector<HTMLInputElement>('#console-line')?.value
    );
  });
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Types a payload on the bench and takes the line that the tutorial would have one paste into the console. */
export async function typePayload(page: Page, payload: string): Promise<string> {
  await page.$eval('#payload', (field) => void ((field as HTMLTextAreaElement).value = ''));
  await page.type('#payload', payload.slice(0, -1));
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#console-line')?.value === '');
  await page.type('#payload', payload.slice(-1));
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#console-line')?.value !== '');
  return page.$eval('#console-line', (line) => (line as HTMLInputElement).value);
}

/** A token as jwt.io makes it. */
export function signWithSecret(payload: string, secret = 'secret'): string {
  const encode = (text: string): string => Buffer.from(text).toString('base64url');
  const signed = `${encode('{"alg":"HS256","typ":"JWT"}')}.${encode(payload)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** Console lines of the page with a public key, by address and payload; valid while the server runs. */
export const consoleLines = new Map<string, Promise<string>>();

/** Step 1 of the tutorial without a reload: runs the line in the console. */
export async function enterLine(page: Page, payload: string): Promise<void> {
  let line = `document.cookie = "blaize_jwt=${signWithSecret(payload)}"`;
  if (new URL(page.url()).pathname === KEY_PAGE) {
    const known = page.url() + payload;
    if (!consoleLines.has(known)) consoleLines.set(known, typePayload(page, payload));
    line = (await consoleLines.get(known))!;
  }
  await page.evaluate(line);
}

/** Reloads the page and waits until it is settled. */
export async function reload(page: Page): Promise<void> {
  await page.reload();
  await settled(page);
}

/** Step 1 of the tutorial: runs the line in the console and reloads the page. */
export async function enterToken(page: Page, payload: string): Promise<void> {
  await enterLine(page, payload);
  await reload(page);
}

/** Presses a button of the bench or the tutorial and waits until the page has decided again. */
export async function press(page: Page, selector: string): Promise<void> {
  await page.$eval('[data-bench-said]', (said) => void (said.textContent = ''));
  await page.$eval(selector, (button) => (button as HTMLButtonElement).click());
  await page.waitForFunction(() => document.querySelector('[data-bench-said]')?.textContent !== '');
  await settled(page);
}

/** The text that a reader sees of a feature's own content, without its wall. */
export async function visibleText(page: Page, feature: string): Promise<string> {
  return page.$eval(`zephr-feature[feature="${feature}"]`, (element) => {
    const children = [...element.children].filter((child) => !child.localName.startsWith('zephr-'));
    const visible = children.filter((child) => child.checkVisibility({ visibilityProperty: true }));
    return visible
      .map((child) => (child as HTMLElement).innerText)
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim();
  });
}

/** Tag of the visible wall in a feature, `null` without one. */
export async function wallOf(page: Page, feature: string): Promise<string | null> {
  return page.$eval(`zephr-feature[feature="${feature}"]`, (element) => {
    const walls = [...element.querySelectorAll('zephr-registration-wall, zephr-paywall, zephr-custom-block')];
    return walls.find((wall) => wall.checkVisibility() && wall.clientHeight > 0)?.localName ?? null;
  });
}

/** A value in the panel "What the SDK sees". */
export async function seen(page: Page, name: string): Promise<string> {
  return page.$eval(`[data-seen="${name}"]`, (cell) => cell.textContent ?? '');
}

/** The stage of the tutorial that the page marks as the current one. */
export async function currentStage(page: Page): Promise<string> {
  return page.$eval('.stages [aria-current]', (stage) => stage.textContent ?? '');
}
