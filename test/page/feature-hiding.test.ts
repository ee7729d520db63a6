/** Gated content is never visible before its decision. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  configWithFeatures,
  configWithJwt,
  exampleConfig,
  inlineConfig,
  missing,
  place,
  TOGETHER,
  useBrowser,
  type PageVisit,
  GOLD,
} from '../support/bare-page.js';
import { aKeyPair, signToken } from '../support/sign-token.js';

const { visit, hasRed } = useBrowser();

const WALL = { content: 'hide', components: ['register'] };

/** An element that is easy to find in a picture. */
const RED = '<div style="background:#f00;height:120px;width:300px"></div>';

const INSISTENT = '<div style="background:#f00;height:120px;width:300px;visibility:visible!important"></div>';

const LINKED = '<p>w1 <a id="inside" href="/next">w2</a> <button>w3</button></p>';

/** A route that answers when it is released. */
function held(text: string): { route: NonNullable<Parameters<typeof visit>[0]>['routes']; release: () => void } {
  let release = (): void => undefined;
  const released = new Promise<void>((done) => {
    release = done;
  });
  return {
    release: () => release(),
    route: { '/zephr.json': (_request, response) => void released.then(() => response.end(text)) },
  };
}

const picture = async (reader: PageVisit): Promise<boolean> => hasRed(await reader.page.screenshot());

suite('gated content is not to be seen', TOGETHER, () => {
  for (const [says, content] of [
    ['while the decision is pending', RED],
    ['while the decision is pending, though it insists on being visible', INSISTENT],
  ] as const) {
    test(says, async () => {
      const config = held(JSON.stringify(exampleConfig()));
      await using reader = await visit({
        html: aPage(place('articles', content)),
        settle: false,
        routes: { ...config.route },
      });
      const pending = await picture(reader);
      config.release();
      await reader.settled();

      assert.deepEqual([pending, await picture(reader)], [false, false]);
    });
  }

  test('behind a wall, and is again after a login', async () => {
    await using reader = await visit({ html: aPage(place('articles', INSISTENT)) });
    const walled = await picture(reader);
    await reader.page.evaluate((token) => window.Zephr.setToken(token), GOLD);

    assert.deepEqual([walled, await picture(reader)], [false, true]);
  });

  for (const loading of ['async', 'defer']) {
    test(`before an ${loading} script runs, with the line of the documentation`, async () => {
      let release = (): void => undefined;
      const released = new Promise<void>((done) => {
        release = done;
      });
      await using reader = await visit({
        html: aPage(
          place('articles', RED),
          `<style>zephr-feature:not(:defined) { visibility: hidden; }</style><script ${loading} src="/late.js" data-config="/zephr.json"></script>`,
        ),
        settle: false,
        routes: {
          '/late.js': (_request, response) =>
            void released.then(() => response.writeHead(302, { location: '/zephr.js' }).end()),
        },
        // Deferred scripts hold the parsed document back.
        parsed: false,
      });
      await reader.page.waitForSelector('zephr-feature');
      const before = await picture(reader);
      release();
      await reader.settled();

      assert.deepEqual([before, await picture(reader)], [false, false]);
    });
  }

  test('never for a moment: the browser reports no painting of it', async () => {
    await using reader = await visit({
      html: aPage(place('articles', '<p elementtiming="gated">Gated words</p>')),
      before: `window.painted = []; new PerformanceObserver((list) => painted.push(...list.getEntries().map((entry) => entry.identifier))).observe({ type: 'element', buffered: true });`,
    });
    const before = await reader.page.evaluate('painted');
    await reader.page.evaluate((token) => window.Zephr.setToken(token), GOLD);
    await reader.page.waitForFunction('painted.length');

    assert.deepEqual([before, await reader.page.evaluate('painted')], [[], ['gated']]);
  });

  test('by a screen reader, pending or walled', async () => {
    const config = held(JSON.stringify(exampleConfig()));
    await using reader = await visit({
      html: aPage(`<h1>News</h1>${place('articles', LINKED)}`),
      settle: false,
      routes: { ...config.route },
    });
    const pending = JSON.stringify(await reader.page.accessibility.snapshot({ interestingOnly: false }));
    config.release();
    await reader.settled();
    const walled = JSON.stringify(await reader.page.accessibility.snapshot({ interestingOnly: false }));
    await reader.page.evaluate((token) => window.Zephr.setToken(token), GOLD);
    const shown = JSON.stringify(await reader.page.accessibility.snapshot({ interestingOnly: false }));

    assert.deepEqual(
      [pending, walled, shown].map((tree) => [tree.includes('News'), /w[123]/.test(tree)]),
      [
        [true, false],
        [true, false],
        [true, true],
      ],
    );
  });

  test('by the Tab key, pending or walled', async () => {
    const config = held(JSON.stringify(exampleConfig()));
    await using reader = await visit({
      html: aPage(`<a id="before" href="/a">a</a>${place('articles', LINKED)}<a id="behind" href="/b">b</a>`),
      settle: false,
      routes: { ...config.route },
    });
    const tabThrough = async (): Promise<boolean> => {
      await reader.page.focus('#before');
      for (let step = 0; step < 8; step++) {
        await reader.page.keyboard.press('Tab');
        if (await reader.page.evaluate(() => document.activeElement!.matches('zephr-feature p *'))) return true;
        if (await reader.page.evaluate(() => document.activeElement!.id === 'behind')) return false;
      }
      return false;
    };
    const pending = await tabThrough();
    config.release();
    await reader.settled();

    assert.deepEqual([pending, await tabThrough()], [false, false]);
  });

  test('as text or boxes while walled', async () => {
    await using reader = await visit({ html: aPage(place('articles')) });
    const seen = await reader.page.evaluate(() => [
      document.querySelector('main')!.innerText.includes('w1'),
      document.querySelectorAll('zephr-feature > p').length,
    ]);

    assert.deepEqual(seen, [false, 0]);
  });

  test('when the element is given a feature that is walled while walls are still loading', async () => {
    let release = (): void => undefined;
    const released = new Promise<void>((done) => {
      release = done;
    });
    await using reader = await visit({
      config: configWithFeatures({ free: alwaysDoes('show'), articles: alwaysDoes(WALL) }),
      html: aPage(place('free', RED)),
      routes: {
        '/chunks/walls.js': (_request, response) =>
          void released.then(() => response.writeHead(302, { location: '/late/walls.js' }).end()),
        '/late/walls.js': missing,
      },
    });
    const free = await picture(reader);
    await reader.page.$eval('zephr-feature', (element) => void (element.feature = 'articles'));
    await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
    const walled = await picture(reader);
    release();

    assert.deepEqual([free, walled], [true, false]);
  });
});

