/** Locations and gifts from the endpoint. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  configWithFeatures,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  WALLED,
} from '../support/bare-page.js';
import { createGifts } from '../../src/endpoint/gifts/create-gifts.js';
import { GOLD, signingKey, waitForState, withEndpoint } from '../support/endpoint-page.js';

const visitWithEndpoint = withEndpoint(useBrowser().visit);

suite('locations and gifts', TOGETHER, () => {
  const SOLD = { id: 'sold', content: 'hide', components: ['register'] };
  const inBelgium = { type: 'country', condition: 'equals', value: 'BE', yes: 'show', no: SOLD };
  const isGift = { type: 'gift', yes: 'show', no: SOLD };
  const config = (step: unknown): Record<string, unknown> =>
    configWithFeatures({ articles: alwaysDoes(step) }, { jwt: { verifyEndpoint: '/zephr/verify' } });
  const html = aPage(place('articles'));

  test('the country comes from the endpoint before the page decides', async () => {
    await using reader = await visitWithEndpoint({
      config: config(inBelgium),
      html,
      routes: { '/zephr/facts': (_request, response) => void response.end('{"country":"BE","city":"Gent"}') },
    });

    assert.deepEqual([await reader.shows('articles'), reader.endpoint.asked.length], ['shown', 0]);
  });

  test('a country that comes late takes the wall away', async () => {
    await using reader = await visitWithEndpoint({
      config: config(inBelgium),
      html,
      settle: false,
      routes: {
        '/zephr/facts': (_request, response) => void setTimeout(() => response.end('{"country":"BE"}'), 2500),
      },
    });
    await waitForState(reader, 'walled');
    await waitForState(reader, 'shown');
  });

  test('facts of the site’s own code take precedence', async () => {
    await using reader = await visitWithEndpoint({
      config: config(inBelgium),
      html: aPage(place('articles'), `${SCRIPT}<script>Zephr.provideFacts({ country: 'BE' })</script>`),
      routes: { '/zephr/facts': (_request, response) => void response.end('{"country":"FR"}') },
    });

    assert.equal(await reader.shows('articles'), 'shown');
  });

  test('a location that no rule needs is not asked for', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD });

    assert.deepEqual(
      reader.endpoint.asked.map(({ route }) => route),
      ['verify'],
    );
  });

  test('a location that only features of other pages need is asked for once site code asks for one', async () => {
    const features = {
      articles: alwaysDoes(SOLD),
      local: alwaysDoes({ type: 'sub-rule', rule: 'near' }),
    };
    const near = { start: inBelgium, exits: [] };
    let asked = 0;
    await using reader = await visitWithEndpoint({
      config: {
        ...config('show'),
        ...configWithFeatures(features, { jwt: { verifyEndpoint: '/zephr/verify' } }),
        subRules: { near },
      },
      html,
      routes: {
        '/zephr/facts': (_request, response) => {
          asked++;
          response.end('{"country":"BE"}');
        },
      },
    });
    const before = [await reader.shows('articles'), asked];
    const access = await reader.page.evaluate(async () => (await window.Zephr.decide('local')).access);

    assert.deepEqual([before, access, asked], [[WALLED, 0], true, 1]);
  });

  test('an address without a gift sends no request', async () => {
    await using reader = await visitWithEndpoint({ config: config(isGift), html });

    assert.deepEqual([await reader.shows('articles'), reader.endpoint.asked.length], [WALLED, 0]);
  });

  test('a gift opens its page for the first session that comes with it, and for no other', async () => {
    const gift = await createGifts({ signingKey }).mint('/story');
    await using reader = await visitWithEndpoint({ config: config(isGift), html, path: `/story?gift=${gift}` });
    const first = await reader.shows('articles');
    await reader.page.reload({ waitUntil: 'domcontentloaded' });
    await reader.settled();
    const again = await reader.shows('articles');
    const tab = await reader.context.newPage();
    await tab.goto(reader.page.url());
    const other = await tab.evaluate(async () => (await window.Zephr.decide('articles')).outcomeId);

    assert.deepEqual([first, again, other], ['shown', 'shown', 'sold']);
  });

  test('a gift opens no other page', async () => {
    const gift = await createGifts({ signingKey }).mint('/story');
    await using reader = await visitWithEndpoint({ config: config(isGift), html, path: `/other?gift=${gift}` });

    assert.equal(await reader.shows('articles'), WALLED);
  });

  test('an invalid gift opens nothing', async () => {
    await using reader = await visitWithEndpoint({ config: config(isGift), html, path: '/?gift=made-up' });

    assert.deepEqual(
      [await reader.shows('articles'), reader.endpoint.asked.map(({ route }) => route)],
      [WALLED, ['gift']],
    );
  });

  test('a gift and the id of the session reach no server that the endpoint redirects to', async () => {
    let elsewhere = 0;
    await using reader = await visitWithEndpoint({
      config: config(isGift),
      html,
      path: '/?gift=a-gift-token',
      routes: {
        '/zephr/gift': (_request, response) => void response.writeHead(307, { location: '/elsewhere' }).end(),
        '/elsewhere': (_request, response) => {
          elsewhere++;
          response.end('{"valid":true}');
        },
      },
    });

    assert.deepEqual([await reader.shows('articles'), elsewhere], [WALLED, 0]);
  });
});
