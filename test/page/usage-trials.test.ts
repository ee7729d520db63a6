/** Trials and split tests as readers meet them. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, place, TOGETHER, useBrowser, type PageVisit, SHOWN, WALLED } from '../support/bare-page.js';
import {
  aSite,
  configWithTrial,
  itemsIn,
  read,
  remaining,
  storedIn,
  USED_UP,
  decideAgain,
  reload,
} from '../support/counting-pages.js';

const { visit } = useBrowser();

suite('a trial of three articles', TOGETHER, () => {
  test('shows three, and a wall in place of the fourth', async () => {
    await using reader = await visit(aSite());
    const shows = [await reader.shows('articles')];
    for (const path of ['/2', '/3', '/4']) shows.push(await read(reader, path));

    assert.deepEqual(shows, [SHOWN, SHOWN, SHOWN, WALLED]);
    assert.deepEqual(await itemsIn(reader.page), ['/1', '/2', '/3']);
  });

  test('lets an article that counted be read again, then and when it is used up', async () => {
    await using reader = await visit(aSite());
    const shows = [await reload(reader), await read(reader, '/1?page=2'), await remaining(reader)];
    for (const path of ['/2', '/3', '/4', '/1']) shows.push(await read(reader, path));

    assert.deepEqual(shows, [SHOWN, SHOWN, 2, SHOWN, SHOWN, WALLED, SHOWN]);
  });

  test('is left as it is by dry runs, by `decide()` and by what is asked again', async () => {
    await using reader = await visit(aSite({ html: aPage('') }));
    await reader.page.evaluate(async () => {
      await window.Zephr.decide('articles', { dryRun: true });
      await window.Zephr.decide();
    });
    const before = await storedIn(reader.page);
    await reader.decide('articles');
    await reader.decide('articles');

    assert.equal(before, null);
    assert.deepEqual(await itemsIn(reader.page), ['/1']);
  });

  test('is shared by the features of its tracker: one page is one article', async () => {
    const { features } = configWithTrial() as { features: Record<string, object> };
    await using reader = await visit(
      aSite(
        { config: { ...configWithTrial(), features: { ...features, videos: features['articles'] } } },
        place('articles') + place('videos'),
      ),
    );

    assert.deepEqual(await itemsIn(reader.page), ['/1']);
    assert.equal(await remaining(reader), 2);
  });

  test('keeps nothing in the browser where no rule counts', async () => {
    await using reader = await visit(aSite({ config: { version: 1, features: { articles: {} } } }));

    assert.deepEqual(await reader.page.evaluate(() => ({ ...localStorage })), {});
  });

  test('stores no names: only random ids and paths', async () => {
    await using reader = await visit(aSite());
    const { reader: id, accounts, ...rest } = (await storedIn(reader.page))!;

    assert.match(id, /^[0-9a-f]{32}$/);
    assert.deepEqual(Object.keys(accounts), ['']);
    assert.deepEqual(Object.keys(rest), ['version', 'latest']);
    assert.match(accounts['']!.seen['stories']![0]![0], /^[0-9a-f]{16}$/);
  });
});

suite('a trial of page views', TOGETHER, () => {
  const config = configWithTrial({ counts: 'page-view' });

  test('counts a reload once more, and deciding again not', async () => {
    await using reader = await visit(aSite({ config }));
    await decideAgain(reader);
    await reader.page.evaluate(() => window.Zephr.setCustomData({ a: 1 }));
    const first = await itemsIn(reader.page);
    await reload(reader);

    assert.deepEqual([first, await itemsIn(reader.page)], [['/1'], ['/1', '/1']]);
  });

  test('counts another path in the same document, and not the same one with another query', async () => {
    await using reader = await visit(aSite({ config }));
    const go = (path: string): Promise<void> =>
      reader.page.evaluate((to) => {
        history.pushState(null, '', to);
        return window.Zephr.refresh();
      }, path);
    await go('/1?page=2');
    const same = await itemsIn(reader.page);
    await go('/2');
    await go('/1');

    assert.deepEqual([same, await itemsIn(reader.page)], [['/1'], ['/1', '/2', '/1']]);
  });

  test('goes on in the page that took the last one', async () => {
    await using reader = await visit(aSite({ config: configWithTrial({ counts: 'page-view', limit: 1 }) }));
    await decideAgain(reader);
    const stays = await reader.shows('articles');

    assert.deepEqual([stays, await reload(reader)], [SHOWN, WALLED]);
  });

  test('counts a second start in the same document as the same view', async () => {
    await using reader = await visit(aSite({ config }));
    await reader.page.evaluate(() => window.Zephr.start('/zephr.json'));
    await reader.settled();
    await reader.decide('articles');

    assert.deepEqual(await itemsIn(reader.page), ['/1']);
  });
});

suite('a count that the reader takes away', TOGETHER, () => {
  test('is gone, and the page counts on', async () => {
    await using reader = await visit(aSite());
    await read(reader, '/2');
    await reader.page.evaluate(() => {
      localStorage.removeItem('zephr-usage');
      return window.Zephr.refresh();
    });

    assert.deepEqual(await itemsIn(reader.page), ['/2']);
    assert.equal(await remaining(reader), 2);
  });
});

suite('a split test', TOGETHER, () => {
  const group = (id: string): object => ({ id, content: 'show' });
  const config = {
    ...configWithTrial(),
    splitTests: {
      price: {
        groups: [
          { id: 'a', weight: 1 },
          { id: 'b', weight: 1 },
          { id: 'c', weight: 1 },
          { id: 'd', weight: 1 },
        ],
      },
    },
    features: {
      articles: {
        rules: {
          anonymous: {
            type: 'split-test',
            test: 'price',
            exits: { a: group('a'), b: group('b'), c: group('c'), d: group('d') },
          },
        },
      },
    },
  };
  const groupOf = async (reader: PageVisit): Promise<string | undefined> =>
    (await reader.decide('articles')).splitTests['price'];

  test('keeps an anonymous reader in one group, page by page', async () => {
    await using reader = await visit(aSite({ config }));
    const groups = [await groupOf(reader)];
    for (const path of ['/2', '/3', '/4']) {
      await storedIn(reader.page);
      await read(reader, path);
      groups.push(await groupOf(reader));
    }

    assert.equal(new Set(groups).size, 1, groups.join());
    assert.deepEqual(await reader.page.evaluate(() => window.Zephr.accessDetails.testGroups), { price: groups[0] });
  });

  test('puts readers into more than one group', async () => {
    const groups = new Set<string | undefined>();
    for (let count = 0; count < 12; count++) {
      await using reader = await visit(aSite({ config }));
      groups.add(await groupOf(reader));
    }

    assert.ok(groups.size > 1);
  });
});

test('the members that trials and tests add to Zephr’s own global', async () => {
  const timed = { type: 'time-trial', tracker: 'launch', duration: 2, unit: 'hours', yes: 'metered', no: USED_UP };
  const { features } = configWithTrial() as { features: { articles: { rules: { anonymous: object } } } };
  const rule = { start: 'timed', nodes: { timed, metered: features.articles.rules.anonymous } };
  await using reader = await visit(
    aSite({ config: { ...configWithTrial(), features: { articles: { rules: { anonymous: rule } } } } }),
  );
  await decideAgain(reader);
  const details = await reader.page.evaluate(() => window.Zephr.accessDetails);
  const launch = details.timeTrials['launch'] as { entryTime: string; timeRemainingInTrial: number };

  assert.deepEqual(details.trials, {
    stories: {
      totalCredits: 3,
      remainingCredits: 2,
      tracker: 'stories',
      reportInDataLayer: false,
      dataLayerCreditsUsedKey: 'trial-stories-creditsUsed',
      dataLayerCreditsRemainingKey: 'trial-stories-creditsRemaining',
      decrementedInDecision: true,
      usedInDecision: true,
    },
  });
  assert.deepEqual(details.trialTrackingDetails, [
    {
      entitlementId: 'stories',
      entitlementType: 'trial',
      trackCreditsUsed: false,
      trackCreditsRemaining: false,
      creditsUsedKey: 'trial-stories-creditsUsed',
      creditsRemainingKey: 'trial-stories-creditsRemaining',
    },
  ]);
  assert.deepEqual(Object.keys(details.timeTrials), ['launch']);
  assert.match(launch.entryTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\[UTC\]$/);
  assert.ok(Math.abs(Date.now() - Date.parse(launch.entryTime.slice(0, -'[UTC]'.length))) < 60_000);
  assert.ok(launch.timeRemainingInTrial > 7_000_000 && launch.timeRemainingInTrial <= 7_200_000);
  assert.deepEqual(
    { ...launch, entryTime: '', timeRemainingInTrial: 0 },
    {
      reportInDataLayer: false,
      trialDurationUnits: 'HOURS',
      trialDuration: 2,
      entryTime: '',
      trackerHits: 1,
      timeRemainingInTrial: 0,
      dataLayerTrialDurationKey: 'trial-launch-trialDuration',
      dataLayerTrialDurationUnitsKey: 'trial-launch-trialDurationUnits',
      dataLayerTrackerEntryTimeKey: 'trial-launch-trackerEntryTime',
      dataLayerTrackerHitsKey: 'trial-launch-trackerHits',
      dataLayerTrialTimeRemainingKey: 'trial-launch-trialTimeRemaining',
      activeInDecision: true,
    },
  );
});

test('page views in a time trial are counted once each, and no longer when it is over', async () => {
  const timed = { type: 'time-trial', tracker: 'launch', duration: 1, unit: 'hours', yes: 'show', no: USED_UP };
  const config = {
    ...configWithTrial(),
    features: { articles: { rules: { anonymous: timed } }, videos: { rules: { anonymous: timed } } },
  };
  const before = `{ const now = Date.now; Date.now = () => now() + Number(localStorage.shift ?? 0); }`;
  await using reader = await visit(aSite({ config, before }));
  const hits = (): Promise<unknown> =>
    reader.page.evaluate(
      () => (window.Zephr.accessDetails.timeTrials['launch'] as { trackerHits: number }).trackerHits,
    );
  await decideAgain(reader);
  const counted = [await hits()];
  for (const path of ['/2', '/3']) {
    await reader.page.evaluate((to) => history.pushState({}, '', to), path);
    await decideAgain(reader);
    await decideAgain(reader);
    counted.push(await hits());
  }
  for (const shift of [0, 3_600_001]) {
    await reader.page.evaluate((ms) => localStorage.setItem('shift', String(ms)), shift);
    await reader.page.reload();
    await decideAgain(reader);
    counted.push(await hits());
  }

  assert.deepEqual(counted, [1, 2, 3, 4, 4]);
});
