import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serveDemo } from '../../demo/serve.mjs';
import { SHOWN } from '../../demo/zones-config.mjs';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  missing,
  place,
  STORY,
  TOGETHER,
  useBrowser,
  type PageVisit,
  type VisitWish,
} from '../support/bare-page.js';
import type {} from '../../components/zone/define.js';
import { launchChromium } from '../support/launch-chromium.js';

const { visit } = useBrowser();

const GOLD = aToken({ prod: 'gold' });
const POP_UP = { content: 'hide', components: ['register'], zone: 'pop-up' };
const FOOTER = { content: 'show', components: ['register'], zone: 'sticky-footer' };

/** A page with one place, which shows the same to everybody. */
const with_ = (outcome: object, changes: VisitWish = {}): VisitWish => ({
  config: configWithFeatures({ articles: alwaysDoes(outcome) }),
  html: aPage(place('articles')),
  ...changes,
});

/** What the zone of a place shows: nothing, or the text of the walls in it. */
const zoneText = (reader: PageVisit, feature = 'articles'): Promise<string | null> =>
  reader.page.evaluate((name) => {
    const place = document.documentElement.querySelector(`zephr-feature[feature="${name}"]`);
    const zone = place?.shadowRoot?.querySelector('zephr-zone');
    const panel = zone?.shadowRoot?.querySelector('[part="panel"]');
    if (!zone || !panel?.getClientRects().length) return null;
    const slots = [...zone.querySelectorAll('slot')].flatMap((slot) => slot.assignedElements());
    return slots.map((element) => element.shadowRoot?.querySelector('h2')?.textContent ?? element.textContent).join();
  }, feature);

const opened = (reader: PageVisit, feature = 'articles'): Promise<unknown> =>
  reader.page.waitForFunction(
    (name) =>
      document.documentElement
        .querySelector(`zephr-feature[feature="${name}"]`)
        ?.shadowRoot?.querySelector('zephr-zone')
        ?.shadowRoot?.querySelector('[part="panel"]')
        ?.getClientRects().length,
    { timeout: 8000 },
    feature,
  );

const told = async (reader: PageVisit): Promise<string[]> =>
  (await reader.events('')).map(({ type }) => type).filter((type) => /wall|dismiss/.test(type));

