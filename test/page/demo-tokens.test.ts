/** Invalid tokens, and an endpoint that is out of reach, on the demo. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { serveDemo } from '../../demo/serve.mjs';
import { DESKTOP, type Demo, server, useDemo, wallsSince } from '../support/demo.js';
import {
  GOLD,
  GOLD_TOKEN,
  KEY_PAGE,
  LAST_WORDS,
  SECRET_PAGE,
  currentStage,
  enterLine,
  enterToken,
  press,
  reload,
  seen,
  settled,
  signWithSecret,
  visibleText,
  visitDemo,
  wallOf,
} from '../support/demo-tutorial.js';

/** Time in which the page gives up an endpoint that does not answer: 1,500 ms, and what a busy machine takes. */
const GIVE_UP_LIMIT_MS = 3000;

useDemo();

describe('a token that does not count, on the demo', () => {
  for (const path of [SECRET_PAGE, KEY_PAGE]) {
    test(`a forged token leaves its reader anonymous, and the panel says why, on ${path}`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });
      await press(visit.page, '[data-preset="gold"]');

      await press(visit.page, '[data-action="break"]');

      assert.equal(await seen(visit.page, 'token'), 'invalid, signature');
      assert.equal(await currentStage(visit.page), 'Anonymous');
      assert.equal(await wallOf(visit.page, 'articles'), 'zephr-registration-wall');
    });

    test(`an expired token leaves its reader anonymous, and the panel says why, on ${path}`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });
      await press(visit.page, '[data-preset="gold"]');

      await press(visit.page, '[data-action="expire"]');

      assert.equal(await seen(visit.page, 'token'), 'expired');
      assert.equal(await currentStage(visit.page), 'Anonymous');
      assert.equal(await wallOf(visit.page, 'articles'), 'zephr-registration-wall');
    });
  }

  test('one signed with another secret is refused, and one without a secret cannot be made', async () => {
    await using visit = await visitDemo();

    await visit.page.type('#secret', '!');
    await press(visit.page, '[data-action="set"]');
    const cookie = await visit.page.evaluate(() => document.cookie);
    const token = await seen(visit.page, 'token');
    await visit.page.$eval('#secret', (field) => (field as HTMLInputElement).select());
    await visit.page.keyboard.press('Backspace');

    // The caret is where the field was clicked last, or at the start.
    assert.ok(
      ['secret!', '!secret'].some((secret) => cookie === `blaize_jwt=${signWithSecret(GOLD, secret)}`),
      cookie,
    );
    assert.equal(token, 'invalid, signature');
    await visit.page.waitForSelector('#secret[aria-invalid="true"]');
    assert.ok(await visit.page.$eval('[data-action="set"]', (button) => (button as HTMLButtonElement).disabled));
  });

  for (const { says, path, token, expected } of [
    {
      says: 'of an earlier start, or of the page with the shared secret,',
      path: KEY_PAGE,
      token: GOLD_TOKEN,
      expected: 'invalid, algorithm',
    },
    {
      says: 'of an earlier start with a public key',
      path: KEY_PAGE,
      token: `eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${'A'.repeat(86)}`,
      expected: 'invalid, signature',
    },
    {
      says: 'of the page with a public key',
      path: SECRET_PAGE,
      token: `eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${'A'.repeat(86)}`,
      expected: 'invalid, signature',
    },
  ]) {
    test(`one ${says} does not count on ${path}`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });

      await visit.page.evaluate(`document.cookie = "blaize_jwt=${token}"`);
      await reload(visit.page);

      assert.equal(await seen(visit.page, 'token'), expected);
    });
  }

  test('a payload that is not JSON is pointed out and cannot be set', async () => {
    await using visit = await visitDemo();

    await visit.page.type('#payload', '}');

    await visit.page.waitForSelector('#payload[aria-invalid="true"]');
    assert.match(await visit.page.$eval('#bench-problem', (problem) => problem.textContent ?? ''), /^Not JSON yet/);
    assert.ok(await visit.page.$eval('[data-action="set"]', (button) => (button as HTMLButtonElement).disabled));
  });
});

describe('the endpoint, out of reach of the demo', () => {
  let ownServer: Demo;
  before(async () => {
    ownServer = await serveDemo();
  });
  after(() => ownServer.close());

  /** Marks the page, so that a reload would show. */
  const mark = (page: Page): Promise<void> => page.evaluate(() => void (document.documentElement.dataset['same'] = ''));
  const isSame = (page: Page): Promise<boolean> => page.evaluate(() => 'same' in document.documentElement.dataset);

  test('does not answer: the wall comes in time, and the content with the late answer', async () => {
    await using visit = await visitDemo(DESKTOP, ownServer);
    await enterLine(visit.page, GOLD);

    ownServer.setEndpoint('silent');
    await reload(visit.page);
    await mark(visit.page);

    const [wall] = await wallsSince(visit.page);
    assert.equal(wall?.tag, 'zephr-registration-wall');
    assert.ok(wall.at < GIVE_UP_LIMIT_MS, `after ${wall.at} ms`);
    assert.equal(await seen(visit.page, 'token'), 'unreachable, timeout');

    ownServer.setEndpoint('running');
    await visit.page.waitForSelector('[data-stage="customer"][aria-current]');
    await settled(visit.page);
    assert.equal(await wallOf(visit.page, 'articles'), null);
    assert.ok((await visibleText(visit.page, 'articles')).endsWith(LAST_WORDS));
    assert.ok(await isSame(visit.page));
  });

  test('is gone: the wall comes in time, and the content when the device is online again', async () => {
    await using visit = await visitDemo(DESKTOP, ownServer);
    await enterLine(visit.page, GOLD);

    ownServer.setEndpoint('gone');
    await reload(visit.page);
    await mark(visit.page);

    const [wall] = await wallsSince(visit.page);
    assert.equal(wall?.tag, 'zephr-registration-wall');
    assert.ok(wall.at < GIVE_UP_LIMIT_MS, `after ${wall.at} ms`);
    assert.equal(await seen(visit.page, 'token'), 'unreachable, network');

    await visit.page.setOfflineMode(true);
    ownServer.setEndpoint('running');
    await visit.page.setOfflineMode(false);
    await visit.page.waitForSelector('[data-stage="customer"][aria-current]');
    await settled(visit.page);
    assert.equal(await wallOf(visit.page, 'articles'), null);
    assert.ok(await isSame(visit.page));
  });

  test('is gone: what it signed before still counts, and no wall is shown', async () => {
    await using visit = await visitDemo(DESKTOP, ownServer);
    await enterToken(visit.page, GOLD);

    ownServer.setEndpoint('gone');
    await reload(visit.page);
    ownServer.setEndpoint('running');

    assert.equal(await currentStage(visit.page), 'Customer');
    assert.deepEqual(await wallsSince(visit.page), []);
    assert.deepEqual(visit.problems, []);
  });
});
