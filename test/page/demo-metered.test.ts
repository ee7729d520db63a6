import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { Browser, BrowserContext, Page, Target, Viewport } from 'puppeteer-core';
// The demo is plain JavaScript, as a visitor runs it.
import { serveDemo } from '../../demo/serve.mjs';
import { STORIES } from '../../demo/stories.mjs';
import { launchChromium } from '../support/launch-chromium.js';

const DESKTOP: Viewport = { width: 1280, height: 800 };
const PHONE: Viewport = { width: 390, height: 844 };
/** High enough that what follows a story is in view too. */
const TALL: Viewport = { width: 1280, height: 1600 };

/** Milliseconds an answer waits on a slow line: enough to paint the page before the SDK has decided. */
const SLOW = 80;

const SECTION = '/metered';
const PATHS: readonly string[] = STORIES.map(({ slug }: { slug: string }) => `${SECTION}/${slug}`);
const [FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH] = PATHS as [string, string, string, string, string, string];

const REGISTER = 'zephr-registration-wall';
const SUBSCRIBE = 'zephr-paywall';

/** Runs in every page before anything else does. */
interface Watched {
  layoutShift: number;
  reportBreach(breach: string): void;
}

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

/** A browser that has never been here, with one tab. */
interface Reader extends AsyncDisposable {
  readonly url: string;
  readonly page: Page;
  readonly context: BrowserContext;
  /** What went wrong in its tabs: errors in the console, uncaught ones, breaches of the content security policy. */
  readonly problems: string[];
}

