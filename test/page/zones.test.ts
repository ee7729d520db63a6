/** Sticky footers, and zones of every kind. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveDemo } from '../../demo/serve.mjs';
import { SHOWN } from '../../demo/zones-config.mjs';
import {
  alwaysDoes,
  aPage,
  configWithFeatures,
  missing,
  place,
  STORY,
  TOGETHER,
  useBrowser,
} from '../support/bare-page.js';
import type {} from '../../components/zone/define.js';
import { launchChromium } from '../support/launch-chromium.js';
import { POP_UP, opened, eventsOfZones, withZone, zoneText } from '../support/zone-pages.js';

const { visit } = useBrowser();

const FOOTER = { content: 'show', components: ['register'], zone: 'sticky-footer' };

suite('a sticky footer', TOGETHER, () => {
  test('is along the bottom though its feature is in a box that moves and clips', async () => {
    const box = 'transform:translateY(40px);overflow:hidden;height:200px;width:300px;position:relative;z-index:0';
    await using reader = await visit(
      withZone(FOOTER, {
        html: aPage(
          `<div style="${box}">${place('articles')}</div><div style="height:2000px;position:relative"></div>`,
        ),
      }),
    );
    await reader.page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
    await opened(reader);
    const { box: panel, inner } = await reader.page.evaluate(() => {
      const zone = document.querySelector('zephr-feature')!.shadowRoot!.querySelector('zephr-zone')!;
      const { left, right, bottom } = zone.shadowRoot!.querySelector('section')!.getBoundingClientRect();
      return {
        box: [left, right, bottom].map(Math.round),
        inner: [0, document.documentElement.clientWidth, innerHeight],
      };
    });

    assert.deepEqual(panel, inner);
    assert.equal((await reader.words('articles')).length, 100);
  });

  test('never covers what the Tab key goes to', async () => {
    const links = Array.from({ length: 40 }, (_, index) => `<p><a href="#${index}">Link ${index}</a></p>`).join('');
    await using reader = await visit(withZone(FOOTER, { html: aPage(place('articles', '<p>w1</p>') + links) }));
    await opened(reader);
    const covered: string[] = [];
    for (let presses = 0; presses < 46; presses++) {
      await reader.page.keyboard.press('Tab');
      const found = await reader.page.evaluate(async () => {
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        const zone = document.querySelector('zephr-feature')!.shadowRoot!.querySelector('zephr-zone')!;
        const top = innerHeight - zone.shadowRoot!.querySelector('section')!.offsetHeight;
        const focused = document.activeElement!;
        return focused.localName === 'a' && focused.getBoundingClientRect().bottom > top ? focused.textContent : null;
      });
      if (found) covered.push(found);
    }

    assert.deepEqual(covered, []);
  });

  test('holds the page’s own markup for its component, which stays where the page has put it', async () => {
    const own = '<div slot="register" id="own">Our own bar</div>';
    await using reader = await visit(withZone(FOOTER, { html: aPage(place('articles', own + STORY)) }));
    await opened(reader);
    const { parent, bottom } = await reader.page.$eval('#own', (element) => ({
      parent: element.parentElement!.localName,
      bottom: innerHeight - element.getBoundingClientRect().bottom,
    }));

    assert.deepEqual([await zoneText(reader), parent], ['Our own bar', 'zephr-feature']);
    assert.ok(bottom < 60, `${bottom} px above the bottom`);
  });

  test('is not printed, and nothing is left of the room that it takes', async () => {
    await using reader = await visit(withZone(FOOTER));
    await opened(reader);
    await reader.page.emulateMediaType('print');

    assert.equal(await zoneText(reader), null);
    assert.equal(
      await reader.page.evaluate(() => getComputedStyle(document.documentElement, '::after').content),
      'none',
    );
    assert.equal((await reader.words('articles')).length, 100);
  });
});

suite('zones', TOGETHER, () => {
  test('are loaded for an outcome that has one, and for no other', async () => {
    const zonesOf = async (outcome: object): Promise<number> => {
      await using reader = await visit(withZone(outcome));
      return reader.requests.filter(({ path }) => path.endsWith('/zones.js')).length;
    };

    assert.deepEqual(
      [
        await zonesOf({ ...POP_UP, zone: 'inline' }),
        await zonesOf({ ...POP_UP, components: [] }),
        await zonesOf(POP_UP),
      ],
      [0, 0, 1],
    );
  });

  for (const outcome of [POP_UP, { ...POP_UP, content: { keep: { words: 9 } } }, FOOTER]) {
    test(`move nothing: a ${outcome.zone} with the content ${JSON.stringify(outcome.content)}`, async () => {
      await using reader = await visit(
        withZone(
          { ...outcome, zoneOptions: { displayAfter: 800 } },
          { html: aPage(`${place('articles')}<p>Below</p><div style="height:2000px">More</div>`) },
        ),
      );
      const shift = (): Promise<unknown> => reader.page.evaluate('shift');
      const before = [await shift(), await zoneText(reader)];
      await opened(reader);
      await reader.page.evaluate(async () => {
        window.scrollTo(0, 300);
        const zone = document.querySelector('zephr-feature')!.shadowRoot!.querySelector('zephr-zone')!;
        await new Promise((done) => setTimeout(done, 300));
        zone.dismiss();
        await new Promise((done) => setTimeout(done, 300));
      });

      assert.deepEqual([await shift(), await zoneText(reader)], before);
    });
  }

  test('keep the strictest policy of a page', async () => {
    const policy = [
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:",
      "require-trusted-types-for 'script'; trusted-types lit-html dompurify",
    ].join('; ');
    await using reader = await visit(withZone(FOOTER, { headers: { 'content-security-policy': policy } }));
    await opened(reader);

    assert.equal(await zoneText(reader), 'Read on with a free account');
  });

  test('that do not arrive leave their walls in the page', async () => {
    await using reader = await visit(withZone(POP_UP, { routes: { '/chunks/zones.js': missing } }));

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
    assert.deepEqual(await reader.faults(), ['chunk-unreachable']);
    assert.deepEqual(await eventsOfZones(reader), ['zephr-wall-open']);
  });

  test('are shown with what is sound in their options', async () => {
    for (const zoneOptions of [
      { closeable: 'yes', displayAfter: '5s', scrollable: 7 },
      { displayAfter: -1 },
      { closeable: null },
    ]) {
      await using reader = await visit(withZone({ ...POP_UP, zoneOptions }));
      await opened(reader);
      await reader.page.keyboard.press('Escape');

      assert.equal(await zoneText(reader), null);
    }
  });

  test('show what they can of an outcome with a component of an unknown type', async () => {
    const config = configWithFeatures({ articles: alwaysDoes({ ...POP_UP, components: ['odd', 'register'] }) });
    const components = { ...(config['components'] as object), odd: { type: 'of-a-later-version' } };
    await using reader = await visit({ config: { ...config, components }, html: aPage(place('articles')) });
    await opened(reader);

    assert.equal(await zoneText(reader), 'Read on with a free account');
    assert.deepEqual(await reader.faults(), ['component-unknown /components/odd/type']);
  });

  test('take their options from an outcome by whatever it goes', async () => {
    const outcomes = { shared: { ...POP_UP, zoneOptions: { closeable: false } } };
    for (const step of ['shared', { ...outcomes.shared, id: 'mine' }]) {
      const config = { ...configWithFeatures({ articles: alwaysDoes(step) }), outcomes };
      await using reader = await visit({ config, html: aPage(place('articles')) });
      await opened(reader);
      await reader.page.keyboard.press('Escape');

      assert.equal(await zoneText(reader), 'Read on with a free account');
    }
  });
});

test('every pop-up and footer of the demo fits, moves nothing and has no fault that axe finds', async () => {
  const server = await serveDemo();
  const browser = await launchChromium();
  const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
  try {
    for (const scheme of ['light', 'dark']) {
      for (const width of [320, 1280]) {
        for (const name of Object.keys(SHOWN)) {
          const says = `${name}, ${width} pixels, ${scheme}`;
          const page = await browser.newPage();
          const problems: string[] = [];
          page.on('pageerror', (error) => problems.push(String(error)));
          page.on('console', (message) => problems.push(message.text()));
          await page.setViewport({ width, height: 700 });
          await page.emulateMediaFeatures([
            { name: 'prefers-color-scheme', value: scheme },
            { name: 'prefers-reduced-motion', value: 'reduce' },
          ]);
          await page.evaluateOnNewDocument(`window.shift = 0; new PerformanceObserver((list) => {
            for (const { value } of list.getEntries()) shift += value;
          }).observe({ type: 'layout-shift', buffered: true });`);
          await page.goto(`${server.url}/zones?show=${name}`);
          await page.waitForFunction(
            () => document.querySelector('zephr-feature')?.shadowRoot?.querySelector('zephr-zone[open]'),
            { timeout: 8000 },
          );
          await page.evaluate(axe);
          const { violations, shift, scrollWidth } = await page.evaluate(async () => {
            const found = await (window as unknown as { axe: typeof import('axe-core') }).axe.run();
            return {
              violations: found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`)),
              shift: (window as unknown as { shift: number }).shift,
              scrollWidth: document.documentElement.scrollWidth,
            };
          });

          assert.deepEqual(violations, [], says);
          assert.deepEqual([scrollWidth, shift], [width, 0], says);
          assert.deepEqual(problems, [], says);
          await page.close();
        }
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
});
