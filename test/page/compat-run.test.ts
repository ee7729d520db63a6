/** Zephr's own `run` and its events. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  aPage,
  aToken,
  configWithFeatures,
  exampleConfig,
  inlineConfig,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  GOLD,
} from '../support/bare-page.js';
import { BODY, NOTE, WALL, hears, noted, runs } from '../support/page-from-zephr.js';

const { visit } = useBrowser();

const BY_HAND = '<script src="/zephr.js" data-manual></script>';

/** A config whose articles are shown to readers with certain custom data. */
const BY_DATA = configWithFeatures({
  articles: {
    title: 'Articles',
    rules: {
      anonymous: { type: 'custom-data', property: 'plan', condition: 'equals', value: 'press', yes: 'show', no: WALL },
    },
  },
});

suite('zephrBrowser.run', TOGETHER, () => {
  for (const [says, html] of [
    ['in a page that leaves starting to it', aPage(BODY, BY_HAND)],
    ['in a page whose tag names no config', aPage(BODY, '<script src="/zephr.js"></script>')],
  ] as const) {
    for (const [form, call] of [
      ['with options', [{ cdnApi: '/api', jwt: GOLD, automaticPolyfills: true }]],
      ['in the older form', ['/api/', GOLD]],
    ] as const) {
      test(`${says}, ${form}, starts with zephr.json below the address`, async () => {
        const routes = {
          '/api/zephr.json': (_: unknown, response: { end: (text: string) => void }) =>
            response.end(JSON.stringify(exampleConfig())),
        };
        await using reader = await visit({ html, routes, config: null, settle: false });
        await runs(reader, ...call);

        assert.deepEqual([await reader.shows('articles'), await reader.shows('videos')], ['shown', 'shown']);
        assert.equal((await reader.identity()).state, 'registered');
      });
    }
  }

  test('without an address asks the page’s own origin, by the fetcher that it was given', async () => {
    await using reader = await visit({ html: aPage(BODY, BY_HAND), settle: false });
    // As text: what runs this file would name the function, by a helper that the page does not have.
    const asked = await reader.page.evaluate(`(async (urls) => {
      await zephrBrowser.run({ fetcher: (url, init) => (urls.push(url), fetch(url, init)) });
      return urls;
    })([])`);

    assert.deepEqual(asked, ['/zephr.json']);
    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });

  test('may be called before the config is there, and keeps to the page’s own', async () => {
    const call = `<script>zephrBrowser.run({ cdnApi: 'https://nowhere.example', customData: { plan: 'press' } });</script>`;
    await using reader = await visit({ html: aPage(place('articles'), SCRIPT + call), config: BY_DATA });
    await reader.page.waitForSelector('zephr-feature[state="shown"]');

    assert.ok(reader.requests.every(({ path }) => !path.includes('nowhere')));
  });

  test('waits for a config further down the page', async () => {
    const call = `<script>zephrBrowser.run(undefined, null, { plan: 'press' });</script>`;
    const html = aPage(place('articles') + inlineConfig(BY_DATA), `<script src="/zephr.js"></script>${call}`);
    await using reader = await visit({ html, config: null });
    await reader.page.waitForSelector('zephr-feature[state="shown"]');

    assert.ok(!reader.requests.some(({ path }) => path.includes('zephr.json')));
    assert.deepEqual(await reader.faults(), []);
  });

  test('says all that it knows with each call: what it leaves out holds no more', async () => {
    await using reader = await visit({ html: aPage(place('articles')), config: BY_DATA });
    const seen: string[] = [];
    for (const call of [
      [{ customData: { plan: 'press' } }],
      [{}],
      ['', '', { plan: 'press' }],
      [],
      [{ customData: 'press' }],
    ]) {
      await runs(reader, ...call);
      seen.push((await reader.shows('articles')).split(' ')[0]!);
    }

    assert.deepEqual(seen, ['shown', 'walled', 'shown', 'walled', 'walled']);
  });

  test('signs a reader in and out, many times', async () => {
    await using reader = await visit({ html: aPage(place('articles')) });
    const seen: string[] = [];
    for (const jwt of [GOLD, undefined, GOLD, null]) {
      await runs(reader, { jwt });
      seen.push((await reader.shows('articles')).split(' ')[0]!);
    }

    assert.deepEqual(seen, ['shown', 'walled', 'shown', 'walled']);
  });

  test('resolves for an unreachable config, which is reported as a fault', async () => {
    await using reader = await visit({ html: aPage(BODY, BY_HAND), config: null, settle: false });
    await runs(reader);

    assert.deepEqual(await reader.faults(), ['config-unreachable']);
    assert.equal(await reader.shows('articles'), 'fault');
  });

  test('takes custom data that go in circles', async () => {
    await using reader = await visit({ html: aPage(place('articles')), config: BY_DATA });
    const access = await reader.page.evaluate(async () => {
      const customData: Record<string, unknown> = { plan: 'press' };
      customData['self'] = customData;
      await window.zephrBrowser.run({ customData });
      await window.zephrBrowser.run({ customData });
      return window.Zephr.hasAccess('articles');
    });

    assert.equal(access, true);
  });
});

suite('zephr.browserDecisionsFinished', TOGETHER, () => {
  test('is dispatched on the document once the page shows all decisions', async () => {
    await using reader = await visit({ before: NOTE });
    await hears(reader, 'browserDecisionsFinished');
    await new Promise((done) => setTimeout(done, 300));

    assert.deepEqual(await noted(reader), [['browserDecisionsFinished', true, 0, 'walled walled']]);
  });

  test('is dispatched again after another decision', async () => {
    await using reader = await visit({ before: NOTE });
    await hears(reader, 'browserDecisionsFinished');
    await reader.page.evaluate((token) => window.Zephr.setToken(token), GOLD);
    await hears(reader, 'browserDecisionsFinished', 2);

    assert.equal((await noted(reader))[1]![3], 'shown shown');
  });

  test('is dispatched in a page whose rules need another file', async () => {
    const config = configWithFeatures({
      articles: { rules: { anonymous: { type: 'url-path', condition: 'equals', value: '/', yes: WALL, no: 'show' } } },
    });
    await using reader = await visit({ before: NOTE, config, html: aPage(place('articles')) });
    await hears(reader, 'browserDecisionsFinished');

    assert.equal((await noted(reader)).at(-1)![3], 'walled');
  });

  test('finds outcomes and accessDetails as Zephr has them', async () => {
    const before = `${NOTE} window.addEventListener('zephr.browserDecisionsFinished', () => {
      window.got = JSON.parse(JSON.stringify([Zephr.outcomes, Zephr.accessDetails]));
    });`;
    await using reader = await visit({ before, html: aPage(place('articles')), token: aToken({ state: 'Alabama' }) });
    await hears(reader, 'browserDecisionsFinished');
    const [outcomes, details] = await reader.page.evaluate(() => (window as unknown as { got: object[] }).got);

    assert.deepEqual(outcomes, {
      articles: { featureLabel: 'Articles', outcomeId: 'show', outcomeLabel: 'Show content' },
    });
    assert.deepEqual(details, {
      authenticated: true,
      accessDecisions: { articles: true },
      entitlements: {},
      credits: {},
      meters: {},
      trials: {},
      timeTrials: {},
      trialTrackingDetails: [],
      testGroups: {},
      activeProducts: [],
    });
  });
});