/** Opens a browser at a demo that has counted nothing, or, for a reader's other device, goes on. */
async function aReader({
  demo = server,
  viewport = DESKTOP,
  goesOn = false,
}: { demo?: Demo; viewport?: Viewport; goesOn?: boolean } = {}): Promise<Reader> {
  if (!goesOn) await fetch(`${demo.url}/metered/start-over`, { method: 'POST' });
  const context = await browser.createBrowserContext();
  const problems: string[] = [];
  const page = await context.newPage();
  await page.exposeFunction('reportBreach', (breach: string) => problems.push(breach));
  await page.setViewport(viewport);
  await page.evaluateOnNewDocument(() => {
    const watched = window as unknown as Watched;
    watched.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
        if (!entry.hadRecentInput) watched.layoutShift += entry.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
    document.addEventListener('securitypolicyviolation', (event) => {
      watched.reportBreach(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
  listenTo(page, problems);
  return { url: demo.url, page, context, problems, [Symbol.asyncDispose]: () => context.close() };
}

function listenTo(page: Page, problems: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(String(error)));
}

/** Waits until story and panel show what they will show, and what was counted is written. */
async function settled(page: Page): Promise<void> {
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

async function open({ page, url }: Reader, path: string): Promise<void> {
  await page.goto(url + path);
  await settled(page);
}

/** Reads stories one after the other. */
async function read(reader: Reader, ...paths: string[]): Promise<void> {
  for (const path of paths) await open(reader, path);
}

/** What the paper says about the count: above the story, or in the heading of its wall. */
async function told(page: Page): Promise<string> {
  return page.$eval('zephr-feature', (feature) => {
    const wall = feature.querySelector('zephr-registration-wall, zephr-paywall');
    const teller =
      wall?.shadowRoot?.querySelector('h2, h3, [part="heading"]') ?? feature.querySelector('[slot="left"]');
    return (teller?.textContent ?? '').replace(/\s+/g, ' ').trim();
  });
}

/** Tag of the wall in place of the story; `null` where it is shown whole. */
async function wallOf(page: Page): Promise<string | null> {
  return page.$eval('zephr-feature', (feature) => {
    const wall = feature.querySelector('zephr-registration-wall, zephr-paywall');
    const isWhole = feature.querySelector('p:not([slot] *)')?.checkVisibility({ visibilityProperty: true });
    return wall?.checkVisibility() ? wall.localName : isWhole ? null : 'nothing';
  });
}

async function textOf(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (element) => (element as HTMLElement).innerText.replace(/\s+/g, ' ').trim());
}

/** Waits for the count of a column of the table, and gives the paths that it has. */
async function countedIn(page: Page, column: 'browser' | 'endpoint', count: number): Promise<string[]> {
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
async function sign(page: Page, state: 'in' | 'out'): Promise<void> {
  await page.click('[data-reader="sign"]');
  await page.waitForFunction(
    (wanted) => document.querySelector('[data-reader-said]')?.textContent?.startsWith(`Signed ${wanted}`),
    {},
    state,
  );
  await settled(page);
}

async function startOver(page: Page): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.click('[data-reader="start-over"]')]);
  await settled(page);
}

/** Follows the link to the next story, which opens a tab of its own. */
async function openSecondTab({ page, context, problems }: Reader): Promise<Page> {
  const opened = new Promise<Target>((done) => context.once('targetcreated', done));
  await page.click('#meter a.button');
  const tab = (await (await opened).page())!;
  listenTo(tab, problems);
  await tab.bringToFront();
  await tab.waitForSelector('zephr-feature:is([state="shown"], [state="walled"])');
  await settled(tab);
  return tab;
}

describe('the metered section', () => {
  test('shows three stories to an anonymous reader and a wall in place of the fourth', async () => {
    await using reader = await aReader();
    const walk: (string | null)[][] = [];
    for (const path of [FIRST, SECOND, THIRD, FOURTH]) {
      await open(reader, path);
      walk.push([path, await told(reader.page), await wallOf(reader.page)]);
    }

    assert.deepEqual(walk, [
      [FIRST, '2 articles left this month of 3', null],
      [SECOND, '1 article left this month of 3', null],
      [THIRD, 'No articles left this month of 3', null],
      [FOURTH, 'You have read your 3 stories this month', REGISTER],
    ]);
    assert.deepEqual(await countedIn(reader.page, 'browser', 3), [FIRST, SECOND, THIRD]);
    assert.equal(await textOf(reader.page, '[data-meter="view"]'), 'This page view was not counted: none is left.');
    assert.deepEqual(reader.problems, []);
  });

  test('invites below the last story, and shows it whole', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND);
    const before = await reader.page.$('[slot="invite-to-register"]');
    await open(reader, THIRD);

    assert.equal(before, null);
    assert.match(await textOf(reader.page, '[slot="invite-to-register"]'), /there are 5 a month/);
    const [story, invitation] = await reader.page.$$eval('zephr-feature > p:last-of-type, [slot^="invite"]', (both) =>
      both.map((each) => each.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })),
    );
    assert.ok(story!.bottom <= invitation!.top);
  });

  test('leaves a story open that was read, when none is left too', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND, THIRD, FOURTH);
    await open(reader, FIRST);

    assert.equal(await wallOf(reader.page), null);
    assert.equal(
      await textOf(reader.page, '[data-meter="view"]'),
      'This page view was not counted: the story was before.',
    );
    await countedIn(reader.page, 'browser', 3);
  });

  test('counts nothing for a reload', async () => {
    await using reader = await aReader();
    await open(reader, FIRST);
    for (let times = 0; times < 3; times += 1) {
      await reader.page.reload();
      await settled(reader.page);
    }

    assert.equal(await told(reader.page), '2 articles left this month of 3');
    assert.deepEqual(await countedIn(reader.page, 'browser', 1), [FIRST]);
  });

  test('counts nothing for its list, which tells what was read', async () => {
    await using reader = await aReader();
    await open(reader, SECTION);
    const before = await textOf(reader.page, '.meter');
    await open(reader, SECOND);
    await open(reader, SECTION);

    assert.deepEqual(
      [before, await textOf(reader.page, '.meter')],
      ['3 articles left this month, of 3', '2 articles left this month, of 3'],
    );
    assert.deepEqual(await countedIn(reader.page, 'browser', 1), [SECOND]);
    assert.deepEqual(
      await reader.page.$$eval('[data-mark]:not(:empty)', (marks) =>
        (marks as HTMLElement[]).map(({ dataset, textContent }) => [dataset['mark'], textContent]),
      ),
      [[SECOND, 'Read']],
    );
  });

  test('counts a second tab, and the first one tells when its reader comes back', async () => {
    await using reader = await aReader();
    await open(reader, FIRST);
    const tab = await openSecondTab(reader);
    const [path, there] = [new URL(tab.url()).pathname, await told(tab)];
    await reader.page.bringToFront();
    await reader.page.waitForFunction(() =>
      document.querySelector('[slot="left"]')?.textContent?.includes('1 article'),
    );
    await settled(reader.page);

    assert.deepEqual([path, there], [SECOND, '1 article left this month of 3']);
    assert.equal(await told(reader.page), there);
    assert.equal(await textOf(reader.page, '.meter'), '1 article left this month, of 3');
    assert.deepEqual(await countedIn(reader.page, 'browser', 2), [FIRST, SECOND]);
    assert.deepEqual(reader.problems, []);
  });

  test('tells of a last one read elsewhere below a story that was read here', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND);
    await openSecondTab(reader);
    await reader.page.bringToFront();
    await reader.page.waitForSelector('[slot="invite-to-register"]');

    assert.equal(await wallOf(reader.page), null);
    assert.equal(await told(reader.page), 'No articles left this month of 3');
  });
});

