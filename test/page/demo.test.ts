import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page, Viewport } from 'puppeteer-core';
// The demo is plain JavaScript, as a visitor runs it.
import { serveDemo } from '../../demo/serve.mjs';
import { launchChromium } from '../support/launch-chromium.js';

const DESKTOP: Viewport = { width: 1280, height: 800 };
const PHONE: Viewport = { width: 390, height: 844 };
/** High enough that what follows a feature is in view too. */
const TALL: Viewport = { width: 1280, height: 1600 };

/** Milliseconds an answer waits on a slow line: enough to paint the page before the SDK has decided. */
const SLOW = 80;

/** The tutorial's payloads. */
const GOLD = '{"sub":"1234567890","prod":"gold"}';
const MAPPED = '{"sub":"1234567890"}';
const SILVER = '{"sub":"1234567890","prod":"silver"}';
const BOTH = '{"sub":"1234567890","prod":["silver","gold"]}';
const ALABAMA = '{"sub":"1234567890","prod":"silver","state":"Alabama"}';

const FIRST_WORDS = 'The bell hangs from a cedar post';
const LAST_WORDS = 'ring once, and wait, and come to the meeting.';

/** The reader states of the tutorial, each with the payload that leads there. */
const STATES = [
  { says: 'an anonymous reader', payload: null, article: 'zephr-registration-wall', film: 'zephr-registration-wall' },
  { says: 'a registered reader', payload: MAPPED, article: 'zephr-paywall', film: 'zephr-custom-block' },
  { says: 'a registered reader from Alabama', payload: ALABAMA, article: null, film: 'zephr-custom-block' },
  { says: 'a customer', payload: GOLD, article: null, film: null },
] as const;

/** A running demo. */
interface Demo {
  readonly url: string;
  close(): Promise<void>;
}

let server: Demo;
let slowServer: Demo;
let browser: Browser;
let axe: string;

before(async () => {
  server = await serveDemo();
  slowServer = await serveDemo({ latency: SLOW });
  browser = await launchChromium();
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
});

after(async () => {
  await browser.close();
  await server.close();
  await slowServer.close();
});

interface Visit extends AsyncDisposable {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong in the page: errors in the console, uncaught ones, breaches of the content security policy. */
  readonly problems: string[];
}

/** Opens the demo as a reader who has never been here. */
async function visitDemo(viewport: Viewport = DESKTOP, { url }: Demo = server, letters?: string): Promise<Visit> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.exposeFunction('reportBreach', (breach: string) => problems.push(breach));
  await page.evaluateOnNewDocument(watchPage);
  await page.setViewport(viewport);
  if (letters !== undefined) await page.evaluateOnNewDocument(setLetters, letters);
  await page.goto(url);
  await settled(page);
  return { page, context, problems, [Symbol.asyncDispose]: () => context.close() };
}

/** Runs in the page before anything else does. */
function watchPage(): void {
  const watched = window as unknown as { layoutShift: number; reportBreach(breach: string): void };
  watched.layoutShift = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput) watched.layoutShift += entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
  document.addEventListener('securitypolicyviolation', (event) => {
    watched.reportBreach(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  });
}

/** Runs in the page: text runs as wide as in another font, walls included. */
function setLetters(spacing: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`body { letter-spacing: ${spacing} }`);
  document.adoptedStyleSheets = [sheet];
}

