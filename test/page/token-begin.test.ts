import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { suite, test } from 'node:test';
import { aPage, aToken, configWithJwt, exampleConfig, place, TOGETHER, useBrowser } from '../support/bare-page.js';
import type { PageVisit, VisitWish } from '../support/bare-page.js';

const { visit } = useBrowser();

const html = aPage(place('articles'));
const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;
const gold = (claims: object): string => aToken({ prod: 'gold', ...claims });
const SOON = (): string => gold({ nbf: inSeconds(3) });
/** A clock that a test can set forward. */
const before = 'window.ahead = 0; const now = Date.now; Date.now = () => now() + ahead;';

const begins = (reader: PageVisit, timeout = 6000): Promise<unknown> =>
  reader.page.waitForSelector('zephr-feature[state=shown]', { timeout });
const open = (wish: VisitWish): Promise<PageVisit> => visit({ html, ...wish });

suite('a token that does not count yet', TOGETHER, () => {
  test('shows the content when its time has come, and not before', async () => {
    const nbf = inSeconds(4);
    await using reader = await open({ token: gold({ nbf }) });
    const [token, at] = [await reader.token(), await reader.shows('articles')];
    await begins(reader, 8000);

    assert.deepEqual([token, at], ['invalid: not-yet-valid', 'walled registration-wall']);
    assert.ok(Date.now() >= nbf * 1000);
  });

  test('counts earlier by the tolerance of clocks', async () => {
    const { jwt } = exampleConfig() as { jwt: object };
    const config = exampleConfig({ jwt: { ...jwt, clockTolerance: 60 } });
    await using reader = await open({ config, token: gold({ nbf: inSeconds(63) }) });
    await begins(reader);

    assert.equal(await reader.token(), 'valid');
  });

  test('that the page itself was given shows the content then', async () => {
    await using reader = await open({});
    await reader.page.evaluate((token) => window.Zephr.setToken(token), SOON());
    await begins(reader);

    assert.equal(await reader.token(), 'valid');
  });

  test('that an endpoint verifies is asked about again', async () => {
    let asked = 0;
    const routes = {
      '/zephr/verify': (_request: unknown, response: ServerResponse) => {
        const answer = asked++
          ? { ok: true, claims: { sub: '1', prod: 'gold' }, user: null }
          : { ok: false, reason: 'not-yet-valid' };
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      },
    };
    const config = configWithJwt({ verifyEndpoint: '/zephr/verify' });
    await using reader = await open({ config, routes, token: SOON() });
    await begins(reader);

    assert.equal(asked, 2);
  });

  for (const [says, then] of [
    ['is seen again', `document.dispatchEvent(new Event('visibilitychange'))`],
    ['has the focus', `dispatchEvent(new Event('focus'))`],
    ['goes on', ''],
  ] as const) {
    test(`and begins while the device sleeps counts when the page ${says}`, async () => {
      await using reader = await open({ token: gold({ nbf: inSeconds(3600) }), before });
      await new Promise((done) => setTimeout(done, 1000));
      await reader.page.evaluate(`ahead = 7_200_000; ${then}`);
      await begins(reader, 9000);

      assert.equal(await reader.token(), 'valid');
    });
  }

  test('for a hundred years changes nothing, whatever its payload', async () => {
    await using reader = await open({ token: gold({ nbf: inSeconds(3_153_600_000), name: 'Zoë' }) });
    await reader.forget();
    await new Promise((done) => setTimeout(done, 600));

    assert.deepEqual([await reader.token(), await reader.events('')], ['invalid: not-yet-valid', []]);
  });
});

suite('on return a page is decided again where its time is over', TOGETHER, () => {
  const until = new Date(Date.now() + 3_600_000).toISOString();
  const rule = {
    ...{ type: 'date-time', condition: 'before', value: until, timeZone: 'UTC' },
    ...{ yes: 'show', no: { content: 'hide', components: ['register'] } },
  };
  const config = exampleConfig({ features: { articles: { rules: { anonymous: rule } } }, products: {} });

  for (const [says, body, reach] of [
    ['in the document', place('articles'), 'document'],
    [
      'in the shadow root of another component',
      `<site-story><template shadowrootmode="open">${place('articles')}</template></site-story>`,
      `document.querySelector('site-story').shadowRoot`,
    ],
    [
      'in a shadow root within another one',
      `<a-a><template shadowrootmode="open"><b-b><template shadowrootmode="open">${place('articles')}</template></b-b></template></a-a>`,
      `document.querySelector('a-a').shadowRoot.querySelector('b-b').shadowRoot`,
    ],
  ] as const) {
    test(says, async () => {
      await using reader = await visit({ html: aPage(body), config, before, settle: false });
      const state = `${reach}.querySelector('zephr-feature').getAttribute('state')`;
      await reader.page.waitForFunction(`${state} === 'shown'`, { timeout: 5000 });
      await new Promise((done) => setTimeout(done, 1000));
      await reader.page.evaluate(`ahead = 7_200_000; document.dispatchEvent(new Event('visibilitychange'))`);
      await reader.page.waitForFunction(`${state} === 'walled'`, { timeout: 5000 });
    });
  }
});
