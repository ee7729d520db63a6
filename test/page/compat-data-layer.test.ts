/** Zephr's data layer and its switches. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
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
import { BODY, NOTE, WALL, hears, noted, runs } from '../support/page-from-zephr.js';

const { visit } = useBrowser();

type Push = Readonly<Record<string, unknown>> & { readonly event: string };

const pushes = (reader: PageVisit, name = 'dataLayer'): Promise<Push[]> =>
  reader.page.evaluate(
    (list) => JSON.parse(JSON.stringify((window as unknown as Record<string, unknown>)[list] ?? [])) as Push[],
    name,
  );

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
  test('is left alone in a page that does not use it', async () => {
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
              outcomeLabel: 'hide register',
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

  test('names trials as Zephr does, and the groups of tests', async () => {
    const config = { ...COUNTED, dataLayer: { name: 'tags', events: [] } };
    await using reader = await visit({ before: NOTE, config, html: aPage(BODY) });
    await hears(reader, 'dataLayerReady');
    const [view] = await pushes(reader, 'tags');
    const { 'trial-day-trackerEntryTime': entry, 'trial-day-trialTimeRemaining': left, ...rest } = view!;

    assert.deepEqual(rest, {
      event: 'zephr-pageview',
      'trial-stories-creditsUsed': 1,
      'trial-stories-creditsRemaining': 2,
      'trial-day-trialDuration': 24,
      'trial-day-trialDurationUnits': 'HOURS',
      'trial-day-trackerHits': 1,
      splitTests: [
        {
          splitTestId: 'price',
          splitTestName: 'Prices',
          testGroup: { value: 'a', name: 'a', parentSplitTestId: 'price' },
        },
      ],
    });
    assert.match(String(entry), /^\d{4}-\d\d-\d\dT.*Z\[UTC\]$/);
    assert.ok(Number(left) > 0);
  });

  test('gets each outcome as an event, and again when it is another one', async () => {
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

  test('has the fields of the reader that the config lists, and no others', async () => {
    const config = exampleConfig({
      jwt: { ...(exampleConfig()['jwt'] as object), userAttributes: { privateClaimName: 'attributes' } },
      dataLayer: {
        events: [],
        fields: ['logged-in', 'active-products', 'session-count'],
        userAttributes: ['plan', 'none'],
      },
    });
    const token = aToken({ prod: 'gold', attributes: { plan: 'yearly', email: 'reader@example.org' } });
    await using reader = await visit({ before: NOTE, config, token });
    await hears(reader, 'dataLayerReady');

    assert.deepEqual(await pushes(reader), [
      {
        event: 'zephr-pageview',
        ...{ loggedIn: true, activeProducts: ['gold'], sessionCount: 1, userAttributes: { plan: 'yearly' } },
      },
    ]);
  });

  test('goes on without these fields where their file does not arrive', async () => {
    const config = exampleConfig({ dataLayer: { events: [], fields: ['logged-in'] } });
    await using reader = await visit({
      ...{ before: NOTE, config },
      routes: { '/chunks/data-layer.js': (_request, response) => void response.writeHead(404).end() },
    });
    await hears(reader, 'dataLayerReady');

    assert.deepEqual(await pushes(reader), [{ event: 'zephr-pageview' }]);
    assert.match((await reader.faults()).join(), /^chunk-unreachable/);
  });

  test('has Zephr’s events of forms where the config asks for them, without what is typed', async () => {
    const config = exampleConfig({ dataLayer: { events: [], formEvents: true } });
    await using reader = await visit({ before: NOTE, config, html: aPage(place('articles')) });
    await hears(reader, 'dataLayerReady');
    await reader.page.waitForFunction(
      () => (window as unknown as { dataLayer: Push[] }).dataLayer.some(({ event }) => event === 'zephr_form_view'),
      { timeout: 8000 },
    );
    await reader.page.evaluate(() => {
      const field = document.querySelector('zephr-registration-wall')!.shadowRoot!.querySelector('input')!;
      field.focus();
      field.value = 'ada@example.org';
      field.dispatchEvent(new Event('change', { bubbles: true }));
      field.blur();
    });
    const all = (await pushes(reader)).filter(({ event }) => event.startsWith('zephr_form'));
    const form = { formType: 'Registration', formId: 'register', feature: 'articles' };
    const outcomeId = '/features/articles/rules/anonymous';

    assert.deepEqual(all, [
      { event: 'zephr_form_render', ...form, outcomeId },
      { event: 'zephr_form_view', ...form, outcomeId },
      { event: 'zephr_form_input_change', ...form, outcomeId, inputName: 'email' },
      { event: 'zephr_form_input_blur', ...form, outcomeId, inputName: 'email' },
    ]);
  });

  test('that throws, or that is not a list, does the page no harm', async () => {
    const before = `${NOTE} window.dataLayer = { push() { throw new Error('theirs'); } };`;
    await using reader = await visit({ before, config: exampleConfig({ dataLayer: {} }) });
    await hears(reader, 'dataLayerReady');

    assert.equal(await reader.shows('articles'), 'walled registration-wall');
  });
});
