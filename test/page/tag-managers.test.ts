/** The recipes of docs/guides/tag-managers.md, each in a page as a tag manager or an optimiser leaves it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { aBundle } from '../support/a-bundle.js';
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
  type VisitWish,
} from '../support/bare-page.js';
import { readBuilt } from '../support/built-files.js';
import { configWithTrial, itemsIn, remaining } from '../support/counting-pages.js';
import { readGuide } from '../support/read-guide.js';
import { REWRITERS, runCustomHtml } from '../support/script-rewriters.js';
import type { Route } from '../support/serve.js';

// The shell without windows may give a page the pointer of another.
const { visit } = useBrowser({ whole: true });

const BODY = place('articles');
const [STYLE] = readGuide('guides/tag-managers.md', 'What a late script costs', 'html') as [string];
const [QUEUED, SINGLE, MADE] = readGuide('guides/tag-managers.md', 'Google Tag Manager', 'html') as [
  string,
  string,
  string,
];
const [LEFT_ALONE] = readGuide('guides/tag-managers.md', 'Optimisers', 'html') as [string];
const INLINE = inlineConfig(exampleConfig());

/** The words of the gated story that are painted now. */
const paintedIn = (page: Page): Promise<number> =>
  page.evaluate(() => document.querySelector('main')!.innerText.match(/\bw\d+\b/g)?.length ?? 0);

/** Code that notes in `most` how many gated words a frame has shown to a reader who may not read them, or not yet. */
const WATCH_FRAMES = `
  window.most = 0;
  (function look() {
    const count = document.querySelector('main').innerText.match(/\\bw\\d+\\b/g)?.length ?? 0;
    const isOpen = document.querySelector('zephr-feature').getAttribute('state') === 'shown';
    if (!isOpen) most = Math.max(most, count);
    requestAnimationFrame(look);
  })();`;

/** Runs a tag in a page, as Google Tag Manager does, and waits for its walls. */
async function fire(reader: PageVisit, html: string): Promise<void> {
  await reader.page.evaluate(runCustomHtml, html);
  await reader.page.waitForFunction(() => (window as { Zephr?: { version?: string } }).Zephr?.version);
  await reader.settled();
}

/** The place as a reader sees it, how often the page has become ready, and its faults. */
const seenBy = async (reader: PageVisit): Promise<readonly unknown[]> => [
  await reader.shows('articles'),
  (await reader.events('zephr-ready')).length,
  await reader.faults(),
];

/** Opens a page that an anonymous reader and a subscriber see, one after the other. */
async function forEachReader(
  wish: VisitWish,
  use: (reader: PageVisit, expected: string) => Promise<void>,
): Promise<void> {
  for (const [token, expected] of [
    [undefined, WALLED],
    [GOLD, SHOWN],
  ] as const) {
    await using reader = await visit({ ...wish, settle: false, ...(token && { token }) });
    await use(reader, expected);
  }
}

suite('a script that comes late', TOGETHER, () => {
  test('lets gated content be seen until then, as the guide says', async () => {
    await using reader = await visit({ html: aPage(BODY, ''), settle: false });

    assert.equal(await paintedIn(reader.page), 100);
  });

  test('and with one line of style shows nothing before it has decided, and what it decides then', async () => {
    await forEachReader({ html: aPage(BODY, STYLE) }, async (reader, expected) => {
      const before = await paintedIn(reader.page);
      await reader.page.evaluate(WATCH_FRAMES);
      await fire(reader, QUEUED);

      assert.deepEqual([before, await reader.page.evaluate('most')], [0, 0]);
      assert.equal(await reader.shows('articles'), expected);
    });
  });

  test('that never comes leaves the content hidden under that line', async () => {
    await using reader = await visit({
      html: aPage(BODY, `${STYLE}<script src="/blocked.js" data-config="/zephr.json"></script>`),
      routes: { '/blocked.js': (_request, response) => void response.writeHead(404).end() },
      settle: false,
    });

    assert.equal(await paintedIn(reader.page), 0);
  });
});

