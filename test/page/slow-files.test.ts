import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Fault } from '../../src/model/fault.js';
import { aBundle } from '../support/a-bundle.js';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';
import { builtPath, readBuilt } from '../support/built-files.js';
import { asks, IS_NOW } from '../support/asking-rules.js';
import { KEEPS_FAILED_MODULES, keepsFailedModules } from '../support/keeps-failed-modules.js';
import type { Route } from '../support/serve.js';

const { visit } = useBrowser();

const BODY = place('articles');
/** A page of which one file is not what it was when the page was made. */
const holding = async (chunk: string, script = SCRIPT): Promise<string> => {
  const integrity = { [`/${await builtPath(`chunks/${chunk}.js`)}`]: `sha384-${'A'.repeat(64)}` };
  return aPage(BODY, `<script type="importmap">${JSON.stringify({ integrity })}</script>${script}`);
};

/** An answer that comes by one octet a second. */
const dripping =
  (type: string): Route =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': type });
    const timer = setInterval(() => response.write(' '), 1000);
    response.on('close', () => clearInterval(timer));
  };

/** The message of the first fault. */
const messageOf = async (reader: PageVisit): Promise<string> => {
  await reader.page.waitForFunction('seen.some(({ type }) => type === "zephr-fault")', { timeout: 5000 });
  return (await reader.events<Fault>('zephr-fault'))[0]!.detail.message;
};

suite('a large config', TOGETHER, () => {
  const title = 'x'.repeat(20_000);
  const more = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`f${index}`, { title }]));
  const { features, ...rest } = exampleConfig();
  const config = { ...rest, features: { ...(features as object), ...more } };

  test('of 20 MB decides as any other', async () => {
    await using reader = await visit({ html: aPage(BODY), config });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['walled registration-wall', []]);
  });

  test('of 20 MB decides as any other from a bundle', async () => {
    const bundle = await aBundle(config);
    await using reader = await visit({ html: aPage(BODY, '<script src="/site.js"></script>'), routes: bundle.routes });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['walled registration-wall', []]);
  });
});

suite('a file that comes by one octet a second', TOGETHER, () => {
  test('as the config leaves a plain line after two seconds, and is named', async () => {
    await using reader = await visit({ html: aPage(BODY), routes: { '/zephr.json': dripping('application/json') } });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['fault', ['timeout']]);
    assert.match(await messageOf(reader), /^the config .* within 2000 ms$/);
  });

  for (const [chunk, wish] of [
    ['verify', { token: aToken() }],
    ['palette', {}],
  ] as const) {
    test(`as ${chunk} leaves the fallback after the time that its feature has, and is named`, async () => {
      await using reader = await visit({
        html: aPage(BODY),
        config: configWithFeatures({
          articles: { ...alwaysDoes(asks(IS_NOW)), fallback: 'show', pending: { timeout: 300 } },
        }),
        routes: { [`/chunks/${chunk}.js`]: dripping('text/javascript') },
        ...wish,
      });

      assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['shown', ['timeout']]);
      assert.match(await messageOf(reader), new RegExp(`^${chunk}\\.js.* did not arrive within 300 ms$`));
    });
  }

  const WALL = { content: 'hide', components: ['register'] };
  for (const [says, fallback, shows] of [
    ['nothing else is configured', {}, 'fault'],
    ['the fallback is "show"', { fallback: 'show' }, 'shown'],
    // Its wall would come by the same file.
    ['the fallback is a wall', { fallback: { content: 'hide', components: ['subscribe'] } }, 'fault'],
  ] as const) {
    test(`as walls leaves no place pending, and is named, where ${says}`, async () => {
      await using reader = await visit({
        html: aPage(BODY),
        config: configWithFeatures({ articles: { ...alwaysDoes(WALL), ...fallback, pending: { timeout: 300 } } }),
        routes: { '/chunks/walls.js': dripping('text/javascript') },
      });

      assert.deepEqual([await reader.shows('articles'), await reader.faults()], [shows, ['timeout']]);
      assert.match(await messageOf(reader), /^walls\.js.* did not arrive within 300 ms$/);
    });
  }

  for (const [says, more, before] of [
    ['a plain line', {}, 'fault'],
    ['the content', { fallback: 'show' }, 'shown'],
  ] as const) {
    test(`as walls replaces ${says} once it is there after all`, async () => {
      let release = (): void => undefined;
      const released = new Promise<void>((done) => (release = done));
      await using reader = await visit({
        html: aPage(BODY),
        config: configWithFeatures({ articles: { ...alwaysDoes(WALL), ...more, pending: { timeout: 300 } } }),
        routes: {
          '/chunks/walls.js': async (_request, response) => {
            const code = await readBuilt('chunks/walls.js');
            await released;
            response.writeHead(200, { 'content-type': 'text/javascript' }).end(code);
          },
        },
      });
      const early = await reader.shows('articles');
      release();
      await reader.page.waitForSelector('zephr-feature[state="walled"]', { timeout: 5000 });

      assert.deepEqual([early, await reader.shows('articles')], [before, 'walled registration-wall']);
      assert.deepEqual(await reader.faults(), ['timeout']);
    });
  }

  test('as walls is waited for again where a reader loses access', async () => {
    await using reader = await visit({
      html: aPage(BODY),
      config: exampleConfig({
        features: { articles: { rules: { anonymous: WALL }, pending: { timeout: 400 } } },
        products: { gold: { claimValue: 'gold', features: ['articles'] } },
      }),
      token: aToken({ prod: 'gold' }),
      routes: { '/chunks/walls.js': dripping('text/javascript') },
    });
    const before = await reader.shows('articles');
    await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
    await reader.setCookies([]);
    const states = await reader.page.evaluate(async () => {
      const element = document.querySelector('zephr-feature')!;
      void window.Zephr.refresh();
      await new Promise((done) => setTimeout(done, 100));
      const early = element.getAttribute('state');
      await new Promise((done) => setTimeout(done, 600));
      return [early, element.getAttribute('state')];
    });

    assert.deepEqual([before, ...states], ['shown', 'pending', 'fault']);
  });
});