/** Waits until features, walls, bench and panel show what they will show. */
async function settled(page: Page): Promise<void> {
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
async function typePayload(page: Page, payload: string): Promise<string> {
  await page.$eval('#payload', (field) => void ((field as HTMLTextAreaElement).value = ''));
  await page.type('#payload', payload.slice(0, -1));
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#console-line')?.value === '');
  await page.type('#payload', payload.slice(-1));
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#console-line')?.value !== '');
  return page.$eval('#console-line', (line) => (line as HTMLInputElement).value);
}

/** Console lines by address and payload: they stay good for as long as the server runs with its key. */
const consoleLines = new Map<string, Promise<string>>();

/** Step 1 of the tutorial: the line goes into the console, then the page is loaded again. */
async function enterToken(page: Page, payload: string): Promise<void> {
  const known = page.url() + payload;
  if (!consoleLines.has(known)) consoleLines.set(known, typePayload(page, payload));
  await page.evaluate((await consoleLines.get(known))!);
  await page.reload();
  await settled(page);
}

/** Presses a button of the bench or the tutorial and waits until the page has decided again. */
async function press(page: Page, selector: string): Promise<void> {
  await page.$eval('[data-bench-said]', (said) => void (said.textContent = ''));
  await page.$eval(selector, (button) => (button as HTMLButtonElement).click());
  await page.waitForFunction(() => document.querySelector('[data-bench-said]')?.textContent !== '');
  await settled(page);
}

/** The text that a reader sees of a feature's own content, without its wall. */
async function visibleText(page: Page, feature: string): Promise<string> {
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

/** Tag of the wall that stands in a feature, in sight; `null` where there is none. */
async function wallOf(page: Page, feature: string): Promise<string | null> {
  return page.$eval(`zephr-feature[feature="${feature}"]`, (element) => {
    const walls = [...element.querySelectorAll('zephr-registration-wall, zephr-paywall, zephr-custom-block')];
    return walls.find((wall) => wall.checkVisibility() && wall.clientHeight > 0)?.localName ?? null;
  });
}

/** What the panel "What the SDK sees" says. */
async function seen(page: Page, name: string): Promise<string> {
  return page.$eval(`[data-seen="${name}"]`, (cell) => cell.textContent ?? '');
}

async function currentStage(page: Page): Promise<string> {
  return page.$eval('.stages [aria-current]', (stage) => stage.textContent ?? '');
}

describe('the tutorial, on the demo', () => {
  test('an anonymous reader meets the registration wall', async () => {
    await using visit = await visitDemo();

    assert.equal(await wallOf(visit.page, 'articles'), 'zephr-registration-wall');
    assert.equal(await visibleText(visit.page, 'articles'), '');
    assert.equal(await currentStage(visit.page), 'Anonymous');
    assert.equal(await seen(visit.page, 'token'), 'none');
  });

  test('step 1: the copied console line is the one of the tutorial', async () => {
    await using visit = await visitDemo();
    const line = await typePayload(visit.page, GOLD);
    // Whether a headless browser has a clipboard depends on the machine.
    await visit.page.evaluate(() => {
      navigator.clipboard.writeText = (text) => Promise.resolve(void (document.title = text));
    });

    await visit.page.click('[data-action="copy"]');
    await visit.page.waitForFunction(() => document.querySelector('[data-bench-said]')?.textContent !== '');

    assert.match(line, /^document\.cookie = "blaize_jwt=[\w-]+\.[\w-]+\.[\w-]{86}"$/);
    assert.equal(await visit.page.title(), line);
  });

  test('step 3: a reader whose token has only a user id is registered and meets the paywall after 60 words', async () => {
    await using visit = await visitDemo();

    await enterToken(visit.page, MAPPED);

    const teaser = await visibleText(visit.page, 'articles');
    assert.equal(await wallOf(visit.page, 'articles'), 'zephr-paywall');
    assert.ok(teaser.startsWith(FIRST_WORDS), teaser);
    assert.equal(teaser.replace(/…/g, '').split(' ').filter(Boolean).length, 60);
    assert.equal(await currentStage(visit.page), 'Registered');
    assert.equal(await seen(visit.page, 'user'), '1234567890');
  });

  test('step 3: without user mapping the same reader stays anonymous', async () => {
    await using visit = await visitDemo();
    await enterToken(visit.page, MAPPED);

    await visit.page.click('[data-setting="userMapping"]');
    await visit.page.waitForSelector('[data-stage="anonymous"][aria-current]');

    assert.equal(await wallOf(visit.page, 'articles'), 'zephr-registration-wall');
    assert.equal(await seen(visit.page, 'token'), 'valid');
  });

  test('step 4: a gold token makes a customer, who reads and watches', async () => {
    await using visit = await visitDemo();

    await enterToken(visit.page, GOLD);

    const text = await visibleText(visit.page, 'articles');
    assert.equal(await wallOf(visit.page, 'articles'), null);
    assert.ok(text.startsWith(FIRST_WORDS) && text.endsWith(LAST_WORDS), text);
    assert.equal(await wallOf(visit.page, 'videos'), null);
    assert.equal(await currentStage(visit.page), 'Customer');
    assert.equal(await seen(visit.page, 'products'), 'gold');
  });

  test('step 4: without product syncing the gold token is worth no more than a user id', async () => {
    await using visit = await visitDemo();
    await enterToken(visit.page, GOLD);

    await visit.page.click('[data-setting="productSyncing"]');
    await visit.page.waitForSelector('[data-stage="registered"][aria-current]');
    await settled(visit.page);

    assert.equal(await wallOf(visit.page, 'articles'), 'zephr-paywall');
  });

  test('step 4: gold counts in a list of products too', async () => {
    await using visit = await visitDemo();

    await enterToken(visit.page, BOTH);

    assert.equal(await currentStage(visit.page), 'Customer');
    assert.equal(await wallOf(visit.page, 'articles'), null);
  });

  test('step 4: changed to silver, the customer is a registered reader again', async () => {
    await using visit = await visitDemo();
    await enterToken(visit.page, GOLD);

    await enterToken(visit.page, SILVER);

    assert.equal(await currentStage(visit.page), 'Registered');
    assert.equal(await wallOf(visit.page, 'articles'), 'zephr-paywall');
  });

  test('step 5: a registered reader from Alabama reads the story, but does not see the film', async () => {
    await using visit = await visitDemo();

    await enterToken(visit.page, ALABAMA);

    const text = await visibleText(visit.page, 'articles');
    assert.equal(await currentStage(visit.page), 'Registered');
    assert.equal(await wallOf(visit.page, 'articles'), null);
    assert.ok(text.endsWith(LAST_WORDS), text);
    assert.equal(await wallOf(visit.page, 'videos'), 'zephr-custom-block');
  });

  test('step 1: a line pasted into the console counts as soon as the reader is back in the page', async () => {
    await using visit = await visitDemo();

    await visit.page.evaluate(await typePayload(visit.page, GOLD));
    await visit.page.evaluate(() => window.dispatchEvent(new Event('focus')));

    await visit.page.waitForSelector('[data-stage="customer"][aria-current]');
  });

  test('each payload of the list leads where it says, and back', async () => {
    await using visit = await visitDemo();
    const presets = ['gold', 'mapped', 'both', 'silver', 'alabama', 'none'];
    const stages: string[] = [];

    for (const preset of presets) {
      await press(visit.page, `[data-preset="${preset}"]`);
      await visit.page.waitForSelector(`[data-preset="${preset}"][aria-current]`);
      stages.push(await currentStage(visit.page));
    }

    assert.deepEqual(stages, ['Customer', 'Registered', 'Customer', 'Registered', 'Registered', 'Anonymous']);
    assert.deepEqual(visit.problems, []);
  });
});

describe('a token that does not count, on the demo', () => {
  test('a forged token leaves its reader anonymous, and the panel says why', async () => {
    await using visit = await visitDemo();
    await press(visit.page, '[data-preset="gold"]');

    await press(visit.page, '[data-action="break"]');

    assert.equal(await seen(visit.page, 'token'), 'invalid, signature');
    assert.equal(await currentStage(visit.page), 'Anonymous');
    assert.equal(await wallOf(visit.page, 'articles'), 'zephr-registration-wall');
  });

  test('an expired token leaves its reader anonymous, and the panel says why', async () => {
    await using visit = await visitDemo();
    await press(visit.page, '[data-preset="gold"]');

    await press(visit.page, '[data-action="expire"]');

    assert.equal(await seen(visit.page, 'token'), 'expired');
    assert.equal(await currentStage(visit.page), 'Anonymous');
    assert.equal(await wallOf(visit.page, 'articles'), 'zephr-registration-wall');
  });

  test('a token of an earlier start no longer verifies', async () => {
    await using visit = await visitDemo();
    const earlier = 'eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.' + 'A'.repeat(86);

    await visit.page.evaluate(`document.cookie = "blaize_jwt=${earlier}"`);
    await visit.page.reload();
    await settled(visit.page);

    assert.equal(await seen(visit.page, 'token'), 'invalid, signature');
  });

  test('a payload that is no JSON is pointed out and cannot be set', async () => {
    await using visit = await visitDemo();

    await visit.page.type('#payload', '}');

    await visit.page.waitForSelector('#payload[aria-invalid="true"]');
    assert.match(await visit.page.$eval('#payload-problem', (problem) => problem.textContent ?? ''), /^Not JSON yet/);
    assert.ok(await visit.page.$eval('[data-action="set"]', (button) => (button as HTMLButtonElement).disabled));
  });
});

describe('the demo as a page', () => {
  for (const { says, payload, article, film } of STATES) {
    for (const viewport of [DESKTOP, PHONE, TALL]) {
      test(`for ${says} nothing moves while it loads, ${viewport.width} by ${viewport.height} pixels`, async () => {
        await using visit = await visitDemo(viewport, slowServer);
        if (payload !== null) await enterToken(visit.page, payload);

        const shift = await visit.page.evaluate(() => (window as unknown as { layoutShift: number }).layoutShift);
        assert.equal(shift, 0);
        assert.equal(await wallOf(visit.page, 'articles'), article);
        assert.equal(await wallOf(visit.page, 'videos'), film);
        assert.deepEqual(visit.problems, []);
      });
    }

    for (const letters of ['-0.06em', '0.12em']) {
      test(`for ${says} nothing moves where letters are ${letters} wider`, async () => {
        await using visit = await visitDemo(TALL, slowServer, letters);
        if (payload !== null) await enterToken(visit.page, payload);

        assert.equal(await visit.page.evaluate(() => (window as unknown as { layoutShift: number }).layoutShift), 0);
        assert.deepEqual([await wallOf(visit.page, 'articles'), await wallOf(visit.page, 'videos')], [article, film]);
      });
    }

    test(`for ${says} axe finds nothing to mend`, async () => {
      await using visit = await visitDemo();
      if (payload !== null) await enterToken(visit.page, payload);

      // Through the debugger, which the page's content security policy does not bind.
      await visit.page.evaluate(axe);
      const violations = await visit.page.evaluate(async () => {
        const { axe: tool } = window as unknown as { axe: typeof import('axe-core') };
        const { violations: found } = await tool.run();
        return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
      });
      assert.deepEqual(violations, []);
    });
  }

  test('it fits a screen 320 pixels wide', async () => {
    await using visit = await visitDemo({ width: 320, height: 640 });

    for (const preset of ['none', 'mapped', 'gold']) {
      await press(visit.page, `[data-preset="${preset}"]`);
      assert.equal(await visit.page.evaluate(() => document.documentElement.scrollWidth), 320, preset);
    }
  });

  test('with the keyboard alone a reader gets to the wall, then to the bench', async () => {
    await using visit = await visitDemo();
    const stops: string[] = [];

    for (let presses = 0; presses < 60 && !stops.includes('payload'); presses += 1) {
      await visit.page.keyboard.press('Tab');
      stops.push(
        await visit.page.evaluate(() => {
          let focused = document.activeElement;
          while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
          return focused?.getAttribute('type') === 'email' ? 'email' : (focused?.id ?? '');
        }),
      );
    }

    assert.ok(stops.includes('email'), stops.join(' '));
    assert.ok(stops.indexOf('email') < stops.indexOf('payload'), stops.join(' '));
  });

  test('what the wall posts is answered by a page that says whose work this is', async () => {
    await using visit = await visitDemo();

    await visit.page.focus('zephr-feature[feature="articles"] > zephr-registration-wall >>> input[type="email"]');
    await visit.page.keyboard.type('reader@example.com');
    await Promise.all([visit.page.waitForNavigation(), visit.page.keyboard.press('Enter')]);

    assert.equal(new URL(visit.page.url()).pathname, '/register');
    assert.match(await visit.page.$eval('main', (main) => main.textContent ?? ''), /identity provider/);
    assert.deepEqual(visit.problems, []);
  });
});

/** Asks the server without the tidying of paths that `fetch` does. */
function ask(path: string, method = 'GET'): Promise<number> {
  return new Promise((done, failed) => {
    const asked = request(server.url, { method, path }, (response) => {
      response.resume();
      done(response.statusCode ?? 0);
    });
    asked.on('error', failed).end();
  });
}

describe("the demo's server", () => {
  for (const path of [
    '/package.json',
    '/demo-keys.mjs',
    '/assets/',
    '/assets/../demo-keys.mjs',
    '/assets/%2e%2e/demo-keys.mjs',
    '/assets/..%2f..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '/chunks//etc/hostname.json',
    '/assets/%zz',
  ]) {
    test(`has nothing at ${path}`, async () => {
      assert.equal(await ask(path), 404);
    });
  }

  test('lets its pages be read only, but takes what the walls post', async () => {
    assert.equal(await ask('/', 'POST'), 405);
    assert.equal(await ask('/zephr.json', 'DELETE'), 405);
    assert.equal(await ask('/register', 'POST'), 200);
    assert.equal(await ask('/checkout?plan=monthly', 'POST'), 200);
  });
});