suite('a pop-up', TOGETHER, () => {
  test('is a modal dialog with the wall in it, and the content is as the decision says', async () => {
    await using reader = await visit(with_(POP_UP));
    await opened(reader);

    assert.deepEqual(
      [await zoneText(reader), await reader.shows('articles'), await reader.words('articles')],
      ['Read on with a free account', 'walled registration-wall', []],
    );
    const tree = await reader.page.accessibility.snapshot();
    const dialog = tree!.children!.find(({ role }) => role === 'dialog');
    assert.deepEqual([dialog?.name, dialog?.modal], ['Read on with a free account', true]);
  });

  for (const [says, texts, close] of [
    ['the page’s language', undefined, 'Schließen'],
    ['the publisher, who has some', { close: 'Shut', de: { close: 'Zu' } }, 'Zu'],
  ] as const) {
    test(`has a button in the words of ${says}`, async () => {
      await using reader = await visit({
        config: { ...configWithFeatures({ articles: alwaysDoes(POP_UP) }), ...(texts && { texts }) },
        html: aPage(place('articles')).replace('lang="en"', 'lang="de"'),
      });
      await opened(reader);

      const tree = await reader.page.accessibility.snapshot();
      const dialog = tree!.children!.find(({ role }) => role === 'dialog');
      assert.equal(dialog?.children?.[0]?.name, close);
    });
  }

  test('stands over content that is shown whole, and over the beginning that is kept', async () => {
    for (const [content, words] of [
      ['show', 100],
      [{ keep: { words: 7 } }, 7],
    ] as const) {
      await using reader = await visit(with_({ ...POP_UP, content }));
      await opened(reader);

      assert.equal((await reader.words('articles')).length, words);
    }
  });

  test('comes when its time has come, and only then is told of', async () => {
    await using reader = await visit(with_({ ...POP_UP, zoneOptions: { displayAfter: 600 } }));
    const early = [await zoneText(reader), await told(reader)];
    await opened(reader);

    assert.deepEqual(early, [null, []]);
    assert.deepEqual(await told(reader), ['zephr-wall-open']);
  });

  test('closes by Escape, is told of, and stays closed while the outcome is the same', async () => {
    await using reader = await visit(with_(POP_UP));
    await opened(reader);
    await reader.page.keyboard.press('Escape');
    const closed = await zoneText(reader);
    await reader.page.evaluate(async (token) => {
      await window.Zephr.refresh();
      // Another reader, who is shown the same.
      await window.Zephr.setToken(token);
    }, aToken());
    await new Promise((done) => setTimeout(done, 100));

    assert.deepEqual([closed, await zoneText(reader)], [null, null]);
    assert.deepEqual(await told(reader), ['zephr-wall-open', 'zephr-dismiss', 'zephr-wall-close']);
    const [dismissed] = await reader.events('zephr-dismiss');
    assert.deepEqual(dismissed, {
      ...{ type: 'zephr-dismiss', target: 'zephr-feature' },
      detail: { feature: 'articles', zone: 'pop-up' },
    });
  });

  test('comes again for another outcome, and for another address', async () => {
    const asksFor = (value: string, yes: unknown, no: unknown): unknown => ({
      ...{ type: 'custom-data', property: 'read', condition: 'equals', value, yes, no },
    });
    const config = configWithFeatures({ articles: alwaysDoes(asksFor('more', { ...POP_UP, id: 'second' }, POP_UP)) });
    await using reader = await visit({ config, html: aPage(place('articles')) });
    const shown: (string | null)[] = [];
    for (const act of [
      'void 0',
      'Zephr.setCustomData({ read: "more" })',
      'Zephr.refresh()',
      'history.pushState(null, "", "/next"), Zephr.refresh()',
    ]) {
      await reader.page.evaluate(act);
      await new Promise((done) => setTimeout(done, 100));
      shown.push(await zoneText(reader));
      await reader.page.keyboard.press('Escape');
    }

    const heading = 'Read on with a free account';
    assert.deepEqual(shown, [heading, heading, null, heading]);
  });

  test('stays where it is not closeable, and keeps the Tab key in it', async () => {
    await using reader = await visit({
      ...with_({ ...POP_UP, zoneOptions: { closeable: false } }),
      html: aPage(`<a href="/a" id="outside">a</a>${place('articles')}`),
    });
    await opened(reader);
    for (let presses = 0; presses < 3; presses++) await reader.page.keyboard.press('Escape');
    await reader.page.mouse.click(3, 3);
    const stops = new Set<string>();
    for (let presses = 0; presses < 8; presses++) {
      await reader.page.keyboard.press('Tab');
      stops.add(await reader.page.evaluate(() => document.activeElement!.localName));
    }

    assert.equal(await zoneText(reader), 'Read on with a free account');
    assert.equal(stops.has('a'), false, [...stops].join());
    assert.ok(stops.has('zephr-registration-wall'), [...stops].join());
  });

  test('goes when the reader gets access, gives the focus back, and lets the page scroll', async () => {
    await using reader = await visit({
      config: exampleConfig({
        features: {
          articles: { rules: { anonymous: { ...POP_UP, zoneOptions: { displayAfter: 1500 } }, customer: 'show' } },
        },
        products: { gold: { claimValue: 'gold', features: ['articles'] } },
      }),
      html: aPage(`<button id="before">b</button>${place('articles')}<div style="height:3000px"></div>`),
    });
    await reader.page.focus('#before');
    await opened(reader);
    const overflow = (): Promise<string> =>
      reader.page.evaluate(() => getComputedStyle(document.documentElement).overflow);
    const locked = await overflow();
    await reader.page.evaluate((token) => window.Zephr.setToken(token), GOLD);

    assert.deepEqual([locked, await overflow(), await zoneText(reader)], ['hidden', 'visible', null]);
    assert.equal(await reader.page.evaluate(() => document.activeElement!.id), 'before');
    assert.deepEqual(await told(reader), ['zephr-wall-open', 'zephr-wall-close']);
  });

  test('goes with its feature, whoever takes that out of the page', async () => {
    await using reader = await visit(with_(POP_UP));
    await opened(reader);
    await reader.page.evaluate(() => {
      const place = document.querySelector('zephr-feature')!;
      const parent = place.parentElement!;
      place.remove();
      (window as unknown as { back: () => void }).back = () => parent.append(place);
    });
    const gone = await reader.page.evaluate(() => [
      document.querySelectorAll(':modal').length,
      getComputedStyle(document.documentElement).overflow,
    ]);
    await reader.page.evaluate('back()');
    await opened(reader);

    assert.deepEqual(gone, [0, 'visible']);
  });

  test('is one at a time, however many features want one', async () => {
    await using reader = await visit({
      config: configWithFeatures({
        articles: alwaysDoes(POP_UP),
        videos: alwaysDoes({ ...POP_UP, components: ['subscribe'] }),
      }),
    });
    await opened(reader);
    const seen = [[await zoneText(reader), await zoneText(reader, 'videos')]];
    await reader.page.keyboard.press('Escape');
    await opened(reader, 'videos');
    seen.push([await zoneText(reader), await zoneText(reader, 'videos')]);

    assert.deepEqual(seen, [
      ['Read on with a free account', null],
      [null, 'Subscribe'],
    ]);
    const opening = await reader.events<{ feature: string }>('zephr-wall-open');
    assert.deepEqual(
      opening.map(({ detail }) => detail.feature),
      ['articles', 'videos'],
    );
  });

  test('comes once for a feature that stands in two places', async () => {
    await using reader = await visit(with_(POP_UP, { html: aPage(place('articles') + place('articles')) }));
    await opened(reader);
    await reader.page.keyboard.press('Escape');
    await new Promise((done) => setTimeout(done, 100));

    assert.equal(await reader.page.evaluate(() => document.querySelectorAll(':modal').length), 0);
    assert.deepEqual(await told(reader), ['zephr-wall-open', 'zephr-dismiss', 'zephr-wall-close']);
  });

  test('can be kept open by the page', async () => {
    await using reader = await visit(with_(POP_UP));
    await opened(reader);
    await reader.page.evaluate('Zephr.on("zephr-dismiss", (event) => event.preventDefault())');
    await reader.page.keyboard.press('Escape');

    assert.equal(await zoneText(reader), 'Read on with a free account');
  });
});

