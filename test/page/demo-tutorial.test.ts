/** The tutorial, step by step on the demo. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { DESKTOP, server, useDemo } from '../support/demo.js';
import {
  ALABAMA,
  GOLD,
  GOLD_TOKEN,
  KEY_PAGE,
  LAST_WORDS,
  SECRET_PAGE,
  SILVER,
  currentStage,
  enterLine,
  enterToken,
  press,
  reload,
  seen,
  signWithSecret,
  typePayload,
  visibleText,
  visitDemo,
  wallOf,
} from '../support/demo-tutorial.js';

const BOTH = '{"sub":"1234567890","prod":["silver","gold"]}';

/** A reader who is not in the store. */
const STRANGER = '{"sub":"5555555555","prod":"silver"}';

/** Texts of the demo's story and greeting. */
const FIRST_WORDS = 'The bell hangs from a cedar post';

const GREETING = 'Good morning, Harlow Landing';

/** Switches a setting, waits for the state that this makes of the reader, and loads the page again. */
async function toggle(page: Page, setting: string, state: string): Promise<void> {
  await page.click(`[data-setting="${setting}"]`);
  await page.waitForSelector(`[data-stage="${state}"][aria-current]`);
  await reload(page);
}

/** Text of the custom block in a feature, `null` without one. */
async function blockIn(page: Page, feature: string): Promise<string | null> {
  const block = await page.$(`zephr-feature[feature="${feature}"] > zephr-custom-block`);
  return block && block.evaluate((element) => element.innerText.replace(/\s+/g, ' ').trim());
}

useDemo();

