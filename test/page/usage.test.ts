import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, place, SCRIPT, TOGETHER, useBrowser, type PageVisit } from '../support/bare-page.js';
import {
  aSite,
  aStory,
  configWithTrial,
  itemsIn,
  read,
  remaining,
  storedIn,
  USED_UP,
} from '../support/counting-pages.js';
import { KEEPS_FAILED_MODULES, keepsFailedModules } from '../support/keeps-failed-modules.js';

const { visit } = useBrowser();

const SHOWN = 'shown';
const WALLED = 'walled registration-wall';

const reload = async (reader: PageVisit): Promise<string> => {
  await reader.page.reload({ waitUntil: 'domcontentloaded' });
  await reader.settled();
  return reader.shows('articles');
};
const decideAgain = (reader: PageVisit): Promise<void> => reader.page.evaluate(() => window.Zephr.refresh());

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

  test('names nobody: what is stored is random or a path', async () => {
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

suite('a page that comes back from the back/forward cache', () => {
  test('counts nothing, and is decided on what was counted meanwhile', async (context) => {
    await using reader = await visit(aSite({ config: configWithTrial({ counts: 'page-view', limit: 2 }) }));
    await reader.page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
      addEventListener('zephr-decision', () => Object.assign(window, { decidedAgain: true }));
    });
    await read(reader, '/2');
    await reader.page.goBack({ waitUntil: 'load' });
    const persisted = await reader.page.evaluate(() => (window as { persisted?: boolean }).persisted === true);
    if (!persisted) return context.skip('this browser did not keep the page');
    await reader.page.waitForFunction(() => (window as { decidedAgain?: boolean }).decidedAgain);

    assert.deepEqual(await itemsIn(reader.page), ['/1', '/2']);
    assert.equal(await reader.shows('articles'), SHOWN);
    assert.equal(await remaining(reader), 0);
  });
});

suite('a page that the browser makes ready ahead', () => {
  test('counts when its reader comes, and not before', async (context) => {
    const rules = { prerender: [{ source: 'list', urls: ['/2'], eagerness: 'immediate' }] };
    const html = aPage(
      `${place('articles')}<a id="next" href="/2">Next</a>`,
      `${SCRIPT}<script>
        if (document.prerendering) addEventListener('zephr-decision', () => void fetch('/decided'));
      </script>`,
    );
    await using reader = await visit(aSite({ html, routes: { '/decided': '' } }));
    await reader.page.evaluate((speculation) => {
      const script = document.createElement('script');
      script.type = 'speculationrules';
      script.textContent = JSON.stringify(speculation);
      document.head.append(script);
    }, rules);
    const asked = async (wanted: string): Promise<boolean> => {
      const isAsked = (): boolean => reader.requests.some(({ path }) => path === wanted);
      for (let wait = 0; wait < 100 && !isAsked(); wait++) await new Promise((done) => setTimeout(done, 50));
      return isAsked();
    };
    if (!(await asked('/2'))) return context.skip('this browser makes nothing ready ahead');
    assert.ok(await asked('/decided'), 'it is decided before its reader comes');
    // Time to count, if it were to.
    await new Promise((done) => setTimeout(done, 300));
    const before = await itemsIn(reader.page);
    await Promise.all([
      reader.page.waitForNavigation({ waitUntil: 'domcontentloaded' }),
      reader.page.evaluate(() => document.getElementById('next')!.click()),
    ]);
    const ahead = await reader.page.evaluate(
      () =>
        (performance.getEntriesByType('navigation')[0] as unknown as { activationStart: number }).activationStart > 0,
    );
    if (!ahead) return context.skip('this browser did not use what it made ready');
    await reader.settled();
    await reader.page.waitForFunction(() => localStorage.getItem('zephr-usage')?.includes('"/2"'));

    assert.deepEqual([before, await itemsIn(reader.page)], [['/1'], ['/1', '/2']]);
  });
});