describe('the metered section, in windows side by side', () => {
  /** Turns to a window that was not hidden, so that the SDK takes no notice, and waits for what it tells then. */
  const turnTo = async (page: Page, words: string): Promise<void> => {
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    // By the clock, as the browser of a test draws but one of its tabs.
    await page.waitForFunction(
      (wanted) => document.querySelector('[slot="left"]')?.textContent?.replace(/\s+/g, ' ').trim() === wanted,
      { polling: 50, timeout: 5000 },
      words,
    );
  };

  test('tells of what was read in the other', async () => {
    await using reader = await aReader();
    await open(reader, FIRST);
    await openSecondTab(reader);
    const before = await told(reader.page);
    await turnTo(reader.page, '1 article left this month of 3');

    assert.equal(before, '2 articles left this month of 3');
  });

  test('knows that its reader has signed in in the other', async () => {
    await using reader = await aReader();
    await open(reader, FIRST);
    await sign(await openSecondTab(reader), 'in');
    await turnTo(reader.page, '3 articles left this month of 5');

    assert.equal(await reader.page.$eval('[data-stage="registered"]', (stage) => stage.ariaCurrent), 'true');
    assert.equal(await reader.page.$eval('[data-reader="sign"]', (button) => button.textContent), 'Sign out');
  });
});