describe('the tutorial, on the demo', () => {
  test('jwt.io makes of the tutorial’s payload and secret the token that is used here', () => {
    assert.equal(signWithSecret(GOLD), GOLD_TOKEN);
  });

  test('all six steps, one after the other, with a reload after each', async () => {
    await using visit = await visitDemo();
    const { page } = visit;
    const walk: (string | null)[][] = [];
    const look = async (step: string): Promise<void> => {
      walk.push([step, await currentStage(page), await wallOf(page, 'articles'), await wallOf(page, 'videos')]);
    };

    await page.click('[data-begin="off"]');
    await page.waitForFunction(() => document.querySelector('[data-begun]')?.textContent?.startsWith('No cookie'));
    await reload(page);
    await look('a new reader');
    await page.evaluate(`document.cookie = "blaize_jwt=${GOLD_TOKEN}"`);
    await reload(page);
    await look('1 and 2: the token is set, and verified');
    assert.equal(await seen(page, 'token'), 'valid');
    await toggle(page, 'userMapping', 'registered');
    await look('3: user mapping');
    await toggle(page, 'productSyncing', 'customer');
    await look('4: product syncing');
    await enterToken(page, SILVER);
    await look('4: silver');
    await enterToken(page, ALABAMA);
    await look('5: Alabama');
    assert.equal(await seen(page, 'record'), '–');
    assert.equal(
      await blockIn(page, 'videos'),
      'Hello You are signed in as reader 1234567890. Films come with Gold. See what Gold costs',
    );
    await page.click('[data-setting="userStore"]');
    await page.waitForFunction(() => document.querySelector('[data-seen="record"]')?.textContent !== '–');
    await reload(page);
    await look('6: the user store');

    assert.deepEqual(walk, [
      ['a new reader', 'Anonymous', 'zephr-registration-wall', 'zephr-registration-wall'],
      ['1 and 2: the token is set, and verified', 'Anonymous', 'zephr-registration-wall', 'zephr-registration-wall'],
      ['3: user mapping', 'Registered', 'zephr-paywall', 'zephr-custom-block'],
      ['4: product syncing', 'Customer', null, null],
      ['4: silver', 'Registered', 'zephr-paywall', 'zephr-custom-block'],
      ['5: Alabama', 'Registered', null, 'zephr-custom-block'],
      ['6: the user store', 'Registered', null, 'zephr-custom-block'],
    ]);
    assert.ok((await blockIn(page, 'videos'))?.startsWith(GREETING));
    assert.equal(
      (await seen(page, 'record')).replaceAll('\u00a0', ' '),
      'city: Harlow Landing, plan: weekend paper, since: 2019, newsletter: weekly',
    );
    assert.deepEqual(visit.problems, []);
  });

  test('an anonymous reader meets the registration wall, and the endpoint is not asked', async () => {
    await using visit = await visitDemo();

    assert.equal(await wallOf(visit.page, 'articles'), 'zephr-registration-wall');
    assert.equal(await visibleText(visit.page, 'articles'), '');
    assert.equal(await currentStage(visit.page), 'Anonymous');
    assert.equal(await seen(visit.page, 'token'), 'none');
    assert.equal(await seen(visit.page, 'asked'), 'Not asked: there is no token.');
  });

  test('step 1: the copied console line is the one of the tutorial', async () => {
    await using visit = await visitDemo();
    const line = await typePayload(visit.page, GOLD);
    // Whether a headless browser has a clipboard depends on the machine.
    await visit.page.evaluate(() => {
      navigator.clipboard.writeText = (text) => Promise.resolve(void (document.title = text));
    });

    await visit.page.click('[data-action="copy"]');
    await visit.page.waitForFunction(() => document.querySelector('[data-bench-said]')?.textContent !== '');

    assert.equal(line, `document.cookie = "blaize_jwt=${GOLD_TOKEN}"`);
    assert.equal(await visit.page.title(), line);
  });

  test('step 2: no response to the page contains the secret', async () => {
    const config = await (await fetch(`${server.url}/zephr.json`)).text();

    assert.match(config, /"verifyEndpoint": "\/zephr\/verify"/);
    assert.match(config, /"endpointKey": "-----BEGIN PUBLIC KEY-----/);
    assert.doesNotMatch(config, /secret/);
  });

  test('step 2: a fresh assertion of the endpoint decides the next page view without a request', async () => {
    await using visit = await visitDemo();
    await enterToken(visit.page, GOLD);
    // The page before may have noticed the token already, and asked.
    assert.match(await seen(visit.page, 'asked'), /^(Asked once|Not asked: its signed)/);

    await reload(visit.page);

    assert.equal(await seen(visit.page, 'asked'), 'Not asked: its signed answer still counts.');
    assert.equal(await currentStage(visit.page), 'Customer');
  });

  for (const path of [SECRET_PAGE, KEY_PAGE]) {
    test(`a registered reader meets the paywall after 60 words, on ${path}`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });

      await enterToken(visit.page, SILVER);

      const teaser = await visibleText(visit.page, 'articles');
      assert.equal(await wallOf(visit.page, 'articles'), 'zephr-paywall');
      assert.ok(teaser.startsWith(FIRST_WORDS), teaser);
      assert.equal(teaser.replace(/…/g, '').split(' ').filter(Boolean).length, 60);
      assert.equal(await currentStage(visit.page), 'Registered');
      assert.equal(await seen(visit.page, 'user'), '1234567890');
    });

    test(`a customer reads and watches, on ${path}`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });

      await enterToken(visit.page, BOTH);

      const text = await visibleText(visit.page, 'articles');
      assert.equal(await wallOf(visit.page, 'articles'), null);
      assert.ok(text.startsWith(FIRST_WORDS) && text.endsWith(LAST_WORDS), text);
      assert.equal(await wallOf(visit.page, 'videos'), null);
      assert.equal(await currentStage(visit.page), 'Customer');
      assert.equal(await seen(visit.page, 'products'), 'gold');
    });

    test(`the switches count, and hold over a reload, on ${path}`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });
      await enterToken(visit.page, GOLD);
      const ticked = (): Promise<boolean[]> =>
        visit.page.$$eval('[data-setting]', (all) => all.slice(0, 2).map((box) => (box as HTMLInputElement).checked));

      await toggle(visit.page, 'productSyncing', 'registered');
      assert.deepEqual(await ticked(), [true, false]);
      assert.equal(await currentStage(visit.page), 'Registered');

      await toggle(visit.page, 'userMapping', 'anonymous');
      assert.deepEqual(await ticked(), [false, false]);
      assert.equal(await seen(visit.page, 'token'), 'valid');
      assert.equal(await currentStage(visit.page), 'Anonymous');

      await visit.page.click('[data-begin="on"]');
      await visit.page.waitForSelector('[data-stage="customer"][aria-current]');
      assert.deepEqual(await ticked(), [true, true]);
    });

    test(`a line pasted into the console counts as soon as the reader is back in the page, on ${path}`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });

      await enterLine(visit.page, GOLD);
      await visit.page.evaluate(() => window.dispatchEvent(new Event('focus')));

      await visit.page.waitForSelector('[data-stage="customer"][aria-current]');
    });

    test(`each payload of the list leads where it says, and back, on ${path}`, async () => {
      await using visit = await visitDemo(DESKTOP, server, { path });
      const presets = ['gold', 'silver', 'both', 'alabama', 'none'];
      const stages: string[] = [];

      for (const preset of presets) {
        await press(visit.page, `[data-preset="${preset}"]`);
        await visit.page.waitForSelector(`[data-preset="${preset}"][aria-current]`);
        stages.push(await currentStage(visit.page));
      }

      assert.deepEqual(stages, ['Customer', 'Registered', 'Customer', 'Registered', 'Anonymous']);
      assert.deepEqual(visit.problems, []);
    });
  }

  test('step 6: a reader who is not in the store is registered all the same', async () => {
    await using visit = await visitDemo();

    await enterToken(visit.page, STRANGER);

    assert.equal(await currentStage(visit.page), 'Registered');
    assert.equal(await seen(visit.page, 'record'), '–');
    assert.match((await blockIn(visit.page, 'videos')) ?? '', /You are signed in as reader 5555555555/);
  });

  test('step 6: switched off, the record is gone after a reload too', async () => {
    await using visit = await visitDemo();
    await enterToken(visit.page, SILVER);
    assert.ok((await blockIn(visit.page, 'videos'))?.startsWith(GREETING));

    await visit.page.click('[data-setting="userStore"]');
    await visit.page.waitForFunction(() => document.querySelector('[data-seen="record"]')?.textContent === '–');
    await reload(visit.page);

    assert.equal(await seen(visit.page, 'record'), '–');
    assert.match((await blockIn(visit.page, 'videos')) ?? '', /^Hello You are signed in/);
  });
});
