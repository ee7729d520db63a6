import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
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

/** Milliseconds within which an endpoint that does not answer has to be given up: 1500, and what a busy machine takes. */
const TIME_LIMIT = 3000;

/** The tutorial's payloads. */
const GOLD = '{"sub":"1234567890","prod":"gold"}';
const SILVER = '{"sub":"1234567890","prod":"silver"}';
const BOTH = '{"sub":"1234567890","prod":["silver","gold"]}';
const ALABAMA = '{"sub":"1234567890","prod":"silver","state":"Alabama"}';
/** A reader who is not in the store. */
const STRANGER = '{"sub":"5555555555","prod":"silver"}';

/** What jwt.io makes of the gold payload with the secret `secret`. */
const GOLD_TOKEN =
  'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwicHJvZCI6ImdvbGQifQ.KmtgYQKpS5rN0PCfUef28FJTQ4iirzKeQwUUgomVjuE';

const FIRST_WORDS = 'The bell hangs from a cedar post';
const LAST_WORDS = 'ring once, and wait, and come to the meeting.';
const GREETING = 'Good morning, Harlow Landing';

/** The two pages: the tutorial with its shared secret, and the same with a public key. */
const SECRET_PAGE = '/';
const KEY_PAGE = '/public-key';

/** The reader states of the tutorial, each with the payload that leads there. */
const STATES = [
  { says: 'an anonymous reader', payload: null, article: 'zephr-registration-wall', film: 'zephr-registration-wall' },
  { says: 'a registered reader', payload: SILVER, article: 'zephr-paywall', film: 'zephr-custom-block' },
  { says: 'a registered reader from Alabama', payload: ALABAMA, article: null, film: 'zephr-custom-block' },
  { says: 'a customer', payload: GOLD, article: null, film: null },
] as const;

