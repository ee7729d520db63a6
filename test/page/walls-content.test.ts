/** Gated content behind a wall, and elements that leave the page. */
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
  SCRIPT,
  TOGETHER,
  useBrowser,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const WALL = 'zephr-registration-wall';

const KEEP = { content: { keep: { words: 20 } }, components: ['register'] };

suite('gated content', TOGETHER, () => {
  test('is not in the document behind a wall, and comes back with its listeners and its state', async () => {
    await using reader = await visit({
      html: aPage(place('articles', '<p id="story">w1 <input id="note"></p><p>w2</p>')),
    });
    const gone = await reader.page.evaluate(() => document.documentElement.outerHTML.includes('w1'));
    await reader.page.evaluate((token) => window.Zephr.setToken(token), aToken({ prod: 'gold' }));
    await reader.page.evaluate(() => {
      document.querySelector<HTMLInputElement>('#note')!.value = 'typed';
      document.querySelector('#story')!.addEventListener('click', () => Object.assign(window, { heard: true }));
    });
    await reader.page.evaluate(() => window.Zephr.setToken(null));
    const goneAgain = await reader.page.evaluate(() => document.documentElement.outerHTML.includes('w1'));
    await reader.page.evaluate((token) => window.Zephr.setToken(token), aToken({ prod: 'gold' }));
    const back = await reader.page.evaluate(() => {
      document.querySelector<HTMLElement>('#story')!.click();
      return [
        document.querySelector<HTMLInputElement>('#note')!.value,
        'heard' in window,
        document.querySelector('zephr-feature')!.textContent,
      ];
    });

    assert.deepEqual([gone, goneAgain], [false, false]);
    assert.deepEqual(back, ['typed', true, 'w1 w2']);
  });

  test('that is added behind a wall is taken out as well, and kept words are counted again', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes(KEEP) }),
      html: aPage(place('articles', '<p>w1</p>')),
    });
    const before = await reader.words('articles');
    await reader.page.evaluate(() => {
      const words = Array.from({ length: 30 }, (_, index) => `w${index + 2}`).join(' ');
      document
        .querySelector('zephr-feature')!
        .insertAdjacentHTML('beforeend', `<p>${words}</p><p id="late">secret</p>`);
    });
    await reader.page.evaluate(() => new Promise((done) => setTimeout(done)));

    assert.deepEqual([before.length, (await reader.words('articles')).length], [0, 20]);
    assert.equal(await reader.page.evaluate(() => document.querySelectorAll('#late').length), 0);
  });

  test('stays in the tree of a framework, where nothing of it is laid out', async () => {
    await using reader = await visit({
      html: aPage(`${place('articles', '<p id="story">w1</p>', 'keep-nodes')}`),
    });
    const [isThere, boxes] = await reader.page.evaluate(() => {
      const story = document.querySelector('#story')!;
      return [story.parentElement?.localName, story.getClientRects().length];
    });

    assert.deepEqual([isThere, boxes], ['zephr-feature', 0]);
  });

  test('is cut with a fade, which is absent where nothing is cut, on paper, or in forced colours', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes(KEEP), short: alwaysDoes({ ...KEEP, otherwise: 'show' }) }),
      html: aPage(place('articles') + place('short', '<p>w1 w2</p>')),
    });
    const fades = (): Promise<boolean[]> =>
      reader.page.$$eval('zephr-feature', (features) =>
        features.map(
          (feature) => getComputedStyle(feature.shadowRoot!.querySelector('[part=content]')!).maskImage !== 'none',
        ),
      );
    const onScreen = await fades();
    await reader.page.emulateMediaType('print');

    assert.deepEqual(
      [onScreen, await fades()],
      [
        [true, false],
        [false, false],
      ],
    );
  });

  test('has no wall over the kept content, on paper', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes(KEEP) }),
      html: aPage(place('articles')),
    });
    await reader.page.emulateMediaType('print');
    const [wall, kept] = await reader.page.evaluate(
      (selector) => [
        document.querySelector(selector)!.getClientRects().length,
        document.querySelector('zephr-feature > p')!.getClientRects().length,
      ],
      WALL,
    );

    assert.deepEqual([wall, kept], [0, 1]);
  });

  test('stays hidden when a script removes the wall, which comes back a limited number of times', async () => {
    await using reader = await visit();
    const times = await reader.page.evaluate(async (selector) => {
      let count = 0;
      for (let turn = 0; turn < 60; turn++) {
        const wall = document.querySelector(`zephr-feature[feature=articles] > ${selector}`);
        if (wall) count++;
        wall?.remove();
        await new Promise((done) => setTimeout(done));
      }
      return count;
    }, WALL);

    assert.ok(times > 5 && times < 40, `it came back ${times - 1} times`);
    assert.deepEqual(await reader.words('articles'), []);
  });

  test('keeps the height that its feature asks for, from before it is decided on', async () => {
    const config = configWithFeatures({
      articles: { ...alwaysDoes('show'), pending: { minHeight: 480 } },
      videos: { ...alwaysDoes({ content: 'hide', components: ['register'] }), pending: { minHeight: '30em' } },
    });
    let answer = (): void => undefined;
    const released = new Promise<void>((done) => (answer = done));
    await using reader = await visit({
      html: aPage(
        place('articles', '<p>w1</p>') + place('videos', '<p>w2</p>'),
        inlineConfig(config) + SCRIPT.replace(' data-config="/zephr.json"', ''),
      ),
      token: aToken(),
      settle: false,
      routes: { '/chunks/verify.js': (_request, response) => void released.then(() => response.writeHead(404).end()) },
      config: { ...config, jwt: exampleConfig()['jwt'] },
    });
    const heights = (): Promise<number[]> =>
      reader.page.$$eval('zephr-feature', (places) => places.map((each) => each.getBoundingClientRect().height));
    const pending = await heights();
    answer();
    await reader.settled();

    assert.deepEqual(pending, [480, 480]);
    assert.equal((await heights())[0], 480);
  });
});

suite('a removed feature element', TOGETHER, () => {
  for (const [what, config] of [
    ['registration wall', exampleConfig()],
    ['paywall', configWithFeatures({ articles: alwaysDoes({ content: 'hide', components: ['subscribe'] }) })],
  ] as const) {
    test(`is not kept by the page, nor is its ${what}`, async () => {
      await using reader = await visit({ html: aPage(place('articles', '<p>w1</p>')), config });
      const { page } = reader;
      const session = await page.createCDPSession();
      const kept = await page.evaluateHandle(() => {
        const place = document.querySelector('zephr-feature')!;
        const refs = [place, place.firstElementChild!].map((element) => new WeakRef(element));
        place.remove();
        return refs;
      });
      const isGone = (): Promise<boolean[]> => kept.evaluate((refs) => refs.map((ref) => ref.deref() === undefined));
      // The browser itself lets go of what it has painted a little later.
      for (let tries = 0; tries < 40 && (await isGone()).includes(false); tries++) {
        await new Promise((done) => setTimeout(done, 100));
        await session.send('HeapProfiler.collectGarbage');
      }

      assert.deepEqual(await isGone(), [true, true]);
    });
  }
});
