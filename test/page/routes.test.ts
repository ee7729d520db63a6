import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  inlineConfig,
  place,
  TOGETHER,
  useBrowser,
  type PageVisit,
  type VisitWish,
} from '../support/bare-page.js';
import { readBuilt } from '../support/built-files.js';

// The shell without windows keeps no page that its reader has left.
const { visit: visitPage } = useBrowser({ whole: true });
/** The reader of one story. */
const visit = (wish: VisitWish): Promise<PageVisit> => visitPage({ html: aPage(place('articles')), ...wish });

const WALL = { id: 'wall', content: 'hide', components: ['register'] };
/** Free under `/free`, behind a wall elsewhere. */
const byPath = { type: 'url-path', condition: 'starts-with', value: '/free', yes: 'show', no: WALL };
const config = configWithFeatures({ articles: { rules: { anonymous: byPath, registered: byPath } } });
const NO_NAVIGATION = 'delete window.navigation; delete Window.prototype.navigation;';

/** Waits until the page is kept right. */
const kept = async (reader: PageVisit): Promise<void> => {
  await reader.page.waitForFunction(
    () => performance.getEntriesByType('resource').some(({ name }) => name.includes('/live-')),
    { timeout: 5000 },
  );
  await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
};
const shown = (reader: PageVisit, state: 'shown' | 'walled'): Promise<unknown> =>
  reader.page.waitForSelector(`zephr-feature[state=${state}]`, { timeout: 5000 });

for (const [browser, before] of [
  ['with the Navigation API', ''],
  ['without it', NO_NAVIGATION],
] as const) {
  suite(`a route change in a browser ${browser}`, TOGETHER, () => {
    for (const [says, change, state] of [
      ['history.pushState', 'history.pushState(null, "", "/free/1")', 'shown'],
      ['history.replaceState', 'history.replaceState(null, "", "/free/1")', 'shown'],
      ['another query', 'history.pushState(null, "", "?page=2")', 'walled'],
      ['going back', 'history.pushState(null, "", "/free/1"); history.back()', 'walled'],
    ] as const) {
      test(`by ${says} is decided there and then`, async () => {
        await using reader = await visit({ config, before });
        await kept(reader);
        await reader.forget();
        await reader.page.evaluate(change);
        await reader.page.waitForFunction('seen.some((event) => event.type === "zephr-decision")', { timeout: 5000 });
        await shown(reader, state);

        assert.deepEqual(await reader.events('zephr-identity'), [], 'the reader is the same');
      });
    }

    for (const [says, change] of [
      ['the fragment', 'location.hash = "#w50"'],
      ['the state', 'history.replaceState({ scroll: 5 }, "")'],
    ] as const) {
      test(`that changes but ${says} decides nothing`, async () => {
        await using reader = await visit({ config, before });
        await kept(reader);
        await reader.forget();
        await reader.page.evaluate(change);
        await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 100)));

        assert.deepEqual(await reader.events(''), []);
      });
    }
  });
}