suite('Google Tag Manager', TOGETHER, () => {
  const TAGS: Readonly<Record<string, readonly [tag: string, head?: string]>> = {
    'a tag that queues the start': [QUEUED],
    'a tag that makes the script with its attributes': [MADE],
    'a script without attributes, and the config in the page': ['<script src="/zephr.js"></script>', INLINE],
  };
  for (const [says, [tag, head = '']] of Object.entries(TAGS)) {
    test(says, async () => {
      await forEachReader({ html: aPage(BODY, head) }, async (reader, expected) => {
        await fire(reader, tag);

        assert.deepEqual(await seenBy(reader), [expected, 1, []]);
      });
    });
  }

  test('a bundle that is one file', async () => {
    const bundle = await aBundle(exampleConfig(), ['--single']);
    const routes = { '/zephr-site.js': bundle.routes['/site.js']! };
    await forEachReader({ html: aPage(BODY, ''), routes, config: null }, async (reader, expected) => {
      await fire(reader, SINGLE);

      assert.deepEqual(await seenBy(reader), [expected, 1, []]);
      assert.ok(!reader.requests.some(({ path }) => path.startsWith('/chunks/')));
    });
  });

  test('a bundle as text of the tag', async () => {
    const bundle = await aBundle(exampleConfig(), ['--single']);
    await forEachReader({ html: aPage(BODY, ''), config: null }, async (reader, expected) => {
      await fire(reader, `<script>${bundle.text}</script>`);

      assert.deepEqual(await seenBy(reader), [expected, 1, []]);
    });
  });

  test('removes data-config, and the fault says what to do', async () => {
    await using reader = await visit({ html: aPage(BODY, ''), settle: false });
    await fire(reader, SCRIPT);
    const [fault] = await reader.events<{ code: string; message: string }>('zephr-fault');

    assert.equal(fault!.detail.code, 'config-missing');
    assert.match(fault!.detail.message, /tag manager/);
    assert.equal(await paintedIn(reader.page), 0);
  });

  test('fires twice, and beside a script tag, without harm: one wall, one article counted', async () => {
    await using reader = await visit({ html: aPage(BODY, ''), config: configWithTrial({ limit: 3 }), settle: false });
    await fire(reader, QUEUED);
    await fire(reader, QUEUED);
    await fire(reader, MADE);
    await reader.page.evaluate(() => window.Zephr.ready);

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], [SHOWN, []]);
    assert.deepEqual([await remaining(reader), (await itemsIn(reader.page))?.length], [2, 1]);
  });

  test('fires beside a script tag that shows a wall, and leaves one wall', async () => {
    await using reader = await visit({ html: aPage(BODY) });
    await fire(reader, QUEUED);
    await reader.page.evaluate(() => window.Zephr.ready);
    await reader.settled();

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], [WALLED, []]);
  });
});

suite('an optimiser', TOGETHER, () => {
  const HEADS = {
    'a script tag': STYLE + SCRIPT,
    'a script tag and a config in the page': `${STYLE}${INLINE}<script src="/zephr.js"></script>`,
  };
  for (const [name, { rewrite, waitsForReader }] of Object.entries(REWRITERS)) {
    for (const [says, head] of Object.entries(HEADS)) {
      test(`${name} rewrites ${says}`, async () => {
        const html = rewrite(aPage(BODY, head));
        assert.notEqual(html, aPage(BODY, head));
        await forEachReader({ html }, async (reader, expected) => {
          if (waitsForReader) {
            assert.equal(await paintedIn(reader.page), 0);
            await reader.page.mouse.move(50, 50);
          }
          await reader.page.waitForFunction(() => (window as { Zephr?: { version?: string } }).Zephr?.version);
          await reader.settled();

          assert.deepEqual(await seenBy(reader), [expected, 1, []]);
        });
      });
    }

    if (!name.startsWith('one that')) {
      test(`${name} leaves a script alone that asks for it`, async () => {
        const html = rewrite(aPage(BODY, LEFT_ALONE));
        assert.ok(html.includes(LEFT_ALONE));
        await using reader = await visit({ html });

        assert.deepEqual(await seenBy(reader), [WALLED, 1, []]);
      });
    }

    if (waitsForReader) {
      test(`${name} runs a bundle that is text in the page`, async () => {
        const { text } = await aBundle(exampleConfig(), ['--single']);
        const html = rewrite(aPage(BODY, `${STYLE}<script>${text}</script>`));
        await forEachReader({ html, config: null }, async (reader, expected) => {
          await reader.page.mouse.move(50, 50);
          await reader.page.waitForFunction(() => (window as { Zephr?: { version?: string } }).Zephr?.version);
          await reader.settled();

          assert.deepEqual(await seenBy(reader), [expected, 1, []]);
        });
      });
    }
  }

  const javascript =
    (text: string): Route =>
    (_request, response) =>
      void response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(text);

  test('joins a bundle with other scripts', async () => {
    const { text } = await aBundle(exampleConfig(), ['--single']);
    const routes = { '/cache/joined.js': javascript(`window.before = 1;\n;${text};\nwindow.after = 1;`) };
    const html = aPage(BODY, `${STYLE}<script defer src="/cache/joined.js"></script>`);
    await forEachReader({ html, routes, config: null }, async (reader, expected) => {
      await reader.page.waitForFunction('window.after');
      await reader.settled();

      assert.deepEqual(await seenBy(reader), [expected, 1, []]);
    });
  });

  test('keeps integrity, under which the script runs, or does not where the file was changed', async () => {
    const code = await readBuilt('zephr.js');
    const hash = `sha384-${createHash('sha384').update(code).digest('base64')}`;
    const tag = SCRIPT.replace('<script', `<script integrity="${hash}"`);
    await using reader = await visit({ html: aPage(BODY, STYLE + tag) });
    await using other = await visit({
      html: aPage(BODY, STYLE + tag),
      routes: { '/zephr.js': javascript(`${code.toString()}\n//minified`) },
      settle: false,
    });

    assert.deepEqual(await seenBy(reader), [WALLED, 1, []]);
    assert.deepEqual([await paintedIn(other.page), await other.page.evaluate('typeof Zephr')], [0, 'undefined']);
  });
});
