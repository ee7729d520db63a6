import assert from 'node:assert/strict';
import { before, suite, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import {
  aPage,
  aToken,
  exampleConfig,
  SCRIPT,
  TOGETHER,
  useBrowser,
  type PageVisit,
  type VisitWish,
} from './bare-page.js';
import { textIn } from './counting-pages.js';
import { bundleForPage, runOnServer, type FrameworkPackages } from './framework-app.js';

/**
 * A site of a framework with its door: a story and a text, each in a `<ZephrFeature>`, and a line that says what its hooks give:
 * `FEATURE: ACCESS, REMAINING · STATUS STATE CODE`.
 */
export interface WrapperApp {
  readonly framework: string;
  readonly packages: FrameworkPackages;
  /** Module that prints the markup that a server sends. */
  readonly server: string;
  /** Module that takes over the markup in `#app`. It sets `window.app`. */
  readonly hydrates: string;
  /** Module that renders into an empty `#app`. */
  readonly mounts: string;
}

/** The members that the site offers to its tests. */
interface AppHandle {
  /** Renders with another turn, another feature, and with the story or without. */
  set(values: { readonly turn?: number; readonly feature?: string; readonly isThere?: boolean }): void;
  /** Takes the whole site off the page. */
  unmount(): void;
}

const GOLD = aToken({ prod: 'gold' });
const WALL = { content: 'hide', components: ['register'] };
const METER = { type: 'trial', limit: 3, tracker: 'meter', yes: 'show', no: WALL };
const config = {
  ...exampleConfig(),
  products: { gold: { claimValue: 'gold', features: ['articles', 'videos'] } },
  features: {
    articles: { rules: { anonymous: WALL } },
    videos: { rules: { anonymous: { content: 'hide', components: ['hello'] } } },
    open: { rules: { anonymous: 'show' } },
    metered: { rules: { anonymous: METER } },
  },
};
/** The script that leaves the start to the site. */
const BY_HAND = '<script src="/zephr.js" data-manual></script>';

/** The text of the line that tells what hooks give. */
const line = (page: Page): Promise<string> => page.$eval('output', ({ textContent }) => textContent);

/** Waits for that line. */
async function says(page: Page, text: string): Promise<void> {
  await page
    .waitForFunction((wanted) => document.querySelector('output')?.textContent === wanted, { timeout: 5000 }, text)
    .catch(async () => assert.equal(await line(page), text));
}

const set = (page: Page, values: Parameters<AppHandle['set']>[0]): Promise<void> =>
  page.evaluate(async (wanted) => {
    (window as unknown as { app: AppHandle }).app.set(wanted);
    await new Promise((done) => setTimeout(done, 100));
  }, values);

/** Counts in `moves` how often walls are taken off the page. */
const WATCH_WALLS = `
  var moves = 0;
  for (const place of document.querySelectorAll('#app zephr-feature')) {
    new MutationObserver((records) => {
      for (const { removedNodes } of records) for (const { localName } of removedNodes) if (/wall/.test(localName)) moves++;
    }).observe(place, { childList: true });
  }
`;

/** The counts of this browser, as text. */
const readUsage = async (page: Page): Promise<string> => (await textIn(page)) ?? '';

/** The words and walls that a reader sees of the site. */
const seen = (page: Page): Promise<{ words: string[]; walls: string[] }> =>
  page.evaluate(() => ({
    words: document.querySelector<HTMLElement>('#app')!.innerText.match(/(story|text) \d+/g) ?? [],
    walls: [...document.querySelectorAll('#app zephr-feature > [data-zephr-added]')]
      .filter((wall) => wall.checkVisibility())
      .map(({ localName }) => localName),
  }));

const NOTHING = { words: [], walls: ['zephr-registration-wall', 'zephr-registration-wall'] };

/** Tests the door of a framework in a browser. */
export function testWrappers({ framework, packages, server, hydrates, mounts }: WrapperApp): void {
  const { visit } = useBrowser();
  let markup: string;
  let scripts: { readonly hydrates: string; readonly mounts: string };
  before(async () => {
    markup = (await runOnServer(server, packages)).replaceAll(' defer-hydration=""', ' defer-hydration');
    scripts = { hydrates: await bundleForPage(hydrates, packages), mounts: await bundleForPage(mounts, packages) };
  });

  /** Opens the site, and gives what the framework complains about. */
  async function open(
    kind: 'hydrates' | 'mounts',
    { head = SCRIPT, ...wish }: VisitWish & { readonly head?: string } = {},
  ): Promise<PageVisit & { readonly warnings: string[] }> {
    const html = aPage(`<div id="app">${kind === 'hydrates' ? markup : ''}</div>`, head);
    const reader = await visit({ html, config, settle: false, ...wish });
    const warnings: string[] = [];
    reader.page.on('console', (message) => {
      const text = message.text();
      if (/error|warn/.test(message.type()) && !/development (build|version)|^\[zephr\]|404/.test(text))
        warnings.push(text);
    });
    if (kind === 'hydrates' && head === SCRIPT) {
      await reader.page.waitForFunction(() => 'Zephr' in window);
      await reader.page.evaluate(() => window.Zephr.ready);
      const untouched = await reader.page.$eval('#app', ({ innerHTML }) => innerHTML);
      assert.equal(
        untouched.replaceAll(' defer-hydration=""', ' defer-hydration'),
        markup,
        'markup that is to be taken over is left alone',
      );
    }
    await reader.page.addScriptTag({ content: scripts[kind] });
    return Object.assign(reader, { warnings });
  }

  suite(`the door for ${framework}`, TOGETHER, () => {
    test('renders on a server what a browser takes over', () => {
      assert.equal(markup.match(/<zephr-feature /g)?.length, 2);
      assert.equal(markup.match(/ defer-hydration/g)?.length, 2);
      assert.match(markup, /feature="articles"/);
      assert.match(markup, /class="story"/);
      assert.match(markup, /<output>articles: , · waiting {2}<\/output>/);
    });

    test('takes over without a warning, and shows the walls then', async () => {
      await using reader = await open('hydrates');
      await says(reader.page, 'articles: false, · ready anonymous ');
      await reader.settled();

      assert.deepEqual([reader.warnings, await seen(reader.page)], [[], NOTHING]);
      assert.equal(await reader.page.$('[defer-hydration]'), null);
    });

    test('takes over before there is an SDK', async () => {
      await using reader = await open('hydrates', { head: '' });
      await says(reader.page, 'articles: , · waiting  ');
      await reader.page.evaluate(async () => {
        const script = Object.assign(document.createElement('script'), { src: '/zephr.js' });
        script.dataset['config'] = '/zephr.json';
        document.head.append(script);
        await new Promise((done) => (script.onload = done));
      });
      await says(reader.page, 'articles: false, · ready anonymous ');
      await reader.settled();

      assert.deepEqual([reader.warnings, await seen(reader.page)], [[], NOTHING]);
    });

    test('keeps content behind its walls, which stay, when it renders again', async () => {
      await using reader = await open('mounts');
      await says(reader.page, 'articles: false, · ready anonymous ');
      await reader.settled();
      await reader.page.evaluate(WATCH_WALLS);
      for (const turn of [1, 2, 3]) await set(reader.page, { turn });

      assert.deepEqual([reader.warnings, await seen(reader.page)], [[], NOTHING]);
      assert.equal(await reader.page.evaluate('moves'), 0, 'walls that were taken off the page');
      await reader.setCookies([{ name: 'blaize_jwt', value: GOLD }]);
      await says(reader.page, 'articles: true, · ready registered ');
      assert.deepEqual(await seen(reader.page), { words: ['story 3', 'text 3'], walls: [] });
    });

    test('follows the name of the feature', async () => {
      await using reader = await open('mounts');
      await says(reader.page, 'articles: false, · ready anonymous ');
      await set(reader.page, { feature: 'videos' });
      await says(reader.page, 'videos: false, · ready anonymous ');
      await reader.settled();
      assert.deepEqual((await seen(reader.page)).walls, ['zephr-custom-block', 'zephr-registration-wall']);

      await set(reader.page, { feature: 'open' });
      await says(reader.page, 'open: true, · ready anonymous ');
      assert.deepEqual(await seen(reader.page), { words: ['story 0'], walls: ['zephr-registration-wall'] });
      await set(reader.page, { feature: 'none' });
      await says(reader.page, 'none: false, · ready anonymous ');
      assert.deepEqual(reader.warnings, []);
    });

    test('shows a feature again that was off the page, and leaves nothing behind', async () => {
      await using reader = await open('mounts');
      await reader.settled();
      for (const isThere of [false, true, false, true]) await set(reader.page, { isThere });
      await says(reader.page, 'articles: false, · ready anonymous ');
      await reader.settled();
      assert.deepEqual(await seen(reader.page), NOTHING);

      await reader.page.evaluate(() => (window as unknown as { app: AppHandle }).app.unmount());
      await reader.page.evaluate(() => window.Zephr.refresh());
      assert.equal(await reader.page.$eval('#app', ({ innerHTML }) => innerHTML), '');
      assert.deepEqual(reader.warnings, []);
    });

    test('counts no article of its own: only a feature on the page does', async () => {
      await using reader = await open('mounts');
      await says(reader.page, 'articles: false, · ready anonymous ');
      await set(reader.page, { feature: 'metered', isThere: false });
      await says(reader.page, 'metered: true,2 · ready anonymous ');
      await reader.page.evaluate(() => window.Zephr.refresh());
      assert.doesNotMatch(await readUsage(reader.page), /meter/);
      await set(reader.page, { isThere: true });
      await says(reader.page, 'metered: true,2 · ready anonymous ');

      await reader.page.waitForFunction(() => localStorage.getItem('zephr-usage')?.includes('meter'), {
        timeout: 5000,
      });
      assert.deepEqual(reader.warnings, []);
    });

    test('tells why a start fails, and goes on with one that does not', async () => {
      await using reader = await open('mounts', { head: BY_HAND });
      await says(reader.page, 'articles: , · waiting  ');
      const code = await reader.page.evaluate(() =>
        window.Zephr.start('/none.json').then(
          () => '',
          ({ code: found }: { code: string }) => found,
        ),
      );
      await says(reader.page, `articles: false, · failed  ${code}`);
      await reader.page.evaluate(() => window.Zephr.start('/zephr.json'));
      await says(reader.page, 'articles: false, · ready anonymous ');
      await reader.settled();

      assert.deepEqual([reader.warnings, await seen(reader.page)], [[], NOTHING]);
    });

    test('is not misled by what else is called Zephr', async () => {
      await using reader = await open('mounts', { head: '<script>Zephr = []</script>' });
      await says(reader.page, 'articles: , · waiting  ');
      await set(reader.page, { turn: 1 });

      assert.deepEqual([reader.warnings, await line(reader.page)], [[], 'articles: , · waiting  ']);
    });
  });
}