suite('a decision that does not come', TOGETHER, () => {
  const ours = { ...aKeyPair('P-256').jwk, kid: 'k1' };

  /** A reader whose key set does not come before it is let go. */
  async function waitingFor(
    feature: Record<string, unknown>,
    head?: string,
  ): Promise<PageVisit & { release: () => void }> {
    let release = (): void => undefined;
    const released = new Promise<void>((done) => {
      release = done;
    });
    const config = {
      ...configWithJwt({ jwksUrl: '/jwks.json' }),
      features: { articles: { rules: { anonymous: WALL }, ...feature } },
      products: { gold: { claimValue: 'gold', features: ['articles'] } },
    };
    const reader = await visit({
      config,
      html: aPage(place('articles'), head ?? `${inlineConfig(config)}<script src="/zephr.js"></script>`),
      token: signToken({ header: { kid: 'k1' }, claims: { sub: '1', prod: 'gold' } }),
      routes: {
        '/jwks.json': (_request, response) => void released.then(() => response.end(JSON.stringify({ keys: [ours] }))),
      },
    });
    return Object.assign(reader, { release: () => release() });
  }

  test('leaves a plain line', async () => {
    await using reader = await waitingFor({ pending: { timeout: 100 } });

    assert.deepEqual(
      [await reader.shows('articles'), await reader.faults(), await reader.words('articles')],
      ['fault', ['timeout'], []],
    );
    reader.release();
  });

  test('leaves the content where the fallback is "show"', async () => {
    await using reader = await waitingFor({ pending: { timeout: 100 }, fallback: 'show' });

    assert.deepEqual([await reader.shows('articles'), (await reader.words('articles')).length], ['shown', 100]);
    reader.release();
  });

  test('leaves the outcome that the fallback is', async () => {
    await using reader = await waitingFor({
      pending: { timeout: 100 },
      fallback: { id: 'sorry', content: { keep: { words: 5 } }, components: ['subscribe'] },
    });
    const outcome = await reader.page.$eval('zephr-feature', (element) => element.getAttribute('outcome'));

    assert.deepEqual(
      [await reader.shows('articles'), outcome, (await reader.words('articles')).length],
      ['walled paywall', 'sorry', 5],
    );
    reader.release();
  });

  test('replaces the fallback when it comes after all', async () => {
    await using reader = await waitingFor({ pending: { timeout: 100 } });
    const before = await reader.shows('articles');
    reader.release();
    await reader.page.waitForSelector('zephr-feature[state="shown"]');

    assert.deepEqual([before, (await reader.words('articles')).length], ['fault', 100]);
  });

  for (const [says, timeout, before, after] of [
    ['over at once where that is past', 200, 'pending', 'fault'],
    ['longer than two seconds where it says so', 60_000, 'pending', 'pending'],
  ] as const) {
    test(`is waited for as its feature says, from when the place came, though the config comes later: ${says}`, async () => {
      await using reader = await visit({
        html: aPage(place('articles'), '<script src="/zephr.js" data-manual></script>'),
        settle: false,
        routes: { '/jwks.json': () => undefined },
      });
      const states = await reader.page.evaluate(
        async (config, token, elapsed) => {
          const element = document.querySelector('zephr-feature')!;
          await new Promise((done) => setTimeout(done, elapsed));
          void window.Zephr.start(config as never, { token });
          const state = element.getAttribute('state');
          await new Promise((done) => setTimeout(done, 20));
          if (element.getAttribute('state') === 'pending')
            await new Promise((done) => setTimeout(done, 2000 - elapsed));
          return [state, element.getAttribute('state')];
        },
        {
          ...configWithJwt({ jwksUrl: '/jwks.json' }),
          features: { articles: { rules: { anonymous: WALL }, pending: { timeout } } },
          products: {},
        },
        signToken({ header: { kid: 'k1' }, claims: { sub: '1' } }),
        200,
      );
      const faults = await reader.events<{ message: string }>('zephr-fault');

      assert.deepEqual(states, [before, after]);
      assert.deepEqual(
        faults.map(({ detail }) => detail.message),
        after === 'fault' ? ['verify.js did not arrive within 200 ms'] : [],
      );
    });
  }

  test('is waited for two seconds where the config does not come', async () => {
    await using reader = await visit({
      html: aPage(place('articles')),
      routes: { '/zephr.json': () => undefined },
    });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['fault', ['timeout']]);
  });
});