suite('a failed file is requested again by refresh', TOGETHER, () => {
  for (const [chunk, wish, shows] of [
    ['walls', {}, 'walled registration-wall'],
    ['verify', { token: aToken({ prod: 'gold' }) }, 'shown'],
    ['palette', { config: configWithFeatures({ articles: alwaysDoes(asks(IS_NOW)) }) }, 'shown'],
  ] as const) {
    test(`${chunk}, and only once`, async (context) => {
      let asked = 0;
      let there = false;
      await using reader = await visit({
        html: aPage(BODY),
        ...wish,
        routes: {
          [`/chunks/${chunk}.js`]: async (_request, response) => {
            asked++;
            if (!there) return void response.writeHead(503).end();
            const code = await readBuilt(`chunks/${chunk}.js`);
            response.writeHead(200, { 'content-type': 'text/javascript' }).end(code);
          },
        },
      });
      if (await keepsFailedModules(reader)) return context.skip(KEEPS_FAILED_MODULES);
      await messageOf(reader);
      const before = asked;
      there = true;
      await reader.page.evaluate(() => window.Zephr.refresh());
      await reader.page.evaluate(() => window.Zephr.refresh());

      assert.deepEqual([await reader.shows('articles'), asked - before], [shows, 1]);
    });
  }
});

suite('a file whose integrity is wrong by the import map of the page', TOGETHER, () => {
  test('as walls leaves a plain line, and is named', async () => {
    await using reader = await visit({ html: await holding('walls') });

    assert.match(await messageOf(reader), /walls-\w+\.js/);
    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['fault', ['chunk-unreachable']]);
  });

  test('as verification makes the reader anonymous, and is named', async () => {
    await using reader = await visit({ html: await holding('verify'), token: aToken({ prod: 'gold' }) });

    assert.match(await messageOf(reader), /verify-\w+\.js/);
    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });

  test('as the full registry makes faults of the features that need it, and is named', async () => {
    await using reader = await visit({
      html: await holding('palette'),
      config: configWithFeatures({ articles: { ...alwaysDoes(asks(IS_NOW)), fallback: 'show' } }),
    });

    assert.match(await messageOf(reader), /palette-\w+\.js/);
    assert.equal(await reader.shows('articles'), 'shown');
  });

  test('concerns no bundle that holds it', async () => {
    const bundle = await aBundle(exampleConfig(), ['--walls']);
    await using reader = await visit({
      html: await holding('walls', '<script src="/site.js"></script>'),
      routes: bundle.routes,
    });

    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['walled registration-wall', []]);
  });
});
