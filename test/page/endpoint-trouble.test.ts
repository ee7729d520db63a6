/** An endpoint that fails. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { TOGETHER, useBrowser, WALLED } from '../support/bare-page.js';
import { GOLD, waitForState, withEndpoint } from '../support/endpoint-page.js';

const visitWithEndpoint = withEndpoint(useBrowser().visit);

suite('an endpoint in trouble', TOGETHER, () => {
  test('that fails once is asked a second time, and the reader notices nothing', async () => {
    await using reader = await visitWithEndpoint({
      token: GOLD,
      fate: (count) => (count === 1 ? { status: 502 } : 'answers'),
    });

    assert.deepEqual(
      [await reader.token(), await reader.shows('articles'), await reader.faults()],
      ['valid', 'shown', []],
    );
  });

  test('that is down leaves the reader anonymous and the page working', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD, fate: () => 'breaks' });

    assert.deepEqual(
      [await reader.token(), await reader.shows('articles'), await reader.faults(), reader.endpoint.asked.length],
      ['unreachable: network', WALLED, ['endpoint-unreachable /jwt/verifyEndpoint'], 2],
    );
  });

  test('that answers late takes the wall away by itself', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD, fate: () => ({ after: 2500 }), settle: false });
    await waitForState(reader, 'walled');
    const early = await reader.token();
    await waitForState(reader, 'shown');

    assert.deepEqual([early, await reader.token()], ['unreachable: timeout', 'valid']);
  });

  test('that comes back is asked when the reader comes back to the page', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD, fate: () => ({ status: 500 }) });
    reader.endpoint.fate = () => 'answers';
    const other = await reader.context.newPage();
    await other.bringToFront();
    await reader.page.bringToFront();
    // A browser without a window has no tab in the background.
    await reader.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await waitForState(reader, 'shown');

    assert.equal(await reader.token(), 'valid');
  });

  test('that comes back is asked when the browser is online again', async () => {
    await using reader = await visitWithEndpoint({ token: GOLD, fate: () => 'breaks' });
    reader.endpoint.fate = () => 'answers';
    await reader.page.setOfflineMode(true);
    await reader.page.setOfflineMode(false);
    await waitForState(reader, 'shown');

    assert.equal(await reader.token(), 'valid');
  });

  test('redirects are not followed: the token goes to no other server', async () => {
    let elsewhere = 0;
    await using reader = await visitWithEndpoint({
      token: GOLD,
      routes: {
        '/zephr/verify': (_request, response) => void response.writeHead(307, { location: '/elsewhere' }).end(),
        '/elsewhere': (_request, response) => {
          elsewhere++;
          response.end('{}');
        },
      },
    });

    assert.deepEqual([await reader.token(), elsewhere], ['unreachable: network', 0]);
  });

  test('whose file does not arrive leaves the token unreachable', async () => {
    await using reader = await visitWithEndpoint({
      token: GOLD,
      routes: { '/chunks/ask.js': (_request, response) => void response.writeHead(404).end() },
    });

    assert.deepEqual(
      [await reader.token(), await reader.shows('articles'), await reader.faults()],
      ['unreachable: network', WALLED, ['chunk-unreachable']],
    );
  });
});
