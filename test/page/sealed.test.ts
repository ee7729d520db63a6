/** Content that is in the page as ciphertext. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { encodeBase64url } from '../../src/lib/base64url.js';
import { deriveFeatureKey } from '../../src/seal/derive-keys.js';
import { aSeal, MASTER_KEY } from '../support/a-seal.js';
import { aPage, aToken, GOLD, inMinutes, TOGETHER, useBrowser, WALLED, type VisitWish } from '../support/bare-page.js';
import { eventually } from '../support/eventually.js';
import { aKeyRoute, sealedConfig, sealedPlace, type KeyRoute } from '../support/sealed-page.js';
import type { Route } from '../support/serve.js';

const { visit } = useBrowser();

const BODY = '<p id="body">w1 w2 w3</p><p>w4</p>';

type SealedVisit = Awaited<ReturnType<typeof visit>> & { readonly keys: KeyRoute };

async function visitSealed(body: string, wish: VisitWish = {}, keys = aKeyRoute()): Promise<SealedVisit> {
  const reader = await visit({
    ...{ html: aPage(body), config: sealedConfig(), token: GOLD },
    ...wish,
    routes: { '/zephr/keys': keys.route, ...wish.routes },
  });
  return Object.assign(reader, { keys });
}

const inDom = (reader: SealedVisit, text: string): Promise<boolean> =>
  reader.page.evaluate((part) => document.documentElement.outerHTML.includes(part), text);

suite('sealed content', TOGETHER, () => {
  test('opens for a customer by one question, and no ciphertext is left', async () => {
    const seal = await aSeal(BODY);
    await using reader = await visitSealed(sealedPlace([seal]));

    assert.deepEqual(
      [await reader.shows('articles'), await reader.words('articles')],
      ['shown', ['w1', 'w2', 'w3', 'w4']],
    );
    const [question] = reader.keys.asked;
    assert.deepEqual([reader.keys.asked.length, question!.token, question!.seals.length], [1, GOLD, 1]);
    assert.equal(await inDom(reader, seal.slice(-40)), false);
    assert.deepEqual(
      (await reader.events('zephr-opened')).map(({ detail }) => detail),
      [{ feature: 'articles', parts: 1 }],
    );
    assert.equal(await reader.page.$eval('zephr-feature', (element) => element.getAttribute('aria-busy')), null);
    assert.deepEqual(await reader.faults(), []);
  });

  for (const [who, token] of [
    ['an anonymous reader', ''],
    ['a registered reader', aToken()],
    ['a reader with an expired token', aToken({ prod: 'gold', exp: inMinutes(-9) })],
    ['a reader with a forged token', `${GOLD.slice(0, -6)}AAAAAA`],
  ] as const) {
    test(`asks for no key for ${who}`, async () => {
      await using reader = await visitSealed(sealedPlace([await aSeal(BODY)]), { token });

      assert.match(await reader.shows('articles'), /^walled/);
      assert.deepEqual([reader.keys.asked.length, await inDom(reader, 'w1 w2')], [0, false]);
      // With a token of whatever kind the files come ahead, beside the one that verifies it.
      assert.equal(
        reader.requests.some(({ path }) => /sealed|keys/.test(path)),
        token !== '',
      );
    });
  }

  test('asks for the files that open a seal while it has no config yet, where the page has a token', async () => {
    let sendConfig = (): void => undefined;
    const allAsked = new Promise<void>((done) => {
      sendConfig = done;
    });
    const config: Route = async (_request, response) => {
      await allAsked;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(sealedConfig()));
    };
    await using reader = await visitSealed(sealedPlace([await aSeal(BODY)]), {
      ...{ settle: false, routes: { '/zephr.json': config } },
    });
    const isAsked = (file: string): boolean => reader.requests.some(({ path }) => path === `/chunks/${file}.js`);
    await eventually(() => ['verify', 'sealed', 'keys', 'live'].every(isAsked));
    assert.deepEqual(reader.keys.asked, []);
    sendConfig();

    await reader.settled();
    assert.equal(await reader.shows('articles'), 'shown');
  });

  test('shows the decision of the endpoint where that refuses, once asked, and reports it as its own', async () => {
    const keys = aKeyRoute();
    keys.refuse = () => ({
      access: false,
      userState: 'anonymous',
      outcomeId: 'no',
      content: 'hide',
      components: ['register'],
    });
    await using reader = await visitSealed(sealedPlace([await aSeal(BODY)]), {}, keys);
    await reader.page.evaluate(() => window.Zephr.refresh());

    assert.deepEqual(
      [await reader.shows('articles'), keys.asked.length, await inDom(reader, 'w1 w2')],
      [WALLED, 1, false],
    );
    const decisions = await reader.events<{ outcomeId: string; by?: string }>('zephr-decision');
    assert.deepEqual(
      decisions.filter(({ detail }) => detail.by).map(({ detail }) => [detail.outcomeId, detail.by]),
      [['no', 'endpoint']],
    );
    assert.equal((await reader.identity()).token.status, 'valid');
  });

  test('of two features and three parts travels in one question, and opens in its order where it is allowed', async () => {
    const keys = aKeyRoute();
    keys.refuse = (feature) =>
      feature === 'videos'
        ? { access: false, userState: 'anonymous', outcomeId: 'no', content: 'hide', components: [] }
        : null;
    const parts = await Promise.all([aSeal('<p>w1</p>'), aSeal('<p>w2</p>', { part: 1 })]);
    const body =
      sealedPlace(parts) + sealedPlace([await aSeal('<p>w3</p>', { feature: 'videos' })], { feature: 'videos' });
    await using reader = await visitSealed(body, {}, keys);

    assert.deepEqual([keys.asked.length, keys.asked[0]!.seals.length], [1, 3]);
    assert.deepEqual(
      [
        await reader.words('articles'),
        await reader.shows('articles'),
        await reader.shows('videos'),
        await inDom(reader, 'w3'),
      ],
      [['w1', 'w2'], 'shown', 'walled', false],
    );
  });

  test('opens by signing in and leaves the page by signing out, ciphertext and all as before', async () => {
    const seal = await aSeal(BODY);
    await using reader = await visitSealed(sealedPlace([seal]), { token: '' });
    assert.equal(await reader.shows('articles'), WALLED);
    await reader.page.evaluate((token) => window.Zephr.setToken(token), GOLD);
    await eventually(async () => (await reader.shows('articles')) === 'shown');
    assert.deepEqual(await reader.words('articles'), ['w1', 'w2', 'w3', 'w4']);
    await reader.page.evaluate(() => window.Zephr.setToken('none'));
    assert.deepEqual([await reader.shows('articles'), await inDom(reader, 'w1 w2')], [WALLED, false]);
    await reader.page.evaluate((token) => window.Zephr.setToken(token), GOLD);
    await eventually(async () => (await reader.shows('articles')) === 'shown');
    assert.equal(reader.keys.asked.length, 2);
    await reader.page.evaluate(() => window.Zephr.stop());
    const left = await reader.page.$eval('zephr-feature', (element) => element.innerHTML);
    assert.equal(left, `<p>clear</p><script type="application/jose">${seal}</script>`);
  });

  test('leaves the page when the token expires', async () => {
    const token = aToken({ prod: 'gold', exp: Math.floor(Date.now() / 1000) + 4 });
    await using reader = await visitSealed(sealedPlace([await aSeal(BODY)]), { token });
    await eventually(async () => (await reader.shows('articles')) === WALLED);

    assert.equal(await inDom(reader, 'w1 w2'), false);
  });

  test('returns after a start in place of another', async () => {
    await using reader = await visitSealed(sealedPlace([await aSeal(BODY)]));
    await reader.page.evaluate((config) => window.Zephr.start(config as never), sealedConfig());
    await reader.settled();

    assert.deepEqual(await reader.words('articles'), ['w1', 'w2', 'w3', 'w4']);
  });

  test('replaces the block that was cut, and keeps no more than was asked for while a wall is shown', async () => {
    const clear = '<p>w1 w2</p><p data-zephr-teaser>w3</p>';
    const place = sealedPlace([await aSeal('<p>w3 w4</p>')], { clear });
    await using walled = await visitSealed(place, { token: aToken() });
    const isCut = await walled.page.$eval(
      'zephr-feature',
      ({ shadowRoot }) => shadowRoot!.querySelector('[data-cut]') !== null,
    );
    assert.deepEqual(
      [await walled.shows('articles'), isCut, await walled.words('articles')],
      ['walled paywall', true, ['w1', 'w2', 'w3']],
    );
    await walled.page.evaluate((token) => window.Zephr.setToken(token), GOLD);
    await eventually(async () => (await walled.shows('articles')) === 'shown');

    assert.deepEqual(await walled.words('articles'), ['w1', 'w2', 'w3', 'w4']);
  });

  test('opens by the key in the claim of the token without a request and without an endpoint', async () => {
    const featureKey = encodeBase64url(await deriveFeatureKey(MASTER_KEY, '1', 'articles'));
    const token = aToken({ prod: 'gold', zephr_keys: { articles: { '1': featureKey } } });
    await using reader = await visitSealed(sealedPlace([await aSeal(BODY)]), { token, config: undefined });

    assert.deepEqual([await reader.words('articles'), reader.keys.asked.length], [['w1', 'w2', 'w3', 'w4'], 0]);
  });

  for (const [says, keys] of [
    ['another feature', { videos: { '1': 'A'.repeat(43) } }],
    ['another key', { articles: { '2': 'A'.repeat(43) } }],
  ] as const) {
    test(`is a fault where the claim has the key of ${says} only`, async () => {
      const token = aToken({ prod: 'gold', zephr_keys: keys });
      await using reader = await visitSealed(sealedPlace([await aSeal(BODY)]), { token, config: undefined });

      assert.deepEqual(await reader.faults(), ['key-unknown']);
    });
  }

  test('holds pictures, frames, elements of the page and declarative shadow roots', async () => {
    const content =
      '<figure><img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" srcset="data:image/gif;base64,R0lGODlhAQABAAAAACw= 2x"></figure>' +
      '<iframe srcdoc="in"></iframe><x-a></x-a><div id="host"><template shadowrootmode="open"><b>in shadow</b></template></div>';
    await using reader = await visitSealed(sealedPlace([await aSeal(content)]), {
      before: `addEventListener('DOMContentLoaded', () => customElements.define('x-a', class extends HTMLElement { connectedCallback() { this.dataset.on = ''; } }))`,
    });
    const found = await reader.page.$eval('zephr-feature', (element) => [
      element.querySelectorAll('figure img[srcset],iframe').length,
      element.querySelector('x-a')!.hasAttribute('data-on'),
      element.querySelector('#host')!.shadowRoot?.textContent,
    ]);

    assert.deepEqual(found, [2, true, 'in shadow']);
  });

  test('is followed to where the address leads', async () => {
    const seal = await aSeal(`<div style="height: 3000px"></div><p id="end">w1</p><div style="height: 3000px"></div>`);
    await using reader = await visitSealed(sealedPlace([seal]), { path: '/#end' });

    await eventually(() => reader.page.evaluate(() => scrollY > 2000));
  });
});