/** A running demo. */
interface Demo {
  readonly url: string;
  setEndpoint(state: 'running' | 'silent' | 'gone'): void;
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
async function visitDemo(
  viewport: Viewport = DESKTOP,
  { url }: Demo = server,
  { path = SECRET_PAGE, letters }: { path?: string; letters?: string } = {},
): Promise<Visit> {
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
  await page.goto(url + path);
  await settled(page);
  return { page, context, problems, [Symbol.asyncDispose]: () => context.close() };
}

/** What is watched in the page. */
interface Watched {
  layoutShift: number;
  /** The walls that stood in it, each with when it came: milliseconds since the page was asked for. */
  walls: { readonly tag: string; readonly at: number }[];
  reportBreach(breach: string): void;
}

/** Runs in the page before anything else does. */
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

async function layoutShift(page: Page): Promise<number> {
  return page.evaluate(() => (window as unknown as Watched).layoutShift);
}

/** The walls that stood in the page since it was loaded. */
async function wallsSince(page: Page): Promise<Watched['walls']> {
  return page.evaluate(() => (window as unknown as Watched).walls);
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

/** A token as jwt.io makes it. */
function signWithSecret(payload: string, secret = 'secret'): string {
  const encode = (text: string): string => Buffer.from(text).toString('base64url');
  const signed = `${encode('{"alg":"HS256","typ":"JWT"}')}.${encode(payload)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** Console lines of the page with a public key, by address and payload: good for as long as the server runs. */
const consoleLines = new Map<string, Promise<string>>();

/** Step 1 of the tutorial, without a reload: the line goes into the console. */
async function enterLine(page: Page, payload: string): Promise<void> {
  let line = `document.cookie = "blaize_jwt=${signWithSecret(payload)}"`;
  if (new URL(page.url()).pathname === KEY_PAGE) {
    const known = page.url() + payload;
    if (!consoleLines.has(known)) consoleLines.set(known, typePayload(page, payload));
    line = (await consoleLines.get(known))!;
  }
  await page.evaluate(line);
}

async function reload(page: Page): Promise<void> {
  await page.reload();
  await settled(page);
}

/** Step 1 of the tutorial: the line goes into the console, then the page is loaded again. */
async function enterToken(page: Page, payload: string): Promise<void> {
  await enterLine(page, payload);
  await reload(page);
}

/** Switches a setting, waits for the state that this makes of the reader, and loads the page again. */
async function toggle(page: Page, setting: string, state: string): Promise<void> {
  await page.click(`[data-setting="${setting}"]`);
  await page.waitForSelector(`[data-stage="${state}"][aria-current]`);
  await reload(page);
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

/** What a custom block says; `null` where none stands in the feature. */
async function blockIn(page: Page, feature: string): Promise<string | null> {
  const block = await page.$(`zephr-feature[feature="${feature}"] > zephr-custom-block`);
  return block && block.evaluate((element) => element.innerText.replace(/\s+/g, ' ').trim());
}

/** What the panel "What the SDK sees" says. */
async function seen(page: Page, name: string): Promise<string> {
  return page.$eval(`[data-seen="${name}"]`, (cell) => cell.textContent ?? '');
}

async function currentStage(page: Page): Promise<string> {
  return page.$eval('.stages [aria-current]', (stage) => stage.textContent ?? '');
}

describe('the tutorial, on the demo', () => {
  test('jwt.io makes of the tutorial’s payload and secret the token that is used here', () => {
    assert.equal(signWithSecret(GOLD), GOLD_TOKEN);
  });

  test('all six steps, one after the other, with a reload after each', async () => {
    await using visit = await visitDemo();
    const { page } = visit;
    const walk: (string | null)[][] = [];
    const look = async (step: string): Promise<void> => {
      walk.push([step, await currentStage(page), await wallOf(page, 'articles'), await wallOf(page, 'videos')]);
    };

    await page.click('[data-begin="off"]');
    await page.waitForFunction(() => document.querySelector('[data-begun]')?.textContent?.startsWith('No cookie'));
    await reload(page);
    await look('a new reader');
    await page.evaluate(`document.cookie = "blaize_jwt=${GOLD_TOKEN}"`);
    await reload(page);
    await look('1 and 2: the token is set, and verified');
    assert.equal(await seen(page, 'token'), 'valid');
    await toggle(page, 'userMapping', 'registered');
    await look('3: user mapping');
    await toggle(page, 'productSyncing', 'customer');
    await look('4: product syncing');
    await enterToken(page, SILVER);
    await look('4: silver');
    await enterToken(page, ALABAMA);
    await look('5: Alabama');
    assert.equal(await seen(page, 'record'), '–');
    assert.equal(
      await blockIn(page, 'videos'),
      'Hello You are signed in as reader 1234567890. Films come with Gold. See what Gold costs',
    );
    await page.click('[data-setting="userStore"]');
    await page.waitForFunction(() => document.querySelector('[data-seen="record"]')?.textContent !== '–');
    await reload(page);
    await look('6: the user store');

    assert.deepEqual(walk, [
      ['a new reader', 'Anonymous', 'zephr-registration-wall', 'zephr-registration-wall'],
      ['1 and 2: the token is set, and verified', 'Anonymous', 'zephr-registration-wall', 'zephr-registration-wall'],
      ['3: user mapping', 'Registered', 'zephr-paywall', 'zephr-custom-block'],
      ['4: product syncing', 'Customer', null, null],
      ['4: silver', 'Registered', 'zephr-paywall', 'zephr-custom-block'],
      ['5: Alabama', 'Registered', null, 'zephr-custom-block'],
      ['6: the user store', 'Registered', null, 'zephr-custom-block'],
    ]);
    assert.ok((await blockIn(page, 'videos'))?.startsWith(GREETING));
    assert.equal(
      (await seen(page, 'record')).replaceAll('\u00a0', ' '),
      'city: Harlow Landing, plan: weekend paper, since: 2019, newsletter: weekly',
    );
    assert.deepEqual(visit.problems, []);
  });

  test('an anonymous reader meets the registration wall, and the endpoint is not asked', async () => {
    await using visit = await visitDemo();

    assert.equal(await wallOf(visit.page, 'articles'), 'zephr-registration-wall');
    assert.equal(await visibleText(visit.page, 'articles'), '');
    assert.equal(await currentStage(visit.page), 'Anonymous');
    assert.equal(await seen(visit.page, 'token'), 'none');
    assert.equal(await seen(visit.page, 'asked'), 'Not asked: there is no token.');
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

    assert.equal(line, `document.cookie = "blaize_jwt=${GOLD_TOKEN}"`);
    assert.equal(await visit.page.title(), line);
  });

  test('step 2: the secret is nowhere in what the page is told', async () => {
    const config = await (await fetch(`${server.url}/zephr.json`)).text();

    assert.match(config, /"verifyEndpoint": "\/zephr\/verify"/);
    assert.match(config, /"endpointKey": "-----BEGIN PUBLIC KEY-----/);
    assert.doesNotMatch(config, /secret/);
  });

  test('step 2: what the endpoint signed a moment ago decides the next page view without a question', async () => {
    await using visit = await visitDemo();
    await enterToken(visit.page, GOLD);
    // The page before may have noticed the token already, and asked.
    assert.match(await seen(visit.page, 'asked'), /^(Asked once|Not asked: its signed)/);

    await reload(visit.page);

    assert.equal(await seen(visit.page, 'asked'), 'Not asked: its signed answer still counts.');
    assert.equal(await currentStage(visit.page), 'Customer');
  });

  for (const path of [SECRET_PAGE, KEY_PAGE]) {
    test(`a registered reader meets the paywall after 60 words, on ${path}`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });

      await enterToken(visit.page, SILVER);

      const teaser = await visibleText(visit.page, 'articles');
      assert.equal(await wallOf(visit.page, 'articles'), 'zephr-paywall');
      assert.ok(teaser.startsWith(FIRST_WORDS), teaser);
      assert.equal(teaser.replace(/…/g, '').split(' ').filter(Boolean).length, 60);
      assert.equal(await currentStage(visit.page), 'Registered');
      assert.equal(await seen(visit.page, 'user'), '1234567890');
    });

    test(`a customer reads and watches, on ${path}`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });

      await enterToken(visit.page, BOTH);

      const text = await visibleText(visit.page, 'articles');
      assert.equal(await wallOf(visit.page, 'articles'), null);
      assert.ok(text.startsWith(FIRST_WORDS) && text.endsWith(LAST_WORDS), text);
      assert.equal(await wallOf(visit.page, 'videos'), null);
      assert.equal(await currentStage(visit.page), 'Customer');
      assert.equal(await seen(visit.page, 'products'), 'gold');
    });

    test(`the switches count, and hold over a reload, on ${path}`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });
      await enterToken(visit.page, GOLD);
      const ticked = (): Promise<boolean[]> =>
        visit.page.$$eval('[data-setting]', (all) => all.slice(0, 2).map((box) => (box as HTMLInputElement).checked));

      await toggle(visit.page, 'productSyncing', 'registered');
      assert.deepEqual(await ticked(), [true, false]);
      assert.equal(await currentStage(visit.page), 'Registered');

      await toggle(visit.page, 'userMapping', 'anonymous');
      assert.deepEqual(await ticked(), [false, false]);
      assert.equal(await seen(visit.page, 'token'), 'valid');
      assert.equal(await currentStage(visit.page), 'Anonymous');

      await visit.page.click('[data-begin="on"]');
      await visit.page.waitForSelector('[data-stage="customer"][aria-current]');
      assert.deepEqual(await ticked(), [true, true]);
    });

    test(`a line pasted into the console counts as soon as the reader is back in the page, on ${path}`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });

      await enterLine(visit.page, GOLD);
      await visit.page.evaluate(() => window.dispatchEvent(new Event('focus')));

      await visit.page.waitForSelector('[data-stage="customer"][aria-current]');
    });

    test(`each payload of the list leads where it says, and back, on ${path}`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });
      const presets = ['gold', 'silver', 'both', 'alabama', 'none'];
      const stages: string[] = [];

      for (const preset of presets) {
        await press(visit.page, `[data-preset="${preset}"]`);
        await visit.page.waitForSelector(`[data-preset="${preset}"][aria-current]`);
        stages.push(await currentStage(visit.page));
      }

      assert.deepEqual(stages, ['Customer', 'Registered', 'Customer', 'Registered', 'Anonymous']);
      assert.deepEqual(visit.problems, []);
    });
  }

  test('step 6: a reader who is not in the store is registered all the same', async () => {
    await using visit = await visitDemo();

    await enterToken(visit.page, STRANGER);

    assert.equal(await currentStage(visit.page), 'Registered');
    assert.equal(await seen(visit.page, 'record'), '–');
    assert.match((await blockIn(visit.page, 'videos')) ?? '', /You are signed in as reader 5555555555/);
  });

  test('step 6: switched off, the record is gone after a reload too', async () => {
    await using visit = await visitDemo();
    await enterToken(visit.page, SILVER);
    assert.ok((await blockIn(visit.page, 'videos'))?.startsWith(GREETING));

    await visit.page.click('[data-setting="userStore"]');
    await visit.page.waitForFunction(() => document.querySelector('[data-seen="record"]')?.textContent === '–');
    await reload(visit.page);

    assert.equal(await seen(visit.page, 'record'), '–');
    assert.match((await blockIn(visit.page, 'videos')) ?? '', /^Hello You are signed in/);
  });
});

describe('a token that does not count, on the demo', () => {
  for (const path of [SECRET_PAGE, KEY_PAGE]) {
    test(`a forged token leaves its reader anonymous, and the panel says why, on ${path}`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });
      await press(visit.page, '[data-preset="gold"]');

      await press(visit.page, '[data-action="break"]');

      assert.equal(await seen(visit.page, 'token'), 'invalid, signature');
      assert.equal(await currentStage(visit.page), 'Anonymous');
      assert.equal(await wallOf(visit.page, 'articles'), 'zephr-registration-wall');
    });

    test(`an expired token leaves its reader anonymous, and the panel says why, on ${path}`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });
      await press(visit.page, '[data-preset="gold"]');

      await press(visit.page, '[data-action="expire"]');

      assert.equal(await seen(visit.page, 'token'), 'expired');
      assert.equal(await currentStage(visit.page), 'Anonymous');
      assert.equal(await wallOf(visit.page, 'articles'), 'zephr-registration-wall');
    });
  }

  test('one signed with another secret is refused, and one without a secret cannot be made', async () => {
    await using visit = await visitDemo();

    await visit.page.type('#secret', '!');
    await press(visit.page, '[data-action="set"]');
    const cookie = await visit.page.evaluate(() => document.cookie);
    const token = await seen(visit.page, 'token');
    await visit.page.$eval('#secret', (field) => (field as HTMLInputElement).select());
    await visit.page.keyboard.press('Backspace');

    // The caret stands where the field was clicked last, or before all else.
    assert.ok(
      ['secret!', '!secret'].some((secret) => cookie === `blaize_jwt=${signWithSecret(GOLD, secret)}`),
      cookie,
    );
    assert.equal(token, 'invalid, signature');
    await visit.page.waitForSelector('#secret[aria-invalid="true"]');
    assert.ok(await visit.page.$eval('[data-action="set"]', (button) => (button as HTMLButtonElement).disabled));
  });

  for (const { says, path, token, expected } of [
    {
      says: 'of an earlier start, or of the page with the shared secret,',
      path: KEY_PAGE,
      token: GOLD_TOKEN,
      expected: 'invalid, algorithm',
    },
    {
      says: 'of an earlier start with a public key',
      path: KEY_PAGE,
      token: `eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${'A'.repeat(86)}`,
      expected: 'invalid, signature',
    },
    {
      says: 'of the page with a public key',
      path: SECRET_PAGE,
      token: `eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${'A'.repeat(86)}`,
      expected: 'invalid, signature',
    },
  ]) {
    test(`one ${says} does not count on ${path}`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });

      await visit.page.evaluate(`document.cookie = "blaize_jwt=${token}"`);
      await reload(visit.page);

      assert.equal(await seen(visit.page, 'token'), expected);
    });
  }

  test('a payload that is no JSON is pointed out and cannot be set', async () => {
    await using visit = await visitDemo();

    await visit.page.type('#payload', '}');

    await visit.page.waitForSelector('#payload[aria-invalid="true"]');
    assert.match(await visit.page.$eval('#bench-problem', (problem) => problem.textContent ?? ''), /^Not JSON yet/);
    assert.ok(await visit.page.$eval('[data-action="set"]', (button) => (button as HTMLButtonElement).disabled));
  });
});

describe('the endpoint, out of reach of the demo', () => {
  let ownServer: Demo;
  before(async () => {
    ownServer = await serveDemo();
  });
  after(() => ownServer.close());

  /** Marks the page, so that a reload would show. */
  const mark = (page: Page): Promise<void> => page.evaluate(() => void (document.documentElement.dataset['same'] = ''));
  const isSame = (page: Page): Promise<boolean> => page.evaluate(() => 'same' in document.documentElement.dataset);

  test('does not answer: the wall comes in time, and the content with the late answer', async () => {
    await using visit = await visitDemo(DESKTOP, ownServer);
    await enterLine(visit.page, GOLD);

    ownServer.setEndpoint('silent');
    await reload(visit.page);
    await mark(visit.page);

    const [wall] = await wallsSince(visit.page);
    assert.equal(wall?.tag, 'zephr-registration-wall');
    assert.ok(wall.at < TIME_LIMIT, `after ${wall.at} ms`);
    assert.equal(await seen(visit.page, 'token'), 'unreachable, timeout');

    ownServer.setEndpoint('running');
    await visit.page.waitForSelector('[data-stage="customer"][aria-current]');
    await settled(visit.page);
    assert.equal(await wallOf(visit.page, 'articles'), null);
    assert.ok((await visibleText(visit.page, 'articles')).endsWith(LAST_WORDS));
    assert.ok(await isSame(visit.page));
  });

  test('is gone: the wall comes in time, and the content when the device is online again', async () => {
    await using visit = await visitDemo(DESKTOP, ownServer);
    await enterLine(visit.page, GOLD);

    ownServer.setEndpoint('gone');
    await reload(visit.page);
    await mark(visit.page);

    const [wall] = await wallsSince(visit.page);
    assert.equal(wall?.tag, 'zephr-registration-wall');
    assert.ok(wall.at < TIME_LIMIT, `after ${wall.at} ms`);
    assert.equal(await seen(visit.page, 'token'), 'unreachable, network');

    await visit.page.setOfflineMode(true);
    ownServer.setEndpoint('running');
    await visit.page.setOfflineMode(false);
    await visit.page.waitForSelector('[data-stage="customer"][aria-current]');
    await settled(visit.page);
    assert.equal(await wallOf(visit.page, 'articles'), null);
    assert.ok(await isSame(visit.page));
  });

  test('is gone: what it signed before still counts, and no wall is shown', async () => {
    await using visit = await visitDemo(DESKTOP, ownServer);
    await enterToken(visit.page, GOLD);

    ownServer.setEndpoint('gone');
    await reload(visit.page);
    ownServer.setEndpoint('running');

    assert.equal(await currentStage(visit.page), 'Customer');
    assert.deepEqual(await wallsSince(visit.page), []);
    assert.deepEqual(visit.problems, []);
  });
});

describe('the demo as a page', () => {
  for (const { says, payload, article, film } of STATES) {
    for (const path of [SECRET_PAGE, KEY_PAGE]) {
      for (const viewport of [DESKTOP, PHONE, TALL]) {
        test(`for ${says} nothing moves while ${path} loads, ${viewport.width} by ${viewport.height} pixels`, async () => {
          await using visit = await visitDemo(viewport, slowServer, { path });
          if (payload !== null) await enterToken(visit.page, payload);

          assert.equal(await layoutShift(visit.page), 0);
          assert.equal(await wallOf(visit.page, 'articles'), article);
          assert.equal(await wallOf(visit.page, 'videos'), film);
          assert.deepEqual(visit.problems, []);
        });
      }

      test(`for ${says} axe finds nothing to mend on ${path}`, async () => {
        await using visit = await visitDemo(DESKTOP, server, { path });
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

    for (const letters of ['-0.06em', '0.12em']) {
      test(`for ${says} nothing moves where letters are ${letters} wider`, async () => {
        await using visit = await visitDemo(TALL, slowServer, { letters });
        if (payload !== null) await enterToken(visit.page, payload);

        assert.equal(await layoutShift(visit.page), 0);
        assert.deepEqual([await wallOf(visit.page, 'articles'), await wallOf(visit.page, 'videos')], [article, film]);
      });
    }
  }

  test('for a subscriber no wall stands in the page while the endpoint is asked', async () => {
    await using visit = await visitDemo(DESKTOP, slowServer);

    await enterToken(visit.page, GOLD);

    assert.match(await seen(visit.page, 'asked'), /^Asked once/);
    assert.deepEqual(await wallsSince(visit.page), []);
  });

  test('the two pages lead to each other', async () => {
    await using visit = await visitDemo();

    for (const path of [KEY_PAGE, SECRET_PAGE]) {
      const link = visit.page.waitForSelector(`.ways a[href="${path}"]:not([aria-current])`);
      await Promise.all([visit.page.waitForNavigation(), link.then((found) => found!.click())]);
      assert.equal(new URL(visit.page.url()).pathname, path);
    }
  });

  test('it fits a screen 320 pixels wide', async () => {
    for (const path of [SECRET_PAGE, KEY_PAGE]) {
      await using visit = await visitDemo({ width: 320, height: 640 }, server, { path });

      for (const preset of ['none', 'silver', 'gold']) {
        await press(visit.page, `[data-preset="${preset}"]`);
        assert.equal(await visit.page.evaluate(() => document.documentElement.scrollWidth), 320, path + preset);
      }
    }
  });

  test('with the keyboard alone a reader gets to the wall, then to the settings and the bench', async () => {
    await using visit = await visitDemo();
    const stops: string[] = [];

    for (let presses = 0; presses < 60 && !stops.includes('payload'); presses += 1) {
      await visit.page.keyboard.press('Tab');
      stops.push(
        await visit.page.evaluate(() => {
          let focused = document.activeElement;
          while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
          const { setting = '' } = (focused as HTMLElement | null)?.dataset ?? {};
          return focused?.getAttribute('type') === 'email' ? 'email' : focused?.id || setting;
        }),
      );
    }

    assert.ok(stops.includes('email'), stops.join(' '));
    for (const stop of ['userMapping', 'productSyncing', 'userStore', 'payload'])
      assert.ok(stops.indexOf('email') < stops.indexOf(stop), stops.join(' '));
  });

  for (const path of [SECRET_PAGE, KEY_PAGE]) {
    test(`what the wall on ${path} posts is answered by a page that says whose work this is, and leads back`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });

      await visit.page.focus('zephr-feature[feature="articles"] > zephr-registration-wall >>> input[type="email"]');
      await visit.page.keyboard.type('reader@example.com');
      await Promise.all([visit.page.waitForNavigation(), visit.page.keyboard.press('Enter')]);

      assert.equal(new URL(visit.page.url()).pathname, '/register');
      assert.match(await visit.page.$eval('main', (main) => main.textContent ?? ''), /identity provider/);
      assert.equal(await visit.page.$eval('.elsewhere__back', (link) => link.getAttribute('href')), path);
      assert.deepEqual(visit.problems, []);
    });
  }
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
    '/serve.mjs',
    '/index.html',
    '/assets/',
    '/assets/../serve.mjs',
    '/assets/%2e%2e/serve.mjs',
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

  const asAddress = (code: string): string => `data:text/javascript,${encodeURIComponent(code)}`;
  /** Keeps a process from finding libsql. */
  const HOOK = asAddress(`export const resolve = (name, context, next) => {
    if (name !== 'libsql') return next(name, context);
    throw Object.assign(new Error('no libsql'), { code: 'ERR_MODULE_NOT_FOUND' });
  }`);
  const WITHOUT_LIBSQL = asAddress(`import { register } from 'node:module'; register(${JSON.stringify(HOOK)});`);

  for (const { says, flags, signal, lines } of [
    { says: 'SIGINT', flags: [], signal: 'SIGINT', lines: [] },
    { says: 'SIGTERM', flags: [], signal: 'SIGTERM', lines: [] },
    {
      says: 'SIGTERM, without libsql too',
      flags: ['--import', WITHOUT_LIBSQL],
      signal: 'SIGTERM',
      lines: ['The package libsql is not installed: the readers are kept in memory instead of a file.'],
    },
  ] as const) {
    test(`says in a line where it is, and leaves nothing behind on ${says}`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'demo-test-'));
      const env = { ...process.env, PORT: '0', TMPDIR: folder };
      const demo = spawn(process.execPath, [...flags, 'demo/start.mjs'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
      const exit = once(demo, 'exit');
      const said: string[] = [];
      let url = '';
      for await (const line of createInterface(demo.stdout)) {
        url = /http:\S+/.exec(line)?.[0] ?? '';
        if (url) break;
        said.push(line);
      }

      const answer = await fetch(`${url}/zephr/verify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: GOLD_TOKEN }),
      });
      const { user } = (await answer.json()) as { user: unknown };
      demo.kill(signal);

      assert.deepEqual(await exit, [0, null]);
      assert.deepEqual(said, lines);
      assert.deepEqual(user, { city: 'Harlow Landing', plan: 'weekend paper', since: '2019', newsletter: 'weekly' });
      // The cache of the tests' compiler stands in the same folder.
      assert.deepEqual(
        (await readdir(folder)).filter((name) => name.startsWith('zephr-demo-')),
        [],
      );
      await rm(folder, { recursive: true });
    });
  }
});
