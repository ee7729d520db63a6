import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Fault } from '../../src/model/fault.js';
import {
  alwaysDoes,
  aPage,
  aToken,
  configWithFeatures,
  missing,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';
import {
  asks,
  COMES_FROM,
  configThatAsks,
  heldBack,
  IS_CRAWLER,
  IS_NOW,
  lost,
  METER,
  METERED,
  outcomeOf,
  WALL,
} from '../support/asking-rules.js';

const { visit } = useBrowser();

const BODY = place('articles');

/** Names of the chunks that a page has asked for, but those that every page, wall and token needs. */
const chunksOf = ({ requests }: PageVisit): string[] => {
  const names = requests.flatMap(({ path }) => /^\/chunks\/(.*)\.js$/.exec(path)?.[1] ?? []);
  return [...new Set(names)].filter((name) => !['walls', 'verify', 'live'].includes(name)).sort();
};

const isAPath = { type: 'url-path', condition: 'starts-with', value: '/' };

/** Rules of the core alone, and what needs more: each with the chunks that a page loads for it. */
const LOADS: Readonly<Record<string, readonly [step: unknown, chunks: readonly string[]]>> = {
  'nothing more for the nodes and conditions of the core': [
    {
      ...isAPath,
      yes: { type: 'jwt-token', property: 'state', condition: 'contains', value: 'x', yes: 'show', no: WALL },
      no: { type: 'custom-data', property: 'a', condition: 'not-equals', value: 1, yes: 'show', no: WALL },
    },
    [],
  ],
  'the palette for a condition that is not in the core': [
    asks({ ...isAPath, condition: 'matches', value: '/*' }),
    ['palette'],
  ],
  'the palette for a node that asks nothing of the page': [asks(IS_NOW), ['palette']],
  'facts, and no user agents, for the referrer': [asks(COMES_FROM), ['facts', 'palette']],
  'user agents for a device': [asks(IS_CRAWLER), ['agents', 'facts', 'palette']],
};

suite('a page loads', TOGETHER, () => {
  for (const [says, [step, chunks]] of Object.entries(LOADS)) {
    test(says, async () => {
      await using reader = await visit({
        config: configWithFeatures({ articles: alwaysDoes(step) }),
        html: aPage(BODY),
        token: aToken(),
      });
      await reader.decide('articles');

      assert.deepEqual(chunksOf(reader), chunks);
    });
  }

  test('the full registry while the token is being verified', async () => {
    const verify = heldBack('verify');
    await using reader = await visit({
      config: configThatAsks(IS_NOW),
      html: aPage(BODY),
      token: aToken(),
      settle: false,
      routes: verify.routes,
    });
    await waitUntil(() => chunksOf(reader).includes('palette'));
    const before = await reader.shows('articles');
    verify.release();
    await reader.settled();

    assert.deepEqual([before, await reader.shows('articles')], ['pending', 'shown']);
  });

  test('the files of its rules beside the palette, and not after it', async () => {
    const palette = heldBack('palette');
    await using reader = await visit({
      config: configWithFeatures(
        { articles: alwaysDoes(asks(IS_CRAWLER)), videos: alwaysDoes(METER) },
        { subRules: { metered: METERED } },
      ),
      html: aPage(BODY),
      settle: false,
      routes: palette.routes,
    });
    const all = ['agents', 'facts', 'palette', 'usage'];
    await waitUntil(() => chunksOf(reader).length === all.length);
    const before = chunksOf(reader);
    palette.release();
    await reader.settled();

    assert.deepEqual([before, chunksOf(reader)], [all, all]);
    assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['shown', []]);
  });
});

