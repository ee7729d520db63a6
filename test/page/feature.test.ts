/** Feature elements: attributes, properties and moves in the document. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  inlineConfig,
  place,
  STORY,
  TOGETHER,
  useBrowser,
  GOLD,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const WALL = { content: 'hide', components: ['register'] };

suite('a feature element', TOGETHER, () => {
  test('has its state in attributes and property', async () => {
    await using reader = await visit({ token: aToken() });
    const seen = await reader.page.$eval('zephr-feature', (element) => [
      ...['state', 'user-state', 'outcome'].map((name) => element.getAttribute(name)),
      element.decision!.feature,
    ]);

    assert.deepEqual(seen, ['walled', 'registered', '/features/articles/rules/registered/no', 'articles']);
  });

  test('shows the page’s own markup for a component', async () => {
    await using reader = await visit({
      html: aPage(place('articles', `<div slot="register" id="own">Our own wall</div>${STORY}`)),
    });
    const own = await reader.page.$eval('#own', (element) => element.checkVisibility({ visibilityProperty: true }));

    assert.deepEqual([own, await reader.shows('articles')], [true, 'walled']);
  });

  test('hides the page’s own markup for a component that is not asked for', async () => {
    await using reader = await visit({
      html: aPage(place('articles', `<div slot="register" id="own">Our own wall</div>${STORY}`)),
      token: GOLD,
    });
    const own = await reader.page.$eval('#own', (element) => element.checkVisibility());

    assert.deepEqual([own, (await reader.words('articles')).length], [false, 100]);
  });

  test('shows the page’s own markup though the parser brings it after the walls have come', async () => {
    await using reader = await visit({
      path: '/slow',
      settle: false,
      routes: {
        '/slow': async (_request, response) => {
          const head = `${inlineConfig(exampleConfig())}<script src="/zephr.js"></script>`;
          response.writeHead(200, { 'content-type': 'text/html' });
          response.write(`<!doctype html><title>Slow</title>${head}${place('videos')}`);
          await new Promise((done) => setTimeout(done, 400));
          response.write('<zephr-feature feature="articles">');
          await new Promise((done) => setTimeout(done, 100));
          response.end(`<div slot="register" id="own">Our own wall</div>${STORY}</zephr-feature>`);
        },
      },
    });
    await reader.settled();

    assert.equal(await reader.shows('articles'), 'walled');
  });

  test('cuts its teaser again as the parser adds content', async () => {
    await using reader = await visit({
      path: '/slow',
      settle: false,
      token: aToken(),
      routes: {
        '/slow': async (_request, response) => {
          const head = `${inlineConfig(exampleConfig())}<script src="/zephr.js"></script>`;
          response.writeHead(200, { 'content-type': 'text/html' });
          response.write(`<!doctype html><title>Slow</title>${head}<zephr-feature feature="articles"><p>w1 w2`);
          await new Promise((done) => setTimeout(done, 400));
          response.end(`${STORY}</zephr-feature>`);
        },
      },
    });
    await reader.settled();

    assert.equal((await reader.words('articles')).length, 60);
  });

  test('decides again when its feature changes', async () => {
    await using reader = await visit({ html: aPage(place('articles')), token: aToken() });
    const before = await reader.shows('articles');
    await reader.page.$eval('zephr-feature', (element) => void (element.feature = 'videos'));
    await reader.page.waitForSelector('zephr-custom-block');

    assert.deepEqual([before, await reader.shows('videos')], ['walled paywall', 'walled custom-block']);
  });

  test('may be added later, by script or as markup', async () => {
    await using reader = await visit({ html: aPage('<div id="here"></div>') });
    await reader.page.evaluate((markup) => {
      const element = document.createElement('zephr-feature');
      element.feature = 'articles';
      document.querySelector('main')!.append(element);
      document.querySelector('#here')!.innerHTML = markup;
    }, place('videos'));
    await reader.settled();

    assert.deepEqual(
      [await reader.shows('articles'), await reader.shows('videos')],
      ['walled registration-wall', 'walled registration-wall'],
    );
  });

  test('keeps what it shows when it is moved', async () => {
    await using reader = await visit({ html: aPage(`${place('articles')}<div id="there"></div>`) });
    await reader.page.evaluate(() =>
      document.querySelector('#there')!.append(document.querySelector('zephr-feature')!),
    );
    await reader.settled();

    assert.deepEqual(
      [await reader.shows('articles'), await reader.page.$$eval('zephr-registration-wall', (walls) => walls.length)],
      ['walled registration-wall', 1],
    );
  });

  test('is left alone while it is not on the page, and decided when it comes back', async () => {
    await using reader = await visit({ html: aPage(place('articles')) });
    await reader.page.evaluate(async (token) => {
      const feature = document.querySelector('zephr-feature')!;
      feature.remove();
      await window.Zephr.setToken(token);
      document.querySelector('main')!.append(feature);
    }, GOLD);

    assert.equal(await reader.shows('articles'), 'shown');
  });

  test('may be inside another, each with a wall of its own', async () => {
    await using reader = await visit({
      html: aPage(place('articles', `<p>w1</p>${place('videos', '<p>w2</p>')}`)),
      token: aToken({ state: 'Alabama' }),
    });

    assert.deepEqual([await reader.shows('articles'), await reader.shows('videos')], ['shown', 'walled custom-block']);
  });

  test('whose wall came in time is left alone when the time is over', async () => {
    const articles = { ...alwaysDoes(WALL), pending: { timeout: 400 }, fallback: 'show' };
    await using reader = await visit({ config: configWithFeatures({ articles }), html: aPage(place('articles')) });
    await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 700)));

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['walled registration-wall', []]);
  });

  test('that was copied with its wall and its teaser shows one of each', async () => {
    await using reader = await visit({ html: aPage(place('articles')), token: aToken() });
    await reader.page.evaluate(() => {
      const copy = document.querySelector('zephr-feature')!.cloneNode(true) as Element;
      document.querySelector('zephr-feature')!.replaceWith(copy);
    });
    await reader.settled();
    const offers = await reader.page.$$eval('zephr-paywall', (walls) =>
      walls.map((wall) => wall.shadowRoot!.querySelectorAll('[part~="offer"]').length),
    );

    assert.deepEqual([(await reader.words('articles')).length, offers], [60, [1]]);
  });

  test('keeps its wall over a refresh, with what the reader has typed', async () => {
    await using reader = await visit({ html: aPage(place('articles')) });
    const typed = await reader.page.evaluate(async () => {
      const selector = 'zephr-registration-wall';
      const first = document.querySelector(selector)!.shadowRoot!.querySelector('input')!;
      first.value = 'ada@example.org';
      first.focus();
      await window.Zephr.refresh();
      await window.Zephr.setCustomData({ any: 'thing' });
      const now = document.querySelector(selector)!.shadowRoot!.querySelector('input')!;
      return [now === first, now.value, document.activeElement!.localName];
    });

    assert.deepEqual(typed, [true, 'ada@example.org', 'zephr-registration-wall']);
  });

  test('opens no second wall on a refresh', async () => {
    await using reader = await visit({ html: aPage(place('articles')) });
    await reader.page.evaluate(() => window.Zephr.refresh());

    assert.deepEqual(
      [(await reader.events('zephr-wall-open')).length, (await reader.events('zephr-wall-close')).length],
      [1, 0],
    );
  });

  test('shows content and a component beside it', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes({ content: 'show', components: ['subscribe'] }) }),
      html: aPage(place('articles')),
    });

    assert.deepEqual([await reader.shows('articles'), (await reader.words('articles')).length], ['shown paywall', 100]);
  });

  test('shows an empty element for an outcome that hides and names no component', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes({ content: 'hide' }) }),
      html: aPage(place('articles')),
    });

    assert.deepEqual([await reader.shows('articles'), await reader.words('articles')], ['walled', []]);
  });

  test('shows no content by a component whose id is empty', async () => {
    await using reader = await visit({
      config: configWithFeatures(
        { articles: alwaysDoes({ content: 'hide', components: [''] }) },
        { components: { '': { type: 'paywall' } } },
      ),
      html: aPage(place('articles')),
    });

    assert.equal((await reader.words('articles')).length, 0);
  });

  test('that names no feature of the config says that it could not be loaded', async () => {
    await using reader = await visit({ html: aPage(place('films') + place('articles')) });
    const line = await reader.page.$eval('zephr-feature', (element) => element.shadowRoot!.textContent);
    // The words for a mistake are a file of their own.
    await reader.page.waitForFunction('seen.some((event) => event.type === "zephr-fault")', { timeout: 5000 });

    assert.deepEqual(
      [await reader.shows('films'), await reader.shows('articles'), await reader.faults(), await reader.words('films')],
      ['fault', 'walled registration-wall', ['feature-unknown /features/films'], []],
    );
    assert.match(line, /could not be loaded/);
  });

  test('keeps the first two paragraphs where the outcome says so', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes({ content: { keep: { paragraphs: 2 } } }) }),
      html: aPage(place('articles', '<h2>Title</h2><p>w1</p><div><p>w2</p></div><p>w3</p>')),
    });

    assert.deepEqual(await reader.words('articles'), ['w1', 'w2']);
  });

  test('keeps a teaser of markup whose forms name things as the DOM does', async () => {
    await using reader = await visit({
      config: configWithFeatures({
        articles: alwaysDoes({ content: { keep: { words: 2 } }, components: ['register'] }),
      }),
      html: aPage(
        place(
          'articles',
          '<form>w1 <input name="closest"><input name="parentNode"><input name="slot">w2 <b>w3</b></form>',
        ),
      ),
    });

    assert.deepEqual(await reader.words('articles'), ['w1', 'w2']);
  });

  test('throws nothing where the browser cannot tell words apart', async () => {
    await using reader = await visit({
      html: aPage(place('articles')),
      token: aToken(),
      before: 'delete Intl.Segmenter',
    });

    assert.notEqual(await reader.shows('articles'), 'pending');
  });
});
