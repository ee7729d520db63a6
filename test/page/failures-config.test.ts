/** A page whose config does not arrive: what it shows and reports, as docs/project/failures.md says. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, exampleConfig, place, SHOWN, TOGETHER, useBrowser, WALLED } from '../support/bare-page.js';
import type { Route } from '../support/serve.js';

const { visit } = useBrowser();

const BODY = place('articles');

const answer =
  (status: number, body = ''): Route =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(body);

const GOOD = answer(200, JSON.stringify(exampleConfig()));

/** An address that is out of order until a test mends it. */
function aFaulty(route: Route): { readonly route: Route; readonly mend: () => void; readonly asked: () => number } {
  let current = route;
  let asked = 0;
  return {
    route: (request, response) => {
      asked++;
      return typeof current === 'function' ? current(request, response) : undefined;
    },
    mend: () => (current = GOOD),
    asked: () => asked,
  };
}

const HANGS: Route = () => undefined;

/** Every kind of answer that is not a config. */
const ANSWERS: Readonly<Record<string, readonly [Route, code: string]>> = {
  'a 500': [answer(500), 'config-unreachable'],
  'a 503': [answer(503), 'config-unreachable'],
  'a 404': [answer(404), 'config-unreachable'],
  'a 304': [answer(304), 'config-unreachable'],
  'a 204': [answer(204), 'config-not-json'],
  HTML: [answer(200, '<!doctype html><p>Log in'), 'config-not-json'],
  nothing: [answer(200), 'config-not-json'],
  'a part of JSON': [answer(200, '{"version":1,'), 'config-not-json'],
  'a body that breaks off': [
    (_request, response) => {
      response.writeHead(200, { 'content-length': 1000 }).write('{"version"');
      setTimeout(() => response.destroy(), 20);
    },
    'config-unreachable',
  ],
  'a reset connection': [(request) => void request.socket.destroy(), 'config-unreachable'],
  'a loop of redirects': [
    (_request, response) => void response.writeHead(302, { location: '/zephr.json' }).end(),
    'config-unreachable',
  ],
  'UTF-16': [
    (_request, response) => void response.end(Buffer.from(JSON.stringify(exampleConfig()), 'utf16le')),
    'config-not-json',
  ],
  null: [answer(200, 'null'), 'type-wrong'],
  'a newer version': [answer(200, JSON.stringify(exampleConfig({ version: 2 }))), 'version-unknown /version'],
};

suite('a config whose address gives', TOGETHER, () => {
  for (const [says, [route, code]] of Object.entries(ANSWERS)) {
    test(`${says} hides the content, is reported once, and the page is right once the reader is back`, async () => {
      const faulty = aFaulty(route);
      await using reader = await visit({ html: aPage(BODY), routes: { '/zephr.json': faulty.route } });
      const early = [
        await reader.failure(),
        await reader.shows('articles'),
        (await reader.faults()).filter((one) => one !== 'timeout'),
      ];
      faulty.mend();
      await reader.page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
      await reader.page.waitForSelector('zephr-feature[state="walled"]', { timeout: 8000 });

      assert.deepEqual(
        [...early, await reader.failure(), await reader.shows('articles')],
        [code, 'fault', [code], null, WALLED],
      );
    });
  }
});

