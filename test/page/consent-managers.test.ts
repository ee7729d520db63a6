/** The recipes of docs/guides/consent.md, each in a page with a consent manager. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  aPage,
  exampleConfig,
  GOLD,
  inlineConfig,
  place,
  SCRIPT,
  SHOWN,
  TOGETHER,
  useBrowser,
  WALLED,
  type PageVisit,
} from '../support/bare-page.js';
import { installTcf, type TcfManager } from '../support/consent-managers.js';
import { configWithTrial, itemsIn } from '../support/counting-pages.js';
import { readGuide } from '../support/read-guide.js';
import { installUnblock, MANAGERS } from '../support/script-blockers.js';
import type { Route } from '../support/serve.js';

const { visit } = useBrowser();

const [FIRST, ...TOLD] = readGuide('guides/consent.md', 'Let the script run, and tell it', 'html') as [
  string,
  ...string[],
];
const IGNORED = TOLD.pop()!;
const [STYLE, ...BLOCKED] = readGuide('guides/consent.md', 'Keep the script away until consent', 'html') as [
  string,
  ...string[],
];
const BODY = place('articles');
const NAMES = Object.keys(MANAGERS);

/** The product itself, as its package has it. */
const PRODUCT = fileURLToPath(import.meta.resolve('vanilla-cookieconsent'));
const routes: Readonly<Record<string, Route>> = {
  '/cookieconsent.js': async (_request, response) => {
    const code = await readFile(PRODUCT.replace(/\.esm\.js$/, '.umd.js'));
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(code);
  },
};

/**
 * A page with a manager and its recipes: in the head behind what comes first, or before it. CookieConsent needs a body.
 * Compilers give functions names by a helper, which a page does not have.
 */
function pageWith(name: string, head: string, { recipe = '', isFirst = false }): string {
  const code = `${installUnblock.toString()})(); (${MANAGERS[name]!.toString()}`;
  const manager = `<script>globalThis.__name ??= (value) => value; (${code})();</script>${recipe}`;
  if (name === 'CookieConsent') return aPage(`${BODY}<script src="/cookieconsent.js"></script>${manager}`, head);
  return aPage(BODY, isFirst ? manager + head : head + manager);
}

/** CookieConsent asks no browser that a program drives. */
const before = `Object.defineProperty(Navigator.prototype, 'webdriver', { get: () => false })`;

/** The names under which the origin has stored anything, but for the manager's own cookie. */
const storedBy = (reader: PageVisit): Promise<string[]> =>
  reader.page.evaluate(() =>
    [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...document.cookie.split('; ').map((cookie) => cookie.split('=')[0]!),
    ].filter((name) => name && name !== 'cc_cookie' && name !== 'blaize_jwt'),
  );

async function agree(reader: PageVisit, granted: boolean): Promise<void> {
  await reader.page.evaluate((answer) => window.agree(answer), granted);
}

/** Agrees, and waits for the script that was blocked until then. */
async function unblock(reader: PageVisit): Promise<void> {
  await agree(reader, true);
  await reader.page.waitForFunction(() => (window as { Zephr?: { version?: string } }).Zephr?.version);
  await reader.settled();
}

test('the guide has a recipe of each kind for each manager', () => {
  assert.deepEqual([TOLD.length, BLOCKED.length], [NAMES.length, NAMES.length]);
});

suite('a script that is told what the reader agrees to', TOGETHER, () => {
  for (const [at, name] of NAMES.entries()) {
    for (const isFirst of [true, false]) {
      const order = isFirst ? 'behind the manager' : 'before the manager';
      test(`${name}, ${order}: stores nothing before, the count then, and nothing after withdrawal`, async () => {
        const html = isFirst
          ? pageWith(name, SCRIPT, { recipe: FIRST + TOLD[at]!, isFirst })
          : pageWith(name, FIRST + SCRIPT, { recipe: TOLD[at]! });
        await using reader = await visit({ html, config: configWithTrial(), routes, before });
        await reader.page.waitForFunction('document.readyState === "complete"');
        await reader.settled();
        const earlier = [await reader.shows('articles'), await storedBy(reader)];
        await agree(reader, true);
        await reader.page.waitForFunction(() => localStorage.getItem('zephr-usage'));
        const counted = (await itemsIn(reader.page)).length;
        await agree(reader, false);
        await reader.page.waitForFunction(() => !localStorage.getItem('zephr-usage'));

        assert.deepEqual(earlier, [SHOWN, []]);
        assert.deepEqual([counted, await storedBy(reader), await reader.faults()], [1, [], []]);
      });
    }
  }

  test('IAB TCF, with its stub before the script and the manager behind it: the same without a recipe', async () => {
    const stub = `globalThis.__name ??= (value) => value; window.tcf = (${installTcf.toString()})();`;
    await using reader = await visit({ html: aPage(BODY), config: configWithTrial(), before: stub });
    const earlier = [await reader.shows('articles'), await storedBy(reader)];
    const tell = (granted: boolean): Promise<void> =>
      reader.page.evaluate((answer) => {
        const { tcf } = window as unknown as { tcf: TcfManager };
        tcf.load();
        tcf.tell({ eventStatus: 'useractioncomplete', purpose: { consents: { 1: answer }, legitimateInterests: {} } });
      }, granted);
    await tell(true);
    await reader.page.waitForFunction(() => localStorage.getItem('zephr-usage'));
    await tell(false);
    await reader.page.waitForFunction(() => !localStorage.getItem('zephr-usage'));

    assert.deepEqual([earlier, await storedBy(reader), await reader.faults()], [[SHOWN, []], [], []]);
  });

  test('without the first line the count is stored at once, as the guide implies', async () => {
    await using reader = await visit({ html: aPage(BODY), config: configWithTrial() });
    await reader.page.waitForFunction(() => localStorage.getItem('zephr-usage'));

    assert.deepEqual(await storedBy(reader), ['zephr-usage']);
  });

  test('the rules of the example store nothing at all, with or without a manager', async () => {
    for (const token of [undefined, GOLD]) {
      await using reader = await visit({ html: aPage(BODY, IGNORED), ...(token && { token }) });

      assert.deepEqual([await storedBy(reader), await reader.shows('articles')], [[], token ? SHOWN : WALLED]);
    }
  });
});

