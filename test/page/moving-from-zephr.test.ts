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
  type PageVisit,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const GOLD = aToken({ prod: 'gold' });
const BY_HAND = '<script src="/zephr.js" data-manual></script>';
const BODY = place('articles') + place('videos');
const WALL = { id: 'wall', label: 'Wall', content: 'hide', components: ['register'] };
/** Shown to whoever comes with custom data that say so. */
const BY_DATA = configWithFeatures({
  articles: {
    title: 'Articles',
    rules: {
      anonymous: { type: 'custom-data', property: 'plan', condition: 'equals', value: 'press', yes: 'show', no: WALL },
    },
  },
});

/** Notes the events of Zephr, and what the data layer held by then. */
const NOTE = `window.noted = [];
for (const type of ['browserDecisionsFinished', 'dataLayerReady']) window.addEventListener('zephr.' + type, (event) => {
  noted.push([type, event.target === document, (window.dataLayer ?? []).length,
    [...document.querySelectorAll('zephr-feature')].map((place) => place.getAttribute('state')).join(' ')]);
});`;

const noted = (reader: PageVisit): Promise<unknown[][]> =>
  reader.page.evaluate(() => (window as unknown as { noted: unknown[][] }).noted);

/** Waits until an event was noted so many times. */
const hears = (reader: PageVisit, type: string, times = 1): Promise<unknown> =>
  reader.page.waitForFunction(
    (name, least) => {
      const { noted: all } = window as unknown as { noted: unknown[][] };
      return all.filter(([found]) => found === name).length >= least;
    },
    { timeout: 8000 },
    type,
    times,
  );

type Push = Readonly<Record<string, unknown>> & { readonly event: string };

const pushes = (reader: PageVisit, name = 'dataLayer'): Promise<Push[]> =>
  reader.page.evaluate(
    (list) => JSON.parse(JSON.stringify((window as unknown as Record<string, unknown>)[list] ?? [])) as Push[],
    name,
  );