describe('the metered section, with an account', () => {
  test('takes over what was read before: two of five are left, then the paywall stands', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND, THIRD);
    await sign(reader.page, 'in');
    const walk = [[await told(reader.page), await wallOf(reader.page)]];
    const carried = await countedIn(reader.page, 'endpoint', 3);
    for (const path of [FOURTH, FIFTH, SIXTH]) {
      await open(reader, path);
      walk.push([await told(reader.page), await wallOf(reader.page)]);
    }

    assert.deepEqual(carried, [FIRST, SECOND, THIRD]);
    assert.deepEqual(walk, [
      ['2 articles left this month of 5', null],
      ['1 article left this month of 5', null],
      ['No articles left this month of 5', null],
      ['You have read your 5 stories this month', SUBSCRIBE],
    ]);
    assert.deepEqual(await countedIn(reader.page, 'endpoint', 5), [FIRST, SECOND, THIRD, FOURTH, FIFTH]);
    assert.deepEqual(reader.problems, []);
  });

  test('opens the story behind the wall as soon as its reader signs in', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND, THIRD, FOURTH);
    await sign(reader.page, 'in');

    assert.equal(await wallOf(reader.page), null);
    assert.equal(await told(reader.page), '1 article left this month of 5');
    await sign(reader.page, 'out');
    assert.equal(await wallOf(reader.page), REGISTER);
  });

  test('counts on all his devices together', async () => {
    await using desk = await aReader();
    await read(desk, FIRST, SECOND);
    await sign(desk.page, 'in');
    await countedIn(desk.page, 'endpoint', 2);
    await using phone = await aReader({ viewport: PHONE, goesOn: true });
    await open(phone, SECTION);
    await sign(phone.page, 'in');
    await open(phone, THIRD);

    assert.equal(await told(phone.page), '2 articles left this month of 5');
    assert.deepEqual(await countedIn(phone.page, 'endpoint', 3), [FIRST, SECOND, THIRD]);
  });

  test('counts nothing for a subscriber', async () => {
    await using reader = await aReader();
    await reader.page.goto(reader.url);
    await reader.page.click('[data-preset="gold"]');
    await reader.page.waitForSelector('[data-stage="customer"][aria-current]');
    await read(reader, FIRST, SECOND, THIRD, FOURTH);

    assert.equal(await wallOf(reader.page), null);
    assert.equal(await textOf(reader.page, '.meter'), 'All stories with Gold');
    await countedIn(reader.page, 'browser', 0);
  });
});

describe('starting over in the metered section', () => {
  test('takes the ledger away: three are left again', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND, THIRD, FOURTH);
    await startOver(reader.page);
    const list = [new URL(reader.page.url()).pathname, await textOf(reader.page, '.meter')];
    const stored = await reader.page.evaluate(() => localStorage.getItem('zephr-usage'));
    await open(reader, FOURTH);

    assert.deepEqual([list, stored], [[SECTION, '3 articles left this month, of 3'], null]);
    assert.equal(await told(reader.page), '2 articles left this month of 3');
    assert.deepEqual(reader.problems, []);
  });

  test('takes the endpoint’s count away as well: a registered reader has five again', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND, THIRD);
    await sign(reader.page, 'in');
    await countedIn(reader.page, 'endpoint', 3);
    await startOver(reader.page);
    const list = await textOf(reader.page, '.meter');
    await countedIn(reader.page, 'endpoint', 0);
    await open(reader, SIXTH);

    assert.equal(list, '5 articles left this month, of 5');
    assert.equal(await told(reader.page), '4 articles left this month of 5');
    assert.deepEqual(await countedIn(reader.page, 'endpoint', 1), [SIXTH]);
  });
});

/** What a page of the section can look like, and the way there. */
const LOOKS: readonly {
  readonly says: string;
  readonly path: string;
  readonly go: (reader: Reader) => Promise<void>;
}[] = [
  { says: 'the list', path: SECTION, go: async () => {} },
  { says: 'the first story', path: FIRST, go: async () => {} },
  { says: 'the last story', path: THIRD, go: (reader) => read(reader, FIRST, SECOND) },
  { says: 'the registration wall', path: FOURTH, go: (reader) => read(reader, FIRST, SECOND, THIRD) },
  {
    says: 'a registered reader’s story',
    path: FIRST,
    go: async (reader) => {
      await open(reader, SECTION);
      await sign(reader.page, 'in');
    },
  },
  {
    says: 'the paywall',
    path: SIXTH,
    go: async (reader) => {
      await open(reader, FIRST);
      await sign(reader.page, 'in');
      await read(reader, SECOND, THIRD, FOURTH, FIFTH);
    },
  },
];