suite('several tabs', () => {
  const openTabs = async (reader: PageVisit, paths: readonly string[]): Promise<string[]> => {
    const tabs = await Promise.all(paths.map(() => reader.context.newPage()));
    await Promise.all(
      tabs.map((tab, index) => tab.goto(reader.server.origin + paths[index], { waitUntil: 'domcontentloaded' })),
    );
    for (const tab of tabs) {
      await tab.bringToFront();
      await tab.waitForSelector('zephr-feature:is([state="shown"],[state="walled"])');
    }
    // Until nothing has changed for a while, as tabs take turns in writing and hear of each other later.
    const look = async (): Promise<string[]> => {
      const states = tabs.map((tab) => tab.$eval('zephr-feature', (place) => place.getAttribute('state')!));
      return [...(await Promise.all(states)), JSON.stringify(await storedIn(reader.page))];
    };
    let seen: string[] = [];
    for (let quiet = 0; quiet < 5; quiet++) {
      await new Promise((done) => setTimeout(done, 100));
      const now = await look();
      if (now.join() !== seen.join()) quiet = 0;
      seen = now;
    }
    return seen.slice(0, -1);
  };

  test('that are opened at once lose nothing and count nothing twice', async () => {
    await using reader = await visit(aSite({ config: configWithTrial({ limit: 10 }) }));
    const paths = ['/2', '/3', '/4', '/5', '/6', '/7', '/8'];
    const states = await openTabs(reader, paths);

    assert.deepEqual(
      states,
      paths.map(() => 'shown'),
    );
    assert.deepEqual((await itemsIn(reader.page)).sort(), ['/1', ...paths]);
  });

  test('that are opened at once show as many articles as are left, and no more', async () => {
    await using reader = await visit(aSite());
    const states = await openTabs(reader, ['/2', '/3', '/4', '/5', '/6']);

    assert.equal(states.filter((state) => state === 'shown').length, 2);
    assert.equal((await itemsIn(reader.page)).length, 3);
  });

  test('of one article count it once', async () => {
    await using reader = await visit(aSite());
    await openTabs(reader, ['/2', '/2', '/2', '/2']);

    assert.deepEqual([...new Set(await itemsIn(reader.page))], ['/1', '/2']);
    assert.equal(await remaining(reader), 1);
  });

  for (const [says, meanwhile] of [
    ['', '0'],
    [', though the site has asked meanwhile', 'window.Zephr.decide("articles", { dryRun: true })'],
  ] as const) {
    test(`tell what was read in the others when their reader comes back to them${says}`, async (context) => {
      const left = { type: 'custom-block', html: '<p>{{trial.remaining}} left</p>' };
      const config = configWithTrial(
        { yes: { id: 'free', content: 'show', components: ['left'] } },
        { components: { left, register: { type: 'registration-wall' } } },
      );
      await using reader = await visit(aSite({ config }));
      const text = (): Promise<string> => reader.page.$eval('zephr-custom-block', (block) => block.textContent.trim());
      const before = await text();
      await openTabs(reader, ['/2']);
      if (await reader.page.evaluate(() => document.visibilityState === 'visible')) {
        return context.skip('this browser shows all tabs at once');
      }
      await reader.page.evaluate(meanwhile);
      await reader.page.bringToFront();
      await reader.page.waitForFunction(() =>
        document.querySelector('zephr-custom-block')!.textContent.includes('1 left'),
      );

      assert.deepEqual([before, await text()], ['2 left', '1 left']);
    });
  }
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

suite('what is stored and is no ledger', TOGETHER, () => {
  const rows: Readonly<Record<string, string>> = {
    'no JSON': '{"version":1,"acc',
    'another kind of value': '7',
    'no version': '{"accounts":{}}',
    'accounts that are none': '{"version":1,"reader":"a","latest":1,"accounts":[]}',
    'entries that are none':
      '{"version":1,"reader":"a","latest":1,"accounts":{"":{"seen":{"stories":[["a"],null,7,["b","/9","now"]],"other":7}},"__proto__":null,"x":{"seen":7}}}',
    'a reader that is none': `{"version":1,"reader":"<b>","latest":1e999,"accounts":{"":{"seen":{}}}}`,
  };
  for (const [says, text] of Object.entries(rows)) {
    test(`${says} is dropped and told of, and the page counts from then on`, async () => {
      await using reader = await visit(
        aSite({
          before: `if (!sessionStorage.done) { sessionStorage.done = 1; localStorage.setItem('zephr-usage', ${JSON.stringify(text)}); }`,
        }),
      );
      const faults = await reader.faults();
      const first = await remaining(reader);
      await read(reader, '/2');

      assert.deepEqual([faults, first], [['usage-broken'], 2]);
      assert.deepEqual([await itemsIn(reader.page), await reader.faults()], [['/1', '/2'], []]);
    });
  }

  test('but of a newer SDK stays as it is', async () => {
    const text = '{"version":2,"new":true}';
    await using reader = await visit(aSite({ before: `localStorage.setItem('zephr-usage', '${text}')` }));

    assert.deepEqual([await remaining(reader), await reader.faults()], [2, []]);
    assert.equal(await reader.page.evaluate(() => localStorage.getItem('zephr-usage')), text);
  });

  test('counts where its entries are sound, and its names mean nothing', async () => {
    const text = JSON.stringify({
      version: 1,
      reader: 'a',
      latest: 1,
      accounts: {
        '': {
          seen: JSON.parse('{"__proto__":[["1","/1",1]],"stories":[["2","/7",1],["3",8,1]]}') as object,
        },
      },
    });
    await using reader = await visit(aSite({ before: `localStorage.setItem('zephr-usage', '${text}')` }));

    assert.deepEqual([await remaining(reader), await reader.faults()], [1, ['usage-broken']]);
  });
});

suite('where the browser stores nothing', TOGETHER, () => {
  const blocked = `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } })`;
  const full = `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }`;
  for (const [says, before] of Object.entries({ blocked, full })) {
    test(`as its storage is ${says}, the count lasts as long as the page`, async () => {
      await using reader = await visit(aSite({ before, config: configWithTrial({ limit: 2 }) }));
      const go = (path: string): Promise<void> =>
        reader.page.evaluate((to) => {
          history.pushState(null, '', to);
          return window.Zephr.refresh();
        }, path);
      await go('/2');
      const second = await reader.shows('articles');
      await go('/3');
      const third = await reader.shows('articles');

      assert.deepEqual([second, third, await reload(reader), await reader.faults()], [SHOWN, WALLED, SHOWN, []]);
    });
  }

  test('as there are no Web Locks, it is counted all the same', async () => {
    await using reader = await visit(
      aSite({ before: `Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })` }),
    );
    await read(reader, '/2');

    assert.deepEqual(
      await reader.page.evaluate(() =>
        JSON.parse(localStorage.getItem('zephr-usage')!).accounts[''].seen.stories.map((entry: string[]) => entry[1]),
      ),
      ['/1', '/2'],
    );
  });

  test('elements of the page with the names of what is used change nothing', async () => {
    const named = ['addEventListener', 'localStorage', 'navigator', 'location', 'crypto', 'visibilityState', 'baseURI'];
    const html = aPage(
      `${named.map((name) => `<img name="${name}" id="${name}" alt="">`).join('')}${place('articles')}`,
    );
    await using reader = await visit(aSite({ html }));
    await read(reader, '/2');

    assert.deepEqual([await itemsIn(reader.page), await reader.faults()], [['/1', '/2'], []]);
  });
});

suite('a clock that is set back', TOGETHER, () => {
  const before = `{ const now = Date.now; Date.now = () => now() + Number(localStorage.shift ?? 0); }`;
  const DAY = 86_400_000;
  const shift = (reader: PageVisit, days: number): Promise<void> =>
    reader.page.evaluate((ms) => {
      localStorage['shift'] = String(ms);
    }, days * DAY);

  test('gains nothing, and what was read meanwhile counts when it is right again', async () => {
    await using reader = await visit(aSite({ before, config: configWithTrial({ window: 'calendar-month' }) }));
    await shift(reader, -65);
    const back = [await read(reader, '/2'), await read(reader, '/3'), await read(reader, '/4')];
    await shift(reader, 0);

    assert.deepEqual(
      [back, await read(reader, '/5'), await itemsIn(reader.page)],
      [[SHOWN, SHOWN, WALLED], WALLED, ['/1', '/2', '/3']],
    );
  });

  test('makes no time trial longer', async () => {
    const timed = { type: 'time-trial', duration: 2, unit: 'days', yes: { id: 'free', content: 'show' }, no: USED_UP };
    await using reader = await visit(
      aSite({ before, config: { ...configWithTrial(), features: { articles: { rules: { anonymous: timed } } } } }),
    );
    const shows = [await reader.shows('articles')];
    for (const days of [1.9, 2.1, 0, -30]) {
      await shift(reader, days);
      shows.push(await reload(reader));
      await storedIn(reader.page);
    }

    assert.deepEqual(shows, [SHOWN, SHOWN, WALLED, WALLED, WALLED]);
    assert.deepEqual(await itemsIn(reader.page, 'time:articles/anonymous'), ['']);
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

  test('keeps an anonymous reader in his group, page by page', async () => {
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

test('what trials and tests add to Zephr’s own global', async () => {
  const timed = { type: 'time-trial', tracker: 'launch', duration: 2, unit: 'hours', yes: 'metered', no: USED_UP };
  const { features } = configWithTrial() as { features: { articles: { rules: { anonymous: object } } } };
  const rule = { start: 'timed', nodes: { timed, metered: features.articles.rules.anonymous } };
  await using reader = await visit(
    aSite({ config: { ...configWithTrial(), features: { articles: { rules: { anonymous: rule } } } } }),
  );
  await decideAgain(reader);
  const details = await reader.page.evaluate(() => window.Zephr.accessDetails);
  const launch = details.timeTrials['launch'] as { entryTime: number; timeRemainingInTrial: number };

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
  assert.ok(Math.abs(Date.now() - launch.entryTime) < 60_000);
  assert.ok(launch.timeRemainingInTrial > 7_000_000 && launch.timeRemainingInTrial <= 7_200_000);
  assert.deepEqual(
    { ...launch, entryTime: 0, timeRemainingInTrial: 0 },
    {
      reportInDataLayer: false,
      trialDurationUnits: 'HOURS',
      trialDuration: 2,
      entryTime: 0,
      trackerHits: 1,
      timeRemainingInTrial: 0,
      dataLayerTrialDurationKey: 'trial-launch-duration',
      dataLayerTrialDurationUnitsKey: 'trial-launch-durationUnits',
      dataLayerTrackerEntryTimeKey: 'trial-launch-entryTime',
      dataLayerTrackerHitsKey: 'trial-launch-hits',
      dataLayerTrialTimeRemainingKey: 'trial-launch-timeRemaining',
      activeInDecision: true,
    },
  );
});

test('a file that does not arrive makes a fault of the features that count, until a refresh finds it', async (context) => {
  let lost = true;
  const { readFile } = await import('node:fs/promises');
  const code = await readFile(new URL('../../dist/chunks/usage.mjs', import.meta.url));
  await using reader = await visit(
    aSite({
      routes: {
        '/chunks/usage.mjs': (_request, response) =>
          void (lost
            ? response.writeHead(404).end()
            : response.writeHead(200, { 'content-type': 'text/javascript' }).end(code)),
        '/other': aStory(aPage('')),
      },
    }),
  );
  if (await keepsFailedModules(reader)) return context.skip(KEEPS_FAILED_MODULES);
  const before = [await reader.shows('articles'), await reader.faults()];
  lost = false;
  await decideAgain(reader);
  await reader.settled();

  assert.deepEqual(before, ['fault', ['chunk-unreachable /features/articles/rules/anonymous/type']]);
  assert.equal(await reader.shows('articles'), SHOWN);
});
