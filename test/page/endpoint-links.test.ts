/** Premises, trusted links and promotion codes, which the endpoint judges. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { createBypass } from '../../src/endpoint/bypass/create-bypass.js';
import type { EndpointOptions } from '../../src/endpoint/create-endpoint.js';
import { alwaysDoes, aPage, configWithFeatures, place, TOGETHER, useBrowser, WALLED } from '../support/bare-page.js';
import { GOLD, withEndpoint } from '../support/endpoint-page.js';

const visitWithEndpoint = withEndpoint(useBrowser().visit);

const SOLD = { id: 'sold', content: 'hide', components: ['register'] };
const html = aPage(place('articles'));
const config = (type: string): Record<string, unknown> =>
  configWithFeatures(
    { articles: alwaysDoes({ type, yes: 'show', no: SOLD }) },
    { jwt: { verifyEndpoint: '/zephr/verify' } },
  );
const REFERRERS = { forum: { origins: ['http://127.0.0.1:1'], secret: 'a secret of the forum' } };
const PROMOTIONS = { spring: { codes: ['SPRING-26'], limit: 1, until: '2100-01-01' } };

/** Routes of an endpoint with settings are those of the page's own endpoint, so a test waits for its answer. */
const withSettings = (type: string, path: string, options: Partial<EndpointOptions>, token?: string) =>
  visitWithEndpoint({ config: config(type), html, path, options, ...(token && { token }) });

suite('the endpoint judges', TOGETHER, () => {
  for (const [range, state] of [
    ['127.0.0.0/8', 'shown'],
    ['192.0.2.0/24', WALLED],
  ] as const) {
    test(`a reader at 127.0.0.1 for the premises ${range}`, async () => {
      const options = { premises: { house: { ranges: [range, '::1'].slice(0, state === 'shown' ? 2 : 1) } } };
      await using reader = await withSettings('on-premises', '/', options);

      assert.equal(await reader.shows('articles'), state);
    });
  }

  test('no link that was opened without a page before it', async () => {
    const btr = await createBypass(REFERRERS).sign('forum', '/story');
    await using reader = await withSettings('bypass', `/story?btr=${btr}`, { referrers: REFERRERS });

    assert.deepEqual([await reader.shows('articles'), reader.endpoint.asked.length], [WALLED, 0]);
  });

  test('a link by the page that the reader comes from', async () => {
    const btr = await createBypass(REFERRERS).sign('forum', '/story');
    await using reader = await withSettings('bypass', '/story', { referrers: REFERRERS });
    const { origin } = new URL(reader.page.url());
    const trusting = { forum: { ...REFERRERS.forum, origins: [origin] } };
    await using other = await withSettings('bypass', '/story', { referrers: trusting });
    await other.page.goto(`${new URL(other.page.url()).origin}/story?btr=${btr}`, { referer: `${origin}/` });
    await other.settled();

    assert.equal(await other.shows('articles'), 'shown');
    assert.deepEqual(other.endpoint.asked.at(-1)!.body, { btr, path: '/story', referrer: `${origin}/` });
  });

  test('a promotion code for the first reader who opens it, and for no other', async () => {
    await using reader = await withSettings('promo', '/story?promo=spring-26', { promotions: PROMOTIONS });
    const first = await reader.shows('articles');
    await reader.page.reload({ waitUntil: 'domcontentloaded' });
    await reader.settled();
    const again = await reader.shows('articles');
    const tab = await reader.context.newPage();
    await tab.goto(reader.page.url());
    const other = await tab.evaluate(async () => (await window.Zephr.decide('articles')).outcomeId);

    assert.deepEqual([first, again, other], ['shown', 'shown', 'sold']);
  });

  test('a promotion code by the token of the reader, once it is known', async () => {
    await using reader = await withSettings('promo', '/story?promo=SPRING-26', { promotions: PROMOTIONS }, GOLD);
    await reader.shows('articles');
    const asked = reader.endpoint.asked.find(({ route }) => route === 'promo');

    assert.equal(asked?.body?.['token'], GOLD);
  });

  test('nothing where the address has no code', async () => {
    await using reader = await withSettings('promo', '/story', { promotions: PROMOTIONS });

    assert.deepEqual([await reader.shows('articles'), reader.endpoint.asked.length], [WALLED, 0]);
  });
});
