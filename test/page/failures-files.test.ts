/** A page for which a file of the SDK does not arrive: what it shows and reports, as docs/project/failures.md says. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  place,
  SHOWN,
  TOGETHER,
  useBrowser,
  WALLED,
} from '../support/bare-page.js';
import { readBuilt } from '../support/built-files.js';
import { KEEPS_FAILED_MODULES, keepsFailedModules } from '../support/keeps-failed-modules.js';
import type { Route } from '../support/serve.js';

const { visit } = useBrowser();

const BODY = place('articles');
const WALL = { content: 'hide', components: ['register'] };

/** Address of a chunk, without the hash of the build. */
const addressOf = (chunk: string): string => `/chunks/${chunk}.js`;

const MISSING: Route = (_request, response) => void response.writeHead(404).end();
const HANGS: Route = () => undefined;

const BROKEN: Readonly<Record<string, Route>> = {
  'a 404': MISSING,
  'a 500': (_request, response) => void response.writeHead(500).end(),
  HTML: (_request, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
  'broken code': (_request, response) => void response.writeHead(200, { 'content-type': 'text/javascript' }).end('{'),
  'code that throws': (_request, response) =>
    void response.writeHead(200, { 'content-type': 'text/javascript' }).end('throw 1'),
};

suite('verification that does not arrive', TOGETHER, () => {
  const config = exampleConfig({ features: { articles: { rules: { anonymous: WALL }, fallback: 'show' } } });

  for (const [says, route] of Object.entries(BROKEN)) {
    test(`fast, as its address gives ${says}, shows the fallback to a reader with a token`, async () => {
      await using reader = await visit({
        html: aPage(BODY),
        config: { ...config, products: {} },
        token: aToken(),
        routes: { [addressOf('verify')]: route },
      });
      // The feature may show its fallback before the second fault is reported.
      await reader.page.waitForFunction('seen.filter(({ type }) => type === "zephr-fault").length > 1', {
        timeout: 8000,
      });

      assert.deepEqual(
        [await reader.shows('articles'), await reader.token(), [...(await reader.faults())].sort()],
        [SHOWN, 'unreachable: network', ['chunk-unreachable', 'token-unreachable']],
      );
    });
  }

  test('slow shows the fallback, and every call settles', async () => {
    await using reader = await visit({
      html: aPage(BODY),
      config: { ...config, products: {} },
      token: aToken(),
      routes: { [addressOf('verify')]: HANGS },
    });
    const shows = await reader.shows('articles');
    const { access, reason } = await reader.decide('articles');

    assert.deepEqual(
      [shows, access, reason, await reader.token(), await reader.failure()],
      [SHOWN, true, 'fault', 'unreachable: network', null],
    );
  });

  test('leaves a feature without a fallback to the rules for anonymous readers', async () => {
    await using reader = await visit({
      html: aPage(BODY),
      token: aToken(),
      routes: { [addressOf('verify')]: MISSING },
    });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], [WALLED, ['chunk-unreachable']]);
  });
});

suite('the nodes of a rule that do not arrive', TOGETHER, () => {
  const features = {
    articles: {
      ...alwaysDoes({ type: 'device', is: 'crawler', yes: 'show', no: WALL }),
      fallback: 'show',
      pending: { timeout: 300 },
    },
  };

  for (const chunk of ['palette', 'agents']) {
    for (const [says, route] of [
      ['fast', MISSING],
      ['slow', HANGS],
    ] as const) {
      test(`${says} (${chunk}) show the fallback, and every call settles`, async () => {
        await using reader = await visit({
          html: aPage(BODY),
          config: configWithFeatures(features),
          routes: { [addressOf(chunk)]: route },
        });
        const shows = await reader.shows('articles');
        const { access, reason } = await reader.decide('articles');

        assert.deepEqual([shows, access, reason, await reader.failure()], [SHOWN, true, 'fault', null]);
      });
    }
  }
});

suite('the file that keeps a page current', TOGETHER, () => {
  test('fast is reported, and loaded again when the reader is back; features with a target are gated then', async (context) => {
    let route: Route = MISSING;
    const address = addressOf('live');
    await using reader = await visit({
      html: aPage('<div id="story">story</div>'),
      config: configWithFeatures({ story: { ...alwaysDoes(WALL), target: { selector: '#story' } } }),
      routes: { [address]: (request, response) => (route as (...args: unknown[]) => void)(request, response) },
    });
    if (await keepsFailedModules(reader)) return context.skip(KEEPS_FAILED_MODULES);
    await reader.page.waitForFunction('seen.some(({ type }) => type === "zephr-fault")');
    const faults = await reader.faults();
    route = async (_request, response) => {
      const code = await readBuilt('chunks/live.js');
      response.writeHead(200, { 'content-type': 'text/javascript' }).end(code);
    };
    await reader.page.evaluate(() => window.dispatchEvent(new Event('online')));
    await reader.page.waitForSelector('zephr-registration-wall', { timeout: 5000 });

    assert.deepEqual(faults, ['chunk-unreachable']);
  });

  test('slow is reported, and the page goes on', async () => {
    await using reader = await visit({
      html: aPage(BODY),
      routes: { [addressOf('live')]: HANGS },
    });
    await reader.page.waitForFunction('seen.some(({ type }) => type === "zephr-fault")', { timeout: 8000 });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], [WALLED, ['chunk-unreachable']]);
  });
});

suite('the file of the custom block', TOGETHER, () => {
  test('without its code, as a bundler may leave it, shows the fallback and is reported', async () => {
    await using reader = await visit({
      html: aPage(BODY),
      config: configWithFeatures({ articles: { ...alwaysDoes({ content: 'hide', components: ['hello'] }) } }),
      routes: {
        [addressOf('custom-block')]: (_request, response) =>
          void response.writeHead(200, { 'content-type': 'text/javascript' }).end('export {};'),
      },
    });
    const [fault] = await reader.events<{ message: string }>('zephr-fault');

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['fault', ['chunk-unreachable']]);
    assert.match(fault!.detail.message, /defines no <zephr-custom-block>/);
    assert.deepEqual(await reader.words('articles'), []);
  });
});
