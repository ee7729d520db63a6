/** The next page view, which decides by a stored assertion. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { TOGETHER, useBrowser, type PageVisit, WALLED } from '../support/bare-page.js';
import { aKeyPair, signToken } from '../support/sign-token.js';
import { GOLD, aSecretToken, signing, withEndpoint } from '../support/endpoint-page.js';

const visitWithEndpoint = withEndpoint(useBrowser().visit);

const kept = (reader: PageVisit): Promise<Record<string, string>> => reader.page.evaluate(() => ({ ...localStorage }));

suite('the next page view', TOGETHER, () => {
  const jwt = { endpointKey: signing.spki };

  test('decides by the assertion, without a request', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD, jwt });
    await reader.page.reload({ waitUntil: 'domcontentloaded' });
    await reader.settled();

    assert.deepEqual(
      [await reader.token(), await reader.shows('articles'), reader.endpoint.asked.length],
      ['valid', 'shown', 1],
    );
  });

  test('of another reader with the same browser asks again', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD, jwt });
    await reader.setCookies([{ name: 'blaize_jwt', value: aSecretToken({ sub: 'reader-2' }) }]);
    await reader.page.reload({ waitUntil: 'domcontentloaded' });
    await reader.settled();

    assert.deepEqual(
      // The page before has noticed the other cookie too, and may have asked until it was left.
      [(await reader.identity()).foreignUserId, await reader.shows('articles'), reader.endpoint.asked.length > 1],
      ['reader-2', 'walled paywall', true],
    );
  });

  test('after signing out is an anonymous one', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD, jwt });
    await reader.setCookies([]);
    await reader.page.reload({ waitUntil: 'domcontentloaded' });
    await reader.settled();

    assert.deepEqual([await reader.token(), await reader.shows('articles')], ['none', WALLED]);
  });

  test('without a key of the endpoint asks again, and nothing is stored', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD });
    await reader.page.reload({ waitUntil: 'domcontentloaded' });
    await reader.settled();

    assert.deepEqual([reader.endpoint.asked.length, await kept(reader)], [2, {}]);
  });

  test('keeps nothing but what the endpoint signed', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD, jwt });
    const stored = await kept(reader);

    assert.deepEqual(Object.keys(stored), ['zephr-assertion']);
    assert.equal(stored['zephr-assertion']!.split('.').length, 3);
  });

  const claims = { sub: '1234567890', prod: 'gold' };
  const written: Readonly<Record<string, string>> = {
    'invented claims': JSON.stringify({ ok: true, claims }),
    'a token of another secret': signToken({ alg: 'HS256', secret: 'guess', claims }),
    'an assertion that they signed': signToken({
      key: aKeyPair('P-256', 'reader'),
      header: { typ: 'zephr-assertion+jwt' },
      claims: { aud: 'zephr-onpage', exp: 4_000_000_000, claims },
    }),
  };
  for (const [says, text] of Object.entries(written)) {
    test(`of a reader who wrote ${says} into their storage is anonymous while the endpoint is unreachable`, async () => {
      await using reader = await visitWithEndpoint({
        token: aSecretToken({}),
        jwt,
        fate: () => ({ status: 503 }),
        before: `localStorage.setItem('zephr-assertion', ${JSON.stringify(text)})`,
      });

      assert.deepEqual([await reader.token(), await reader.shows('articles')], ['unreachable: network', WALLED]);
    });
  }

  test('with blocked storage asks, and goes on as ever', async () => {
    await using reader = await visitWithEndpoint({
      token: GOLD,
      jwt,
      before: `Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } })`,
    });

    assert.deepEqual([await reader.token(), await reader.shows('articles')], ['valid', 'shown']);
  });
});