suite('a file that is missing', TOGETHER, () => {
  const fallback = { id: 'sorry', content: 'hide', components: ['subscribe'] };
  const features = {
    articles: alwaysDoes(asks(IS_CRAWLER)),
    videos: alwaysDoes(asks(IS_NOW)),
    letters: { ...alwaysDoes(asks(COMES_FROM)), fallback },
    puzzles: alwaysDoes({ id: 'plain', content: 'show' }),
  };
  const names = Object.keys(features);
  const showsOf = (reader: PageVisit): Promise<string[]> => Promise.all(names.map((name) => reader.shows(name)));

  for (const [says, chunk, shows, faults] of [
    ['palette', 'palette', ['fault', 'fault', 'walled paywall', 'shown'], ['articles', 'videos', 'letters']],
    ['user agents', 'agents', ['fault', 'shown', 'walled registration-wall', 'shown'], ['articles']],
    ['facts', 'facts', ['fault', 'shown', 'walled paywall', 'shown'], ['articles', 'letters']],
  ] as const) {
    test(`for the ${says} makes faults of the features that need it, until a refresh finds it`, async () => {
      const outage = lost(chunk);
      await using reader = await visit({
        config: configWithFeatures(features),
        html: aPage(names.map((name) => place(name)).join('')),
        routes: outage.routes,
      });
      await reader.page.waitForFunction(
        (count) =>
          (window as unknown as { seen: { type: string }[] }).seen.filter(({ type }) => type === 'zephr-fault')
            .length === count,
        { timeout: 5000 },
        faults.length,
      );
      const before = [await showsOf(reader), (await reader.events<Fault>('zephr-fault')).map(({ detail }) => detail)];
      await reader.forget();
      outage.release();
      await reader.page.evaluate(() => window.Zephr.refresh());
      await reader.settled();

      assert.deepEqual(before[0], shows);
      assert.deepEqual(
        (before[1] as Fault[]).map(({ code, feature, pointer }) => `${feature}: ${code} ${pointer}`).sort(),
        faults.map((name) => `${name}: chunk-unreachable /features/${name}/rules/anonymous/type`).sort(),
      );
      assert.deepEqual(await showsOf(reader), ['shown', 'shown', 'walled registration-wall', 'shown']);
      assert.deepEqual(await reader.faults(), []);
    });
  }

  test('leaves sub rules that need none of it working', async () => {
    const odd = { start: asks({ type: 'device', is: 'mobile' }), exits: [] };
    await using reader = await visit({
      config: configWithFeatures(
        { articles: alwaysDoes(METER), videos: alwaysDoes({ type: 'sub-rule', rule: 'odd', exits: {} }) },
        { subRules: { metered: METERED, odd } },
      ),
      routes: { '/chunks/agents.js': missing },
    });

    assert.deepEqual(
      [await reader.failure(), await outcomeOf(reader), await reader.shows('videos')],
      [null, 'in', 'fault'],
    );
  });

  test('is said in words, with what the browser says', async () => {
    await using reader = await visit({
      config: configThatAsks(IS_NOW),
      html: aPage(BODY),
      routes: { '/chunks/palette.js': missing },
    });
    await reader.page.waitForFunction('seen.some((event) => event.type === "zephr-fault")');
    const [fault] = await reader.events<Fault>('zephr-fault');

    assert.match(
      fault!.detail.message,
      /^\/features\/articles\/rules\/anonymous\/type: needs a file .*palette-\w+\.js/,
    );
  });
});

const POLICY =
  "default-src 'none'; script-src 'nonce-x' 'strict-dynamic'; style-src 'nonce-x'; connect-src 'self'; require-trusted-types-for 'script'";

test('under a strict content security policy the full registry, facts and user agents load', async () => {
  await using reader = await visit({
    config: configThatAsks(IS_CRAWLER),
    html: aPage(BODY, SCRIPT.replace('<script', '<script nonce="x"')).replace('<link rel="icon" href="data:,">', ''),
    headers: { 'content-security-policy': POLICY },
  });

  assert.deepEqual([await reader.shows('articles'), chunksOf(reader)], ['shown', ['agents', 'facts', 'palette']]);
});

/** Notes what the browser paints of elements that ask for it. */
const WATCH_PAINT = `window.painted = []; new PerformanceObserver((list) =>
  painted.push(...list.getEntries().map((entry) => entry.identifier))).observe({ type: 'element', buffered: true });`;

suite('while the registry is loading', TOGETHER, () => {
  for (const [says, node, painted, shows] of [
    ['and never behind its wall', { ...IS_NOW, condition: 'before' }, ['below'], 'walled registration-wall'],
    ['but when it is free', IS_NOW, ['below', 'gated'], 'shown'],
  ] as const) {
    test(`gated content is not painted, ${says}`, async () => {
      const registry = heldBack('palette');
      await using reader = await visit({
        config: configThatAsks(node),
        html: aPage(
          `${place('articles', '<p elementtiming="gated">Gated words</p>')}<p elementtiming="below">Below</p>`,
        ),
        before: WATCH_PAINT,
        settle: false,
        routes: registry.routes,
      });
      await reader.page.waitForFunction('painted.includes("below")');
      const before = await reader.page.evaluate('[...painted]');
      registry.release();
      await reader.settled();
      if (shows === 'shown') await reader.page.waitForFunction('painted.includes("gated")');

      assert.deepEqual(
        [before, await reader.page.evaluate('painted'), await reader.shows('articles')],
        [['below'], painted, shows],
      );
    });
  }

  test('content that is free keeps its place, and nothing below it moves', async () => {
    const registry = heldBack('palette');
    await using reader = await visit({
      config: configThatAsks(IS_NOW),
      html: aPage(`${BODY}<p elementtiming="below">Below</p>`),
      before: WATCH_PAINT,
      settle: false,
      routes: registry.routes,
    });
    await reader.page.waitForFunction('painted.includes("below")');
    registry.release();
    await reader.settled();

    assert.deepEqual([await reader.shows('articles'), await reader.page.evaluate('shift')], ['shown', 0]);
  });

  test('a feature that does not need it is decided already', async () => {
    const registry = heldBack('palette');
    await using reader = await visit({
      config: configWithFeatures({ articles: alwaysDoes(asks(IS_NOW)), videos: alwaysDoes(WALL) }),
      settle: false,
      routes: registry.routes,
    });
    await reader.page.waitForSelector('zephr-registration-wall');
    const before = await reader.shows('articles');
    registry.release();
    await reader.settled();

    assert.deepEqual([before, await reader.shows('articles')], ['pending', 'shown']);
  });
});

async function waitUntil(holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 8000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, 'it took too long');
    await new Promise((done) => setTimeout(done, 10));
  }
}