describe('the metered section as pages', () => {
  for (const { says, path, go } of LOOKS) {
    test(`nothing moves while ${says} loads`, async () => {
      for (const viewport of [DESKTOP, PHONE, TALL]) {
        await using reader = await aReader({ demo: slowServer, viewport });
        await go(reader);
        await open(reader, path);
        // The panel has looked at the ledger.
        await countedIn(reader.page, 'browser', await countOf(reader.page));

        const shift = await reader.page.evaluate(() => (window as unknown as Watched).layoutShift);
        assert.equal(shift, 0, `${viewport.width} by ${viewport.height}`);
        assert.deepEqual(reader.problems, []);
      }
    });

    test(`axe finds nothing to mend on ${says}, light and dark`, async () => {
      await using reader = await aReader();
      await go(reader);
      for (const value of ['light', 'dark']) {
        await reader.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
        await open(reader, path);
        // Through the debugger, which the page's content security policy does not bind.
        await reader.page.evaluate(axe);
        const violations = await reader.page.evaluate(async () => {
          const { axe: tool } = window as unknown as { axe: typeof import('axe-core') };
          const { violations: found } = await tool.run();
          return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
        });
        assert.deepEqual(violations, [], value);
      }
    });

    test(`${says} fits a screen 320 pixels wide`, async () => {
      await using reader = await aReader({ viewport: { width: 320, height: 640 } });
      await go(reader);
      await open(reader, path);

      assert.equal(await reader.page.evaluate(() => document.documentElement.scrollWidth), 320);
    });
  }

  test('with the keyboard alone a reader gets to the wall, then to the buttons of the meter', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND, THIRD, FOURTH);
    const stops: string[] = [];
    for (let presses = 0; presses < 40 && !stops.includes('start-over'); presses += 1) {
      await reader.page.keyboard.press('Tab');
      stops.push(
        await reader.page.evaluate(() => {
          let focused = document.activeElement;
          while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
          const { dataset } = focused as HTMLElement;
          return focused?.getAttribute('type') === 'email'
            ? 'email'
            : (dataset['reader'] ?? focused?.getAttribute('target') ?? '');
        }),
      );
    }

    assert.deepEqual(
      stops.filter((stop) => stop !== ''),
      ['email', '_blank', 'sign', 'start-over'],
    );
    await Promise.all([reader.page.waitForNavigation(), reader.page.keyboard.press('Enter')]);
    assert.equal(new URL(reader.page.url()).pathname, SECTION);
  });

  test('the front page leads to the section, and the section back', async () => {
    await using reader = await aReader();
    await reader.page.goto(reader.url);
    for (const path of [SECTION, '/']) {
      await Promise.all([reader.page.waitForNavigation(), reader.page.click(`.sections a[href="${path}"]`)]);
      assert.equal(new URL(reader.page.url()).pathname, path);
    }
  });

  test('what its wall posts is answered by a page that leads back to the story', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND, THIRD, FOURTH);
    await reader.page.focus('zephr-registration-wall >>> input[type="email"]');
    await reader.page.keyboard.type('reader@example.com');
    await Promise.all([reader.page.waitForNavigation(), reader.page.keyboard.press('Enter')]);

    assert.equal(new URL(reader.page.url()).pathname, '/register');
    assert.equal(await reader.page.$eval('.elsewhere__back', (link) => link.getAttribute('href')), FOURTH);
    assert.match(await textOf(reader.page, 'main'), /“Sign in as the tutorial’s reader” beside the story/);
  });

  for (const [path, method, status] of [
    ['/metered/no-such-story', 'GET', 404],
    ['/metered/start-over', 'GET', 405],
    [FIRST, 'POST', 405],
  ] as const) {
    test(`${method} ${path} is answered with ${status}`, async () => {
      assert.equal((await fetch(server.url + path, { method })).status, status);
    });
  }
});

/** How many stories the ledger holds. */
async function countOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { accounts } = JSON.parse(localStorage.getItem('zephr-usage') ?? '{"accounts":{}}') as {
      accounts: Record<string, { seen: { stories?: [id: string, item: string, at: number][] } }>;
    };
    return new Set(Object.values(accounts).flatMap(({ seen }) => (seen.stories ?? []).map(([, item]) => item))).size;
  });
}