suite('a sticky footer', TOGETHER, () => {
  test('stands along the bottom though its feature stands in a box that moves and clips', async () => {
    const box = 'transform:translateY(40px);overflow:hidden;height:200px;width:300px;position:relative;z-index:0';
    await using reader = await visit(
      with_(FOOTER, {
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
    await using reader = await visit(with_(FOOTER, { html: aPage(place('articles', '<p>w1</p>') + links) }));
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
    await using reader = await visit(with_(FOOTER, { html: aPage(place('articles', own + STORY)) }));
    await opened(reader);
    const { parent, bottom } = await reader.page.$eval('#own', (element) => ({
      parent: element.parentElement!.localName,
      bottom: innerHeight - element.getBoundingClientRect().bottom,
    }));

    assert.deepEqual([await zoneText(reader), parent], ['Our own bar', 'zephr-feature']);
    assert.ok(bottom < 60, `${bottom} px above the bottom`);
  });

  test('is not printed, and nothing is left of the room that it takes', async () => {
    await using reader = await visit(with_(FOOTER));
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
      await using reader = await visit(with_(outcome));
      return reader.requests.filter(({ path }) => path.endsWith('/zones.mjs')).length;
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
        with_(
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
    await using reader = await visit(with_(FOOTER, { headers: { 'content-security-policy': policy } }));
    await opened(reader);

    assert.equal(await zoneText(reader), 'Read on with a free account');
  });

  test('that do not arrive leave their walls in the page', async () => {
    await using reader = await visit(with_(POP_UP, { routes: { '/chunks/zones.mjs': missing } }));

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
    assert.deepEqual(await reader.faults(), ['chunk-unreachable']);
    assert.deepEqual(await told(reader), ['zephr-wall-open']);
  });

  test('are shown with what is sound in their options', async () => {
    for (const zoneOptions of [
      { closeable: 'yes', displayAfter: '5s', scrollable: 7 },
      { displayAfter: -1 },
      { closeable: null },
    ]) {
      await using reader = await visit(with_({ ...POP_UP, zoneOptions }));
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