suite('walls that are remembered for conversions', TOGETHER, () => {
  const config = exampleConfig({ dataLayer: { name: 'layer' } });
  const isTold = `window.layer?.some(({ event }) => event === 'zephr-wall-open')`;
  const settle = async (reader: PageVisit): Promise<void> => {
    await reader.page.waitForFunction(isTold);
    await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 150)));
  };
  const provide = (reader: PageVisit, storage: boolean): Promise<void> =>
    reader.page.evaluate((answer) => window.Zephr.provideFacts({ consent: { storage: answer } }), storage);

  test('are stored when the reader agrees, and removed when they withdraw consent', async () => {
    await using reader = await visit({ html: aPage(BODY, FIRST + SCRIPT), config });
    await settle(reader);
    const earlier = await storedBy(reader);
    await provide(reader, true);
    await reader.page.waitForFunction(() => sessionStorage.getItem('zephr-walls'));
    await provide(reader, false);
    await reader.page.waitForFunction(() => !sessionStorage.getItem('zephr-walls'));

    assert.deepEqual([earlier, await storedBy(reader)], [[], []]);
  });

  test('wait for the answer of a function, and without a word of the site are stored at once', async () => {
    const answer = `() => new Promise((done) => setTimeout(done, 100, { consent: { storage: false } }))`;
    const late = `<script>(window.Zephr = []).push(['provideFacts', ${answer}])</script>`;
    await using reader = await visit({ html: aPage(BODY, late + SCRIPT), config });
    await settle(reader);
    await using other = await visit({ html: aPage(BODY), config });
    await settle(other);

    assert.deepEqual([await storedBy(reader), await storedBy(other)], [[], ['zephr-walls']]);
  });
});

suite('a script that is blocked until consent', TOGETHER, () => {
  for (const [at, name] of NAMES.entries()) {
    // CookieConsent is configured by its recipe of the other kind.
    const recipe = name === 'CookieConsent' ? `<script>window.Zephr ??= [];</script>${TOLD[at]!}` : '';
    test(`${name}: requests, shows and stores nothing before; then each reader sees what is theirs`, async () => {
      for (const [token, expected] of [
        [undefined, WALLED],
        [GOLD, SHOWN],
      ] as const) {
        await using reader = await visit({
          html: pageWith(name, STYLE + BLOCKED[at]!, { recipe }),
          routes,
          before,
          settle: false,
          ...(token && { token }),
        });
        await reader.page.waitForFunction('document.readyState === "complete"');
        const painted = await reader.page.evaluate(() => document.querySelector('main')!.innerText.trim());
        const earlier = [painted, reader.requests.some(({ path }) => path.includes('zephr')), await storedBy(reader)];
        await unblock(reader);

        assert.deepEqual(earlier, ['', false, []]);
        assert.deepEqual([await reader.shows('articles'), await reader.faults()], [expected, []]);
      }
    });

    test(`${name}: with the config in the page, and consent given twice`, async () => {
      const tag = BLOCKED[at]!.replace(' data-config="/zephr.json"', '');
      const html = pageWith(name, STYLE + inlineConfig(exampleConfig()) + tag, { recipe });
      await using reader = await visit({ html, routes, before, settle: false });
      await reader.page.waitForFunction('document.readyState === "complete"');
      await unblock(reader);
      await agree(reader, true);

      assert.deepEqual([await reader.shows('articles'), await reader.faults()], [WALLED, []]);
      assert.equal((await reader.events('zephr-ready')).length, 1);
    });
  }
});