suite('a route change', TOGETHER, () => {
  test('verifies no token again', async () => {
    await using reader = await visit({
      config,
      token: aToken(),
      before: `window.verified = 0;
        const { verify } = SubtleCrypto.prototype;
        SubtleCrypto.prototype.verify = function (...args) { window.verified++; return verify.apply(this, args); };`,
    });
    await kept(reader);
    const count = await reader.page.evaluate(async () => {
      history.pushState(null, '', '/free/1');
      // The function is asked for its facts again, and the pipeline runs.
      await window.Zephr.provideFacts(() => ({ country: 'BE' }));
      history.pushState(null, '', '/2');
      await window.Zephr.decide('articles');
      return (window as unknown as { verified: number }).verified;
    });

    assert.equal(count, 1);
  });

  test('leaves a wall that stays as it is, with what was typed into it', async () => {
    await using reader = await visit({ config });
    await kept(reader);
    const same = await reader.page.evaluate(async () => {
      const wall = document.querySelector('zephr-registration-wall')!;
      wall.shadowRoot!.querySelector('input')!.value = 'ada@example.com';
      history.pushState(null, '', '/2');
      await window.Zephr.decide('articles');
      await new Promise((done) => requestAnimationFrame(done));
      return (
        wall.isConnected &&
        wall === document.querySelector('zephr-registration-wall') &&
        wall.shadowRoot!.querySelector('input')!.value
      );
    });

    assert.equal(same, 'ada@example.com');
    assert.equal((await reader.events('zephr-wall-open')).length, 1);
  });

  test('asks for the facts of a function again', async () => {
    const byCountry = { type: 'country', condition: 'equals', value: 'BE', yes: 'show', no: WALL };
    await using reader = await visit({
      config: configWithFeatures({ articles: { rules: { anonymous: byCountry } } }),
      html: aPage(
        `<script>Zephr.provideFacts(() => ({ country: location.pathname === '/be' ? 'BE' : 'FR' }))</script>${place('articles')}`,
      ),
    });
    await kept(reader);
    await shown(reader, 'walled');
    await reader.page.evaluate(() => history.pushState(null, '', '/be'));
    await shown(reader, 'shown');
  });

  test('takes a token from the new address', async () => {
    const example = exampleConfig();
    await using reader = await visit({
      config: { ...example, jwt: { ...(example['jwt'] as object), sources: ['query'] } },
    });
    await kept(reader);
    await reader.page.evaluate(
      (token) => history.pushState(null, '', `/in?jwt=${token}&a=1`),
      aToken({ prod: 'gold' }),
    );
    await shown(reader, 'shown');

    assert.equal(await reader.page.evaluate('location.pathname + location.search'), '/in?a=1');
  });

  test('is decided once after a second start, by the second config', async () => {
    await using reader = await visit({ config });
    await kept(reader);
    await reader.page.evaluate(() => window.Zephr.start('/zephr.json'));
    await reader.settled();
    await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 50)));
    await reader.forget();
    await reader.page.evaluate(() => history.pushState(null, '', '/free/1'));
    await shown(reader, 'shown');

    assert.equal((await reader.events('zephr-decision')).length, 1);
  });

  test('is left alone after a second start whose config is unusable', async () => {
    await using reader = await visit({ config, before: NO_NAVIGATION });
    await kept(reader);
    await reader.page.evaluate(() => window.Zephr.start({} as never).catch(() => undefined));
    await reader.settled();
    await reader.forget();
    const isNative = await reader.page.evaluate(() => {
      history.pushState(null, '', '/free/1');
      return !Object.hasOwn(history, 'pushState');
    });

    assert.deepEqual([isNative, await reader.events('')], [true, []]);
  });

  test('of a page that froze its history is seen when the reader goes back', async () => {
    await using reader = await visit({
      config,
      before: `${NO_NAVIGATION} addEventListener('DOMContentLoaded', () => Object.freeze(history));`,
    });
    await kept(reader);
    await reader.page.evaluate(() => {
      history.pushState(null, '', '/free/1');
      history.pushState(null, '', '/free/2');
      history.back();
    });
    await shown(reader, 'shown');
  });
});

suite('a reader who comes back to the page', TOGETHER, () => {
  const HOUR = 3_600_000;
  const CLOCK = 'window.ahead = 0; const now = Date.now; Date.now = () => now() + ahead;';
  const before = {
    type: 'date-time',
    condition: 'before',
    value: new Date(Date.now() + HOUR).toISOString(),
    yes: 'show',
    no: WALL,
  };
  const sees = `document.dispatchEvent(new Event('visibilitychange'))`;

  test('finds it decided by the clock of now, where that makes a difference', async () => {
    await using reader = await visit({
      config: configWithFeatures({ articles: { rules: { anonymous: before } } }),
      before: CLOCK,
    });
    await kept(reader);
    await reader.forget();
    await reader.page.evaluate(sees);
    await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
    const early = await reader.events('');
    await reader.page.evaluate(`ahead = ${2 * HOUR}; ${sees}`);
    await shown(reader, 'walled');

    assert.deepEqual(early, [], 'nothing is decided where nothing changes');
  });

  test('finds a page of the back/forward cache decided again', async (context) => {
    const cached = (_request: unknown, response: import('node:http').ServerResponse): void =>
      void response
        .writeHead(200, { 'content-type': 'text/html', 'cache-control': 'max-age=0' })
        .end(aPage(place('articles'), `${inlineConfig(exampleConfig())}<script src="/zephr.js"></script>`));
    await using reader = await visit({ path: '/1', routes: { '/1': cached, '/2': '<!doctype html><p>Signed in' } });
    await kept(reader);
    await reader.page.evaluate(() =>
      addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted })),
    );
    await reader.page.goto(`${reader.server.origin}/2`);
    await reader.setCookies([{ name: 'blaize_jwt', value: aToken({ prod: 'gold' }) }]);
    await reader.page.goBack({ waitUntil: 'load' });
    if (!(await reader.page.evaluate('window.persisted === true'))) {
      return context.skip('this browser did not keep the page');
    }
    await shown(reader, 'shown');
  });

  test('finds a file that was missing asked for once more when the browser is online again', async () => {
    let there = false;
    let asked = 0;
    await using reader = await visit({
      html: aPage(place('articles')),
      routes: {
        '/chunks/walls.js': (_request, response) => {
          asked++;
          if (there) response.writeHead(302, { location: '/again.mjs' }).end();
          else response.writeHead(503).end();
        },
        '/again.mjs': async (_request, response) => {
          const code = await readBuilt('chunks/walls.js');
          response.writeHead(200, { 'content-type': 'text/javascript' }).end(code);
        },
      },
    });
    await kept(reader);
    const first = await reader.shows('articles');
    there = true;
    await reader.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await shown(reader, 'walled');
    const after = asked;
    await reader.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 100)));

    assert.deepEqual([first, await reader.shows('articles'), asked - after], ['fault', 'walled registration-wall', 0]);
  });
});
