/** Pop-ups on a page. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  place,
  TOGETHER,
  useBrowser,
  GOLD,
} from '../support/bare-page.js';
import type {} from '../../components/zone/define.js';
import { POP_UP, opened, eventsOfZones, withZone, zoneText } from '../support/zone-pages.js';

const { visit } = useBrowser();

suite('a pop-up', TOGETHER, () => {
  test('is a modal dialog with the wall in it, and the content is as the decision says', async () => {
    await using reader = await visit(withZone(POP_UP));
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

  test('covers content that is shown whole, and the kept beginning of content', async () => {
    for (const [content, words] of [
      ['show', 100],
      [{ keep: { words: 7 } }, 7],
    ] as const) {
      await using reader = await visit(withZone({ ...POP_UP, content }));
      await opened(reader);

      assert.equal((await reader.words('articles')).length, words);
    }
  });

  test('comes when its time has come, and only then is an event dispatched', async () => {
    await using reader = await visit(withZone({ ...POP_UP, zoneOptions: { displayAfter: 2500 } }));
    const early = [await zoneText(reader), await eventsOfZones(reader)];
    await opened(reader);

    assert.deepEqual(early, [null, []]);
    assert.deepEqual(await eventsOfZones(reader), ['zephr-wall-open']);
  });

  test('closes by Escape, with events, and stays closed while the outcome is the same', async () => {
    await using reader = await visit(withZone(POP_UP));
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
    assert.deepEqual(await eventsOfZones(reader), ['zephr-wall-open', 'zephr-dismiss', 'zephr-wall-close']);
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
      ...withZone({ ...POP_UP, zoneOptions: { closeable: false } }),
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
    assert.deepEqual(await eventsOfZones(reader), ['zephr-wall-open', 'zephr-wall-close']);
  });

  test('leaves the page with its feature element', async () => {
    await using reader = await visit(withZone(POP_UP));
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

  test('comes once for a feature with two elements', async () => {
    await using reader = await visit(withZone(POP_UP, { html: aPage(place('articles') + place('articles')) }));
    await opened(reader);
    await reader.page.keyboard.press('Escape');
    await new Promise((done) => setTimeout(done, 100));

    assert.equal(await reader.page.evaluate(() => document.querySelectorAll(':modal').length), 0);
    assert.deepEqual(await eventsOfZones(reader), ['zephr-wall-open', 'zephr-dismiss', 'zephr-wall-close']);
  });

  test('can be kept open by the page', async () => {
    await using reader = await visit(withZone(POP_UP));
    await opened(reader);
    await reader.page.evaluate('Zephr.on("zephr-dismiss", (event) => event.preventDefault())');
    await reader.page.keyboard.press('Escape');

    assert.equal(await zoneText(reader), 'Read on with a free account');
  });
});
