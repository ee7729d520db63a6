/** Sealed content that does not open. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aSeal, changePart } from '../support/a-seal.js';
import { aPage, GOLD, missing, TOGETHER, useBrowser, type PageVisit, type VisitWish } from '../support/bare-page.js';
import { eventually } from '../support/eventually.js';
import { aKeyRoute, sealedConfig, sealedPlace, type KeyRoute } from '../support/sealed-page.js';
import type { Route } from '../support/serve.js';

const { visit } = useBrowser();

const BODY = '<p>w1 w2</p>';

const visitSealed = (seal: string, keys: KeyRoute, wish: VisitWish = {}): Promise<PageVisit> =>
  visit({
    ...{ html: aPage(sealedPlace([seal])), config: sealedConfig(), token: GOLD },
    ...wish,
    routes: { '/zephr/keys': keys.route, ...wish.routes },
  });

const stateOf = (reader: PageVisit): Promise<string | null> =>
  reader.page.$eval('zephr-feature', (element) => element.getAttribute('state'));

const text =
  (status: number, type: string, body: string): Route =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': type }).end(body);

suite('a seal that was changed', TOGETHER, () => {
  for (const [says, part, at, code] of [
    ['ciphertext', 3, 9, 'seal-broken'],
    ['tag', 4, 5, 'seal-broken'],
    ['nonce', 2, 5, 'seal-broken'],
    ['wrapped key', 1, 5, 'seal-invalid'],
  ] as const) {
    test(`in its ${says} opens nothing, and leaves the page as it was`, async () => {
      const seal = changePart(await aSeal(BODY), part, at);
      await using reader = await visitSealed(seal, aKeyRoute());

      assert.deepEqual([await stateOf(reader), await reader.faults()], ['fault', [code]]);
      assert.equal(
        await reader.page.$eval('zephr-feature', (element) => element.innerHTML),
        `<p>clear</p><script type="application/jose">${seal}</script>`,
      );
    });
  }

  test('in the path of its header is refused by the endpoint', async () => {
    const [ours, other] = await Promise.all([aSeal(BODY), aSeal(BODY, { path: '/free' })]);
    const seal = [other.split('.')[0], ...ours.split('.').slice(1)].join('.');
    await using reader = await visitSealed(seal, aKeyRoute());

    assert.deepEqual([await stateOf(reader), await reader.faults()], ['fault', ['seal-invalid']]);
  });

  test('of another feature is not asked for', async () => {
    const keys = aKeyRoute();
    await using reader = await visitSealed(await aSeal(BODY, { feature: 'videos' }), keys);

    assert.deepEqual([await reader.faults(), keys.asked.length], [['seal-foreign'], 0]);
  });

  test('of a key that the endpoint does not have is a fault that names the key', async () => {
    await using reader = await visitSealed(await aSeal(BODY, { kid: '7' }), aKeyRoute());

    const [fault] = await reader.events<{ code: string; message: string }>('zephr-fault');
    assert.equal(fault!.detail.code, 'key-unknown');
    assert.match(fault!.detail.message, /"7"/);
  });
});

suite('an endpoint that gives no keys', TOGETHER, () => {
  for (const [says, instead] of [
    ['breaks the connection', (request) => void request.socket.destroy()],
    ['answers 500', text(500, 'text/plain', 'no')],
    ['answers with HTML', text(200, 'text/html', '<p>log in</p>')],
    ['gives a key of the wrong length', text(200, 'application/json', '{"seals":[{"k":"AAAA"}]}')],
  ] satisfies (readonly [string, Route])[]) {
    test(`and ${says} is a fault, and the content opens once the browser is back online`, async () => {
      const keys = aKeyRoute();
      keys.instead = instead;
      await using reader = await visitSealed(await aSeal(BODY), keys);
      assert.deepEqual([await stateOf(reader), await reader.faults()], ['fault', ['endpoint-unreachable']]);
      keys.instead = null;
      await reader.page.evaluate(() => void window.dispatchEvent(new Event('online')));

      await eventually(async () => (await reader.shows('articles')) === 'shown');
      assert.deepEqual(await reader.words('articles'), ['w1', 'w2']);
    });
  }
});

test('an endpoint that does not answer in time leaves the fallback, and opens the content late', async () => {
  const keys = aKeyRoute();
  let release = (): void => undefined;
  const silence = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { route } = keys;
  await using reader = await visitSealed(await aSeal(BODY), keys, {
    routes: {
      '/zephr/keys': async (...args) => {
        await silence;
        if (typeof route === 'function') await route(...args);
      },
    },
  });
  assert.deepEqual([await stateOf(reader), await reader.faults()], ['fault', ['endpoint-unreachable']]);
  release();

  await eventually(async () => (await reader.shows('articles')) === 'shown');
  assert.equal(keys.asked.length, 1);
});

for (const file of ['sealed', 'keys']) {
  test(`a file that opens seals does not arrive: ${file} is a fault`, async () => {
    await using reader = await visitSealed(await aSeal(BODY), aKeyRoute(), {
      routes: { [`/chunks/${file}.js`]: missing },
    });

    assert.deepEqual([await stateOf(reader), await reader.faults()], ['fault', ['chunk-unreachable']]);
  });
}

test('a browser that cannot inflate is a fault', async () => {
  const keys = aKeyRoute();
  await using reader = await visitSealed(await aSeal(BODY), keys, { before: 'delete window.DecompressionStream' });

  assert.deepEqual([await reader.faults(), keys.asked.length], [['seal-unsupported'], 0]);
});
