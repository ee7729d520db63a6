/** The traffic of a rule in the console: the counts of an endpoint at the exits. */
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { countEvents } from '../../src/endpoint/events/count-events.js';
import { readDimensions } from '../../src/endpoint/events/read-dimensions.js';
import { openSqliteStore } from '../../src/endpoint/sqlite/open-sqlite-store.js';
import { DAY_MS } from '../../src/lib/day.js';
import type { Config } from '../../src/model/config.js';
import { startConsole, useConsoleBrowser, type ServedConsole } from '../support/console-page.js';

const NEWS = { type: 'url-path', condition: 'starts-with', value: '/news' };
const CONFIG = {
  version: 1,
  features: {
    articles: {
      rules: {
        anonymous: {
          start: 'news',
          nodes: { news: { ...NEWS, yes: 'phone', no: 'show' }, phone: { type: 'device', is: 'mobile', yes: 'show' } },
        },
      },
    },
  },
};
const { open } = useConsoleBrowser();

suite('the traffic of a rule', () => {
  let server: ServedConsole;
  before(async () => {
    server = await startConsole(CONFIG, { options: ['--store', 'zephr.sqlite'] });
    const dimensions = readDimensions(CONFIG as unknown as Config);
    const event = { type: 'decision', feature: 'articles', userState: 'anonymous', outcomeId: 'show' };
    const takes = (count: number, exits: object): object[] =>
      Array.from({ length: count }, () => ({ ...event, exits }));
    const store = await openSqliteStore(join(server.folder, 'zephr.sqlite'));
    const addOn = (daysAgo: number, events: readonly object[]): Promise<void> =>
      store.addCounts(
        new Date(Date.now() - daysAgo * DAY_MS).toISOString().slice(0, 10),
        countEvents(events, dimensions),
      );
    await addOn(0, [...takes(30, { news: 'no' }), ...takes(8, { news: 'yes', phone: 'no' })]);
    await addOn(3, takes(2, { news: 'yes', phone: 'yes' }));
    await addOn(60, takes(40, { news: 'no' }));
    store.close();
  });
  after(() => server[Symbol.asyncDispose]());

  test('is at each exit of the outline and of the canvas, for the days that are chosen', async () => {
    await using app = await open(server.address);
    await app.find('button', 'Undo');
    await app.page.evaluate(() => void (location.hash = '#/features/articles/anonymous'));
    await app.choose('Traffic', '7');
    await app.find('treeitem', 'No, Show content, 30 of 40 decisions, 75 %');
    await app.find('treeitem', 'Yes, Show content, 2 of 10 decisions, 20 %');
    await app.page.waitForSelector('.exit .badge ::-p-text(75 %)');
    const width = await app.page.waitForSelector('.arrow');
    assert.equal(await width!.evaluate((arrow) => getComputedStyle(arrow).strokeWidth), '2.5px');

    await app.choose('Traffic', '90');
    await app.find('treeitem', 'No, Show content, 70 of 80 decisions, 88 %');
    await app.choose('Traffic', '0');
    await app.find('treeitem', 'No, Show content');
    assert.deepEqual(app.errors, []);
  });

  test('is asked for whole days of a known number, by those who have the token', async () => {
    for (const query of ['', '?days=0', '?days=91', '?days=1.5', '?days=x'])
      assert.equal((await server.ask('GET', `/api/traffic${query}`)).status, 400, query);
    assert.equal((await fetch(`${server.origin}/api/traffic?days=7`)).status, 401);
  });

  test('says why it cannot be read, and shows nothing', async () => {
    await using other = await startConsole(CONFIG, { options: ['--store', 'zephr.sqlite'] });
    await rm(join(other.folder, 'zephr.sqlite'), { force: true });
    await using app = await open(other.address);
    await app.find('button', 'Undo');
    await app.page.evaluate(() => void (location.hash = '#/features/articles/anonymous'));
    await app.choose('Traffic', '30');

    await app.waitFor('zephr.sqlite cannot be read: the file does not exist');
  });

  test('is no choice where no store was named', async () => {
    await using other = await startConsole(CONFIG);
    await using app = await open(other.address);
    await app.find('button', 'Undo');
    await app.page.evaluate(() => void (location.hash = '#/features/articles/anonymous'));
    await app.find('combobox', 'Compare with');

    assert.equal(await app.has('combobox', 'Traffic'), false);
    assert.equal((await other.ask('GET', '/api/traffic?days=7')).status, 400);
  });
});
