/** Sites: which products count on a page, and what it remembers of a reader with an account. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { builtFiles } from '../support/built-files.js';
import { configThatAsks, outcomeOf } from '../support/asking-rules.js';
import { aPage, aToken, exampleConfig, missing, place, TOGETHER, useBrowser } from '../support/bare-page.js';
import type { Route } from '../support/serve.js';

const { visit } = useBrowser();

const BODY = place('articles');
const HERE = { hosts: ['127.0.0.1', 'localhost'] };
const ELSEWHERE = { hosts: ['*.elsewhere.example'], group: 'regional' };
const limitedTo = (sites: readonly string[]): Record<string, unknown> =>
  exampleConfig({
    sites: { here: HERE, there: ELSEWHERE },
    products: { gold: { claimValue: 'gold', features: ['articles'], sites } },
  });

suite('a page', TOGETHER, () => {
  for (const [says, names, outcome] of [
    ['on the site', ['here'], 'yes'],
    ['on another site than that of the group', ['group:regional'], 'no'],
  ] as const)
    test(`is ${says}`, async () => {
      const config = configThatAsks({ type: 'site', sites: names }, { sites: { here: HERE, there: ELSEWHERE } });
      await using reader = await visit({ config, html: aPage(BODY) });

      assert.equal(await outcomeOf(reader), outcome);
    });

  test('of the site where a product counts makes its holder a customer', async () => {
    await using reader = await visit({
      config: limitedTo(['here']),
      html: aPage(BODY),
      token: aToken({ prod: 'gold' }),
    });

    assert.equal((await reader.decide('articles')).userState, 'customer');
    assert.deepEqual(await reader.page.evaluate(async () => (await window.Zephr.identity()).products), ['gold']);
  });

  test('of another site makes nobody a customer by that product', async () => {
    const config = limitedTo(['group:regional']);
    await using reader = await visit({ config, html: aPage(BODY), token: aToken({ prod: 'gold' }) });

    assert.equal((await reader.decide('articles')).userState, 'registered');
    assert.deepEqual(await reader.page.evaluate(async () => (await window.Zephr.identity()).products), []);
  });

  test('whose config has a host twice does not start', async () => {
    const config = exampleConfig({ sites: { here: HERE, there: { hosts: ['LOCALHOST'] } } });
    await using reader = await visit({ config, html: aPage(BODY) });

    const code = await reader.page.evaluate(() => window.Zephr.ready.catch((error: { code: string }) => error.code));
    assert.equal(code, 'host-twice');
  });

  test('that cannot load what knows the sites shows fallbacks and makes nobody a customer, until it can', async () => {
    let isThere = false;
    const palette = (await builtFiles())['/chunks/palette.js'] as Exclude<Route, string>;
    const config = limitedTo(['here']) as { features: Record<string, object> };
    Object.assign(config.features['videos']!, { fallback: 'show' });
    await using reader = await visit({
      config,
      token: aToken({ prod: 'gold' }),
      routes: { '/chunks/palette.js': (...args) => void (isThere ? palette : (missing as typeof palette))(...args) },
    });
    const { access, reason } = await reader.decide('articles');
    const shows = [await reader.shows('articles'), await reader.shows('videos')];
    const [failure, faults] = [await reader.failure(), new Set(await reader.faults())];
    isThere = true;
    await reader.page.evaluate(() => dispatchEvent(new Event('online')));
    await reader.page.waitForSelector('zephr-feature[feature="articles"][state="shown"]', { timeout: 8000 });

    assert.deepEqual([failure, shows, access, reason], [null, ['fault', 'shown'], false, 'fault']);
    assert.deepEqual([...faults], ['chunk-unreachable /sites']);
    assert.equal((await reader.decide('articles')).userState, 'customer');
  });
});

suite('a reader with an account', TOGETHER, () => {
  const config = configThatAsks({ type: 'recognised' });
  const html = aPage(BODY);

  test('is recognised after their token is gone', async () => {
    await using reader = await visit({ config, html, token: aToken() });
    assert.equal(await outcomeOf(reader), 'yes');
    await reader.page.evaluate(() => (document.cookie = 'blaize_jwt=; max-age=0; path=/'));
    await reader.page.reload();

    assert.equal(await outcomeOf(reader), 'yes');
    assert.match((await reader.page.evaluate(() => localStorage.getItem('zephr-recognised')))!, /^\d{5}$/);
  });

  test('is not recognised in a browser that has seen no token', async () => {
    await using reader = await visit({ config, html });

    assert.equal(await outcomeOf(reader), 'no');
    assert.deepEqual(await reader.page.evaluate(() => Object.keys(localStorage)), []);
  });

  test('is forgotten where they withdraw their consent', async () => {
    await using reader = await visit({ config, html, token: aToken() });
    assert.equal(await outcomeOf(reader), 'yes');
    await reader.page.evaluate(() => window.Zephr.provideFacts({ consent: { storage: false } }));
    await reader.page.waitForFunction(() => localStorage.getItem('zephr-recognised') === null, { timeout: 8000 });
  });
});