/** Calls Zephr's `run` and waits for it. */
const runs = (reader: PageVisit, ...call: unknown[]): Promise<void> =>
  reader.page.evaluate(async (given) => {
    await window.zephrBrowser.run(...given);
  }, call);

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

  test('waits for a config that stands further down the page', async () => {
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

  test('rejects nothing where the config cannot be had: the fault is told', async () => {
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
  test('is told once all of the page shows what was decided, on the document', async () => {
    await using reader = await visit({ before: NOTE });
    await hears(reader, 'browserDecisionsFinished');
    await new Promise((done) => setTimeout(done, 300));

    assert.deepEqual(await noted(reader), [['browserDecisionsFinished', true, 0, 'walled walled']]);
  });

  test('is told again when it was decided anew', async () => {
    await using reader = await visit({ before: NOTE });
    await hears(reader, 'browserDecisionsFinished');
    await reader.page.evaluate((token) => window.Zephr.setToken(token), GOLD);
    await hears(reader, 'browserDecisionsFinished', 2);

    assert.equal((await noted(reader))[1]![3], 'shown shown');
  });

  test('is told of a page whose rules need another file', async () => {
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

const COUNTED = configWithFeatures(
  {
    articles: {
      title: 'Articles',
      rules: {
        anonymous: {
          start: 'test',
          nodes: {
            test: { type: 'split-test', test: 'price', exits: { a: 'trial', b: 'trial' } },
            trial: { type: 'trial', tracker: 'stories', limit: 3, yes: 'hours', no: WALL },
            hours: { type: 'time-trial', tracker: 'day', duration: 24, unit: 'hours', yes: 'show', no: WALL },
          },
        },
      },
    },
    videos: { rules: { anonymous: WALL } },
  },
  {
    splitTests: {
      price: {
        title: 'Prices',
        groups: [
          { id: 'a', weight: 1 },
          { id: 'b', weight: 0 },
        ],
      },
    },
  },
);

suite('the data layer', TOGETHER, () => {
  test('is left alone where nobody asks for it', async () => {
    await using reader = await visit({ before: NOTE });
    await hears(reader, 'browserDecisionsFinished');

    assert.deepEqual(await pushes(reader), []);
    assert.ok(!reader.requests.some(({ path }) => path.includes('tools')));
  });

  for (const [says, head] of [
    ['before the script', `<script>window.Zephr = { includeOutcomes: true };</script>${SCRIPT}`],
    ['in the queue', `<script>(window.Zephr = window.Zephr || []).includeOutcomes = true;</script>${SCRIPT}`],
    ['after the script', `${SCRIPT}<script>window.Zephr.includeOutcomes = true;</script>`],
  ] as const) {
    test(`is on where the page has set one of Zephr’s switches ${says}`, async () => {
      await using reader = await visit({ before: NOTE, html: aPage(BODY, head) });
      await hears(reader, 'dataLayerReady');
      const [view, ...more] = await pushes(reader);

      assert.deepEqual(more, []);
      assert.deepEqual(view, {
        event: 'zephr-pageview',
        outcomes: Object.fromEntries(
          Object.entries({ articles: 'Articles', videos: 'Videos' }).map(([id, featureLabel]) => [
            id,
            {
              featureLabel,
              outcomeId: `/features/${id}/rules/anonymous`,
              outcomeLabel: `/features/${id}/rules/anonymous`,
            },
          ]),
        ),
      });
      assert.deepEqual(
        (await noted(reader)).map(([type]) => type),
        ['browserDecisionsFinished', 'dataLayerReady'],
      );
    });
  }

  test('is on where the page runs Zephr’s own library', async () => {
    await using reader = await visit({ before: NOTE });
    await runs(reader, {});
    await hears(reader, 'dataLayerReady');

    assert.deepEqual(
      (await pushes(reader)).map(({ event }) => event),
      ['zephr-pageview'],
    );
  });

  test('is off where the config says so', async () => {
    const config = exampleConfig({ dataLayer: false });
    await using reader = await visit({ before: NOTE, config });
    await runs(reader, {});
    await hears(reader, 'browserDecisionsFinished', 2);

    assert.deepEqual(await pushes(reader), []);
  });

  test('tells trials by Zephr’s names, and the groups of tests', async () => {
    const config = { ...COUNTED, dataLayer: { name: 'tags', events: [] } };
    await using reader = await visit({ before: NOTE, config, html: aPage(BODY) });
    await hears(reader, 'dataLayerReady');
    const [view] = await pushes(reader, 'tags');
    const { 'trial-day-entryTime': entry, 'trial-day-timeRemaining': left, ...rest } = view!;

    assert.deepEqual(rest, {
      event: 'zephr-pageview',
      'trial-stories-creditsUsed': 1,
      'trial-stories-creditsRemaining': 2,
      'trial-day-duration': 24,
      'trial-day-durationUnits': 'HOURS',
      'trial-day-hits': 1,
      splitTests: [
        {
          splitTestId: 'price',
          splitTestName: 'Prices',
          testGroup: { value: 'a', name: 'a', parentSplitTestId: 'price' },
        },
      ],
    });
    assert.ok(Number(entry) > 1e12 && Number(left) > 0);
  });

  test('tells each outcome as an event, and again when it is another one', async () => {
    const head = `<script>window.Zephr = { outcomesAsEvents: true, groupFields: true };</script>${SCRIPT}`;
    await using reader = await visit({ before: NOTE, html: aPage(BODY, head), config: COUNTED });
    await hears(reader, 'dataLayerReady');
    await reader.page.evaluate(() => window.Zephr.refresh());
    await hears(reader, 'dataLayerReady', 2);
    const [view, ...outcomes] = await pushes(reader);

    assert.deepEqual(Object.keys(view!).sort(), ['event', 'zephr']);
    assert.deepEqual(outcomes, [
      {
        event: 'zephr-outcome-articles',
        zephr: { featureId: 'articles', featureLabel: 'Articles', outcomeId: 'show', outcomeLabel: 'Show content' },
      },
      {
        event: 'zephr-outcome-videos',
        zephr: { featureId: 'videos', featureLabel: 'videos', outcomeId: 'wall', outcomeLabel: 'Wall' },
      },
    ]);
  });

  test('has a page view for each address, and outcomes after it', async () => {
    const head = `<script>window.Zephr = { outcomesAsEvents: true };</script>${SCRIPT}`;
    await using reader = await visit({ before: NOTE, html: aPage(place('videos'), head) });
    await hears(reader, 'dataLayerReady');
    await reader.page.evaluate(() => {
      history.pushState(null, '', '/next');
      return window.Zephr.refresh();
    });
    await hears(reader, 'dataLayerReady', 2);

    assert.deepEqual(
      (await pushes(reader)).map(({ event }) => event),
      ['zephr-pageview', 'zephr-outcome-videos', 'zephr-pageview', 'zephr-outcome-videos'],
    );
  });

  test('that throws, or that is none, does the page no harm', async () => {
    const before = `${NOTE} window.dataLayer = { push() { throw new Error('theirs'); } };`;
    await using reader = await visit({ before, config: exampleConfig({ dataLayer: {} }) });
    await hears(reader, 'dataLayerReady');

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });
});

/** A wall as it sends its form: asks the page what to send, sends it, and tells of the answer. */
const SEND = `window.send = async (component, data) => {
  const waiting = [];
  const detail = { component, data, wait: (promise) => waiting.push(promise) };
  document.dispatchEvent(new CustomEvent('zephr-form-data', { detail, cancelable: true }));
  const sent = (await Promise.all(waiting)).at(-1) ?? detail.data;
  document.dispatchEvent(new CustomEvent('zephr-form-response', { detail: { component, data: sent, response: { ok: true } } }));
  return sent;
};`;

suite('window.Blaize', TOGETHER, () => {
  const sends = (reader: PageVisit, component = 'register'): Promise<unknown> =>
    reader.page.evaluate(
      (id) =>
        (window as unknown as { send: (id: string, data: object) => Promise<object> }).send(id, {
          email: 'a@b.example',
        }),
      component,
    );

  test('maps what a form sends, one processor after the other, and tells of the answer', async () => {
    await using reader = await visit({ before: `${NOTE}${SEND}` });
    await hears(reader, 'browserDecisionsFinished');
    await reader.page.evaluate(() => {
      const { Blaize } = window;
      Blaize.registerFormPreProcessor('register', (data) => ({ ...data, source: 'wall' }));
      Blaize.registerFormPreProcessor('register', async (data) => ({ ...data, twice: `${data['source']}!` }));
      Blaize.registerFormPreProcessor('register', () => undefined);
      Blaize.registerFormPostProcessor('register', (data, response) => {
        (window as unknown as { after: unknown }).after = [data, response];
      });
    });
    const sent = await sends(reader);
    const mapped = { email: 'a@b.example', source: 'wall', twice: 'wall!' };

    assert.deepEqual(sent, mapped);
    assert.deepEqual(await reader.page.evaluate(() => (window as unknown as { after: unknown }).after), [
      mapped,
      { ok: true },
    ]);
    assert.deepEqual(await sends(reader, 'another'), { email: 'a@b.example' });
  });

  test('takes what was queued before it was there', async () => {
    const queue = `<script>(window.Blaize = window.Blaize || []).push(['registerFormPreProcessor', 'register', (data) => ({ ...data, early: 'yes' })]);</script>`;
    await using reader = await visit({ before: `${NOTE}${SEND}`, html: aPage(BODY, queue + SCRIPT) });
    await hears(reader, 'browserDecisionsFinished');

    assert.deepEqual(await sends(reader), { email: 'a@b.example', early: 'yes' });
  });

  test('tells of a processor that throws, without the form’s data, and sends the form', async () => {
    await using reader = await visit({ before: `${NOTE}${SEND}` });
    await hears(reader, 'browserDecisionsFinished');
    await reader.page.evaluate(() => {
      window.Blaize.registerFormPreProcessor('register', () => {
        throw new Error('mine');
      });
      window.Blaize.registerFormPostProcessor('register', () => Promise.reject(new Error('mine too')));
    });
    const sent = await sends(reader);
    await reader.page.waitForFunction(
      () =>
        (window as unknown as { seen: { type: string }[] }).seen.filter(({ type }) => type === 'zephr-fault').length ===
        2,
    );

    assert.deepEqual(sent, { email: 'a@b.example' });
    assert.doesNotMatch(JSON.stringify(await reader.events('zephr-fault')), /a@b/);
  });
});
