/** Content that a server of the publisher withholds until the page has decided. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  aPage,
  GOLD,
  inMinutes,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  WALLED,
  aToken,
  type VisitWish,
} from '../support/bare-page.js';
import { eventually } from '../support/eventually.js';
import type { Route } from '../support/serve.js';

const { visit } = useBrowser();

const TEASER = '<p>clear</p>';
const BODY = '<p id="body">w1 w2 w3</p><p>w4</p>';
const withheld = (attributes = ''): string => place('articles', TEASER, `src="/story/body.html" ${attributes}`);

const html =
  (body: string, status = 200): Route =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(body);

const json =
  (value: unknown, status: number): Route =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));

const visitStory = (route: Route, wish: VisitWish = {}): ReturnType<typeof visit> =>
  visit({ html: aPage(withheld()), token: GOLD, ...wish, routes: { '/story/body.html': route, ...wish.routes } });

const asked = (reader: { readonly requests: readonly { readonly path: string }[] }): number =>
  reader.requests.filter(({ path }) => path === '/story/body.html').length;

suite('content that a server withholds', TOGETHER, () => {
  test('is fetched once the reader has access, follows the clear part, and is reported', async () => {
    await using reader = await visitStory(html(BODY));

    const text = await reader.page.$eval('zephr-feature', (element) => element.textContent);
    assert.deepEqual(
      [await reader.shows('articles'), text, asked(reader), await reader.faults()],
      ['shown', 'clearw1 w2 w3w4', 1, []],
    );
    assert.deepEqual(
      (await reader.events('zephr-opened')).map(({ detail }) => detail),
      [{ feature: 'articles', parts: 1 }],
    );
    assert.equal(await reader.page.$eval('zephr-feature', (element) => element.hasAttribute('aria-busy')), false);
  });

  for (const [who, token] of [
    ['an anonymous reader', undefined],
    ['a registered reader', aToken()],
    ['a reader with an expired token', aToken({ prod: 'gold', exp: inMinutes(-9) })],
  ] as const) {
    test(`is not asked for by ${who}`, async () => {
      await using reader = await visitStory(html(BODY), token ? { token } : { token: '' });

      assert.match(await reader.shows('articles'), /^walled/);
      assert.equal(asked(reader), 0);
    });
  }

  test('shows the decision that a refusal holds, and reports it as that of the server', async () => {
    const decision = {
      access: false,
      userState: 'customer',
      outcomeId: 'spent',
      content: 'hide',
      components: ['subscribe'],
    };
    await using reader = await visitStory(json({ decision }, 403));

    assert.equal(await reader.shows('articles'), 'walled paywall');
    const reported = await reader.events<{ outcomeId: string; by?: string }>('zephr-decision');
    assert.deepEqual(
      reported.map(({ detail }) => [detail.outcomeId, detail.by]),
      [
        ['show', undefined],
        ['spent', 'server'],
      ],
    );
    await reader.page.evaluate(() => window.Zephr.refresh());
    assert.deepEqual([await reader.shows('articles'), asked(reader)], ['walled paywall', 1]);
  });

  for (const [says, route] of [
    ['of no JSON', html('no', 401)],
    ['whose decision gives access', json({ decision: { access: true } }, 403)],
  ] as const) {
    test(`shows the outcome of the next lower user state after a refusal ${says}`, async () => {
      await using reader = await visitStory(route);

      assert.deepEqual([await reader.shows('articles'), await reader.faults()], ['walled paywall', []]);
    });
  }

  for (const [says, route] of [
    ['an error', html('no', 503)],
    ['JSON', json({}, 200)],
    ['a redirect', (_request, response) => void response.writeHead(302, { location: '/zephr.json' }).end()],
    ['nothing', (request) => void request.socket.destroy()],
  ] satisfies (readonly [string, Route])[]) {
    test(`leaves the clear part out where the server answers with ${says}, and says so`, async () => {
      await using reader = await visitStory(route);

      assert.equal(await reader.page.$eval('zephr-feature', (element) => element.getAttribute('state')), 'fault');
      assert.deepEqual(await reader.faults(), ['content-unreachable']);
    });
  }

  test('is asked for again once the browser is back online', async () => {
    let isUp = false;
    await using reader = await visitStory((_request, response) => {
      response.writeHead(isUp ? 200 : 500, { 'content-type': 'text/html' }).end(BODY);
    });
    isUp = true;
    await reader.page.evaluate(() => void window.dispatchEvent(new Event('online')));
    await reader.settled();

    await eventually(async () => (await reader.shows('articles')) === 'shown');
    assert.equal(asked(reader), 2);
  });

  test('shows the fallback when the time of the feature is over, and the content when it comes', async () => {
    let answer = (): void => undefined;
    const route: Route = (_request, response) => {
      answer = () => void response.writeHead(200, { 'content-type': 'text/html' }).end(BODY);
    };
    await using reader = await visitStory(route, { settle: false });
    await eventually(async () => (await reader.faults()).includes('content-unreachable'));
    assert.equal(await reader.page.$eval('zephr-feature', (element) => element.getAttribute('state')), 'fault');
    answer();

    await eventually(async () => (await reader.shows('articles')) === 'shown');
    assert.equal(asked(reader), 1);
  });

  test('leaves the page with the access, and returns with it without another request', async () => {
    await using reader = await visitStory(html(BODY));
    const body = (): Promise<boolean> =>
      reader.page.evaluate(() => document.documentElement.innerHTML.includes('w1 w2'));
    await reader.page.evaluate(() => window.Zephr.setToken('none'));
    assert.deepEqual([await reader.shows('articles'), await body()], [WALLED, false]);
    await reader.page.evaluate((token) => window.Zephr.setToken(token), GOLD);

    await eventually(async () => (await reader.shows('articles')) === 'shown');
    assert.deepEqual([await body(), asked(reader)], [true, 1]);
  });

  test('replaces the block that was cut', async () => {
    const cut = '<p>clear</p><p data-zephr-teaser="">w1</p>';
    await using reader = await visitStory(html(BODY), {
      html: aPage(place('articles', cut, 'src="/story/body.html"')),
    });

    assert.deepEqual(await reader.words('articles'), ['w1', 'w2', 'w3', 'w4']);
    await reader.page.evaluate(() => window.Zephr.stop());
    const left = await reader.page.$eval('zephr-feature', (element) => element.innerHTML);
    assert.equal(left, cut);
  });

  test('counts as more than the clear part that a reader may keep', async () => {
    await using reader = await visitStory(html(BODY), { token: aToken() });

    const isCut = await reader.page.$eval('zephr-feature', (element) =>
      Boolean(element.shadowRoot!.querySelector('[data-cut]')),
    );
    assert.deepEqual([await reader.shows('articles'), isCut], ['walled paywall', true]);
  });

  test('comes from an address of https or of the page only', async () => {
    await using reader = await visit({
      html: aPage(place('articles', TEASER, 'src="http://elsewhere.example/body.html"')),
      token: GOLD,
    });

    assert.deepEqual(await reader.faults(), ['url-insecure']);
  });

  for (const [says, attributes, cookies] of [
    ['without cookies', '', undefined],
    ['with cookies where the element asks for it', 'crossorigin="use-credentials"', /blaize_jwt=/],
  ] as const) {
    test(`comes from another origin ${says}`, async () => {
      let sent: string | undefined;
      await using other = await visit({
        html: aPage(''),
        routes: {
          '/body.html': (request, response) => {
            sent = request.headers.cookie;
            const { origin = '' } = request.headers;
            const cors = { 'access-control-allow-origin': origin, 'access-control-allow-credentials': 'true' };
            response.writeHead(200, { 'content-type': 'text/html', ...cors }).end(BODY);
          },
        },
      });
      const src = `${other.server.origin}/body.html`;
      await using reader = await visit({
        html: aPage(place('articles', TEASER, `src="${src}" ${attributes}`), SCRIPT),
        token: GOLD,
      });

      assert.deepEqual(
        [await reader.shows('articles'), await reader.words('articles')],
        ['shown', ['w1', 'w2', 'w3', 'w4']],
      );
      if (cookies) assert.match(sent ?? '', cookies);
      else assert.equal(sent, undefined);
    });
  }
});