suite('a config that does not arrive', TOGETHER, () => {
  test('fast is asked for three times, and is there without a fault where the third answer is good', async () => {
    const faulty = aFaulty(answer(503));
    await using reader = await visit({
      html: aPage(BODY),
      routes: {
        '/zephr.json': (request, response) => {
          if (faulty.asked() === 2) faulty.mend();
          return (faulty.route as (...args: unknown[]) => void)(request, response);
        },
      },
    });

    assert.deepEqual(
      [
        await reader.failure(),
        await reader.shows('articles'),
        (await reader.faults()).filter((one) => one !== 'timeout'),
        faulty.asked(),
      ],
      [null, WALLED, [], 3],
    );
  });

  for (const event of ['online', 'visibilitychange']) {
    test(`is asked for again on ${event}, and what is wrong still is reported no second time`, async () => {
      const faulty = aFaulty(answer(200, 'null'));
      await using reader = await visit({ html: aPage(BODY), routes: { '/zephr.json': faulty.route } });
      await reader.failure();
      const before = faulty.asked();
      await reader.page.evaluate((type) => window.dispatchEvent(new Event(type)), event);
      await reader.failure();

      assert.deepEqual([before, faulty.asked(), await reader.faults()], [1, 2, ['type-wrong']]);
    });
  }

  test('is asked for again by refresh, with the token that the site has set meanwhile', async () => {
    const faulty = aFaulty(answer(404));
    await using reader = await visit({ html: aPage(BODY), routes: { '/zephr.json': faulty.route } });
    await reader.failure();
    await reader.page.evaluate(() => window.Zephr.setCustomData({ kept: true }));
    faulty.mend();
    await reader.page.evaluate(() => window.Zephr.refresh());

    assert.deepEqual([await reader.failure(), await reader.shows('articles')], [null, WALLED]);
  });

  test('slow, as its server hangs, lets every call settle, and is used when it is there', async () => {
    const faulty = aFaulty(HANGS);
    await using reader = await visit({ html: aPage(BODY), routes: { '/zephr.json': faulty.route } });
    const early = await reader.page.evaluate(async () => {
      const { Zephr } = window;
      const ready = await Zephr.ready.then(
        () => 'ready',
        (error: { code: string }) => error.code,
      );
      const { reason, access } = await Zephr.decide('articles');
      return [ready, reason, access, await Zephr.hasAccess('articles'), (await Zephr.identity()).state];
    });
    faulty.mend();
    await reader.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await reader.page.waitForSelector('zephr-feature[state="walled"]', { timeout: 8000 });

    assert.deepEqual(early, ['config-unreachable', 'fault', false, false, 'anonymous']);
    assert.deepEqual(await reader.faults(), ['timeout', 'config-unreachable']);
  });
});

suite('data-fallback', TOGETHER, () => {
  const tagged = (attribute: string): string =>
    `<script src="/zephr.js" data-config="/zephr.json" data-fallback="${attribute}"></script>`;
  const fallback = (value: string): string => `data-fallback="${value}"`;

  for (const [says, route] of [
    ['fast', answer(503)],
    ['slow', HANGS],
  ] as const) {
    test(`"show" shows the content where the config fails ${says}, and decide says so`, async () => {
      await using reader = await visit({
        html: aPage(BODY + place('videos', '<p>clip</p>', fallback('hide')), tagged('show')),
        routes: { '/zephr.json': route },
      });
      await reader.page.waitForFunction('document.querySelector("zephr-feature").getAttribute("state") !== "pending"');
      const shows = [await reader.shows('articles'), await reader.shows('videos')];
      await reader.failure();
      const { access, reason, outcomeId } = await reader.decide('articles');

      assert.deepEqual(shows, [SHOWN, 'fault']);
      assert.deepEqual([access, reason, outcomeId], [true, 'fault', 'show']);
      assert.equal((await reader.decide('videos')).access, false);
      assert.equal(await reader.page.evaluate('shift'), 0);
    });
  }

  test('on an element goes before the script tag', async () => {
    await using reader = await visit({
      html: aPage(place('articles', '<p>story</p>', fallback('show')) + place('videos')),
      config: null,
    });
    await reader.failure();

    assert.deepEqual(
      [await reader.shows('articles'), await reader.shows('videos'), (await reader.decide('articles')).access],
      [SHOWN, 'fault', true],
    );
  });

  test('counts for a start by hand too', async () => {
    await using reader = await visit({
      html: aPage(BODY, '<script src="/zephr.js" data-manual data-fallback="show"></script>'),
      settle: false,
    });
    await reader.page.evaluate(() => window.Zephr.start('/missing.json').catch(() => undefined));

    assert.equal(await reader.shows('articles'), SHOWN);
  });
});
