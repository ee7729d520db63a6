/** Stored counts: broken, blocked, and with a clock that was set back. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, place, TOGETHER, useBrowser, type PageVisit, SHOWN, WALLED } from '../support/bare-page.js';
import { readBuilt } from '../support/built-files.js';
import {
  aSite,
  aStory,
  configWithTrial,
  itemsIn,
  read,
  remaining,
  storedIn,
  USED_UP,
  decideAgain,
  reload,
} from '../support/counting-pages.js';
import { KEEPS_FAILED_MODULES, keepsFailedModules } from '../support/keeps-failed-modules.js';

const { visit } = useBrowser();

suite('stored text that is not a ledger', TOGETHER, () => {
  const rows: Readonly<Record<string, string>> = {
    'no JSON': '{"version":1,"acc',
    'another kind of value': '7',
    'no version': '{"accounts":{}}',
    'accounts that are a list': '{"version":1,"reader":"a","latest":1,"accounts":[]}',
    'malformed entries':
      '{"version":1,"reader":"a","latest":1,"accounts":{"":{"seen":{"stories":[["a"],null,7,["b","/9","now"]],"other":7}},"__proto__":null,"x":{"seen":7}}}',
    'a malformed reader': `{"version":1,"reader":"<b>","latest":1e999,"accounts":{"":{"seen":{}}}}`,
  };
  for (const [says, text] of Object.entries(rows)) {
    test(`${says} is discarded and reported, and the page counts from then on`, async () => {
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

    assert.deepEqual(await itemsIn(reader.page), ['/1', '/2']);
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

test('a file that does not arrive makes a fault of the features that count, until a refresh finds it', async (context) => {
  let lost = true;
  const code = await readBuilt('chunks/usage.js');
  await using reader = await visit(
    aSite({
      routes: {
        '/chunks/usage.js': (_request, response) =>
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
