/** The metered section of the demo. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Page, Target } from 'puppeteer-core';
import { listenForProblems, PHONE, useDemo } from '../support/demo.js';
import {
  type DemoReader,
  FIFTH,
  FIRST,
  FOURTH,
  SECOND,
  SECTION,
  SIXTH,
  THIRD,
  aReader,
  countedIn,
  open,
  read,
  settled,
  sign,
  textOf,
} from '../support/demo-metered.js';

const REGISTER = 'zephr-registration-wall';

const SUBSCRIBE = 'zephr-paywall';

/** The line about the count, above the story or in the heading of its wall. */
async function countLineOf(page: Page): Promise<string> {
  return page.$eval('zephr-feature', (feature) => {
    const wall = feature.querySelector('zephr-registration-wall, zephr-paywall');
    const teller =
      wall?.shadowRoot?.querySelector('h2, h3, [part="heading"]') ?? feature.querySelector('[slot="left"]');
    return (teller?.textContent ?? '').replace(/\s+/g, ' ').trim();
  });
}

/** Tag of the wall in place of the story, `null` for a whole story. */
async function wallOf(page: Page): Promise<string | null> {
  return page.$eval('zephr-feature', (feature) => {
    const wall = feature.querySelector('zephr-registration-wall, zephr-paywall');
    const isWhole = feature.querySelector('p:not([slot] *)')?.checkVisibility({ visibilityProperty: true });
    return wall?.checkVisibility() ? wall.localName : isWhole ? null : 'nothing';
  });
}

/** Presses the button that starts over. */
async function startOver(page: Page): Promise<void> {
  await Promise.all([page.waitForNavigation(), page.click('[data-reader="start-over"]')]);
  await settled(page);
}

/** Follows the link to the next story, which opens a tab of its own. */
async function openSecondTab({ page, context, problems }: DemoReader): Promise<Page> {
  const opened = new Promise<Target>((done) => context.once('targetcreated', done));
  await page.click('#meter a.button');
  const tab = (await (await opened).page())!;
  listenForProblems(tab, problems);
  await tab.bringToFront();
  await tab.waitForSelector('zephr-feature:is([state="shown"], [state="walled"])');
  await settled(tab);
  return tab;
}

// The shell without windows draws each tab as the one in front.
useDemo({ whole: true });

describe('the metered section', () => {
  test('shows three stories to an anonymous reader and a wall in place of the fourth', async () => {
    await using reader = await aReader();
    const walk: (string | null)[][] = [];
    for (const path of [FIRST, SECOND, THIRD, FOURTH]) {
      await open(reader, path);
      walk.push([path, await countLineOf(reader.page), await wallOf(reader.page)]);
    }

    assert.deepEqual(walk, [
      [FIRST, '2 articles left this month of 3', null],
      [SECOND, '1 article left this month of 3', null],
      [THIRD, 'No articles left this month of 3', null],
      [FOURTH, 'You have read your 3 stories this month', REGISTER],
    ]);
    assert.deepEqual(await countedIn(reader.page, 'browser', 3), [FIRST, SECOND, THIRD]);
    assert.equal(await textOf(reader.page, '[data-meter="view"]'), 'This page view was not counted: none is left.');
    assert.deepEqual(reader.problems, []);
  });

  test('invites below the last story, and shows it whole', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND);
    const before = await reader.page.$('[slot="invite-to-register"]');
    await open(reader, THIRD);

    assert.equal(before, null);
    assert.match(await textOf(reader.page, '[slot="invite-to-register"]'), /there are 5 a month/);
    const [story, invitation] = await reader.page.$$eval('zephr-feature > p:last-of-type, [slot^="invite"]', (both) =>
      both.map((each) => each.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })),
    );
    assert.ok(story!.bottom <= invitation!.top);
  });

  test('leaves a story open that was read, when none is left too', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND, THIRD, FOURTH);
    await open(reader, FIRST);

    assert.equal(await wallOf(reader.page), null);
    assert.equal(
      await textOf(reader.page, '[data-meter="view"]'),
      'This page view was not counted: the story was before.',
    );
    await countedIn(reader.page, 'browser', 3);
  });

  test('counts nothing for a reload', async () => {
    await using reader = await aReader();
    await open(reader, FIRST);
    for (let times = 0; times < 3; times += 1) {
      await reader.page.reload();
      await settled(reader.page);
    }

    assert.equal(await countLineOf(reader.page), '2 articles left this month of 3');
    assert.deepEqual(await countedIn(reader.page, 'browser', 1), [FIRST]);
  });

  test('counts nothing for its list, which shows the stories that were read', async () => {
    await using reader = await aReader();
    await open(reader, SECTION);
    const before = await textOf(reader.page, '.meter');
    await open(reader, SECOND);
    await open(reader, SECTION);

    assert.deepEqual(
      [before, await textOf(reader.page, '.meter')],
      ['3 articles left this month, of 3', '2 articles left this month, of 3'],
    );
    assert.deepEqual(await countedIn(reader.page, 'browser', 1), [SECOND]);
    assert.deepEqual(
      await reader.page.$$eval('[data-mark]:not(:empty)', (marks) =>
        (marks as HTMLElement[]).map(({ dataset, textContent }) => [dataset['mark'], textContent]),
      ),
      [[SECOND, 'Read']],
    );
  });

  test('counts a second tab, and the first one shows it when its reader comes back', async () => {
    await using reader = await aReader();
    await open(reader, FIRST);
    const tab = await openSecondTab(reader);
    const [path, there] = [new URL(tab.url()).pathname, await countLineOf(tab)];
    await reader.page.bringToFront();
    await reader.page.waitForFunction(() =>
      document.querySelector('[slot="left"]')?.textContent?.includes('1 article'),
    );
    await settled(reader.page);

    assert.deepEqual([path, there], [SECOND, '1 article left this month of 3']);
    assert.equal(await countLineOf(reader.page), there);
    assert.equal(await textOf(reader.page, '.meter'), '1 article left this month, of 3');
    assert.deepEqual(await countedIn(reader.page, 'browser', 2), [FIRST, SECOND]);
    assert.deepEqual(reader.problems, []);
  });

  test('shows below a story that the last one was read elsewhere', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND);
    await openSecondTab(reader);
    await reader.page.bringToFront();
    await reader.page.waitForSelector('[slot="invite-to-register"]');

    assert.equal(await wallOf(reader.page), null);
    assert.equal(await countLineOf(reader.page), 'No articles left this month of 3');
  });
});

describe('the metered section, in windows side by side', () => {
  /** Turns to a window that was not hidden, so that the SDK takes no notice, and waits for what it tells then. */
  const turnTo = async (page: Page, words: string): Promise<void> => {
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    // By the clock, as the browser of a test draws but one of its tabs.
    await page.waitForFunction(
      (wanted) => document.querySelector('[slot="left"]')?.textContent?.replace(/\s+/g, ' ').trim() === wanted,
      { polling: 50, timeout: 5000 },
      words,
    );
  };

  test('shows what was read in the other window', async () => {
    await using reader = await aReader();
    await open(reader, FIRST);
    await openSecondTab(reader);
    const before = await countLineOf(reader.page);
    await turnTo(reader.page, '1 article left this month of 3');

    assert.equal(before, '2 articles left this month of 3');
  });

  test('knows that its reader has signed in in the other', async () => {
    await using reader = await aReader();
    await open(reader, FIRST);
    await sign(await openSecondTab(reader), 'in');
    await turnTo(reader.page, '3 articles left this month of 5');

    assert.equal(await reader.page.$eval('[data-stage="registered"]', (stage) => stage.ariaCurrent), 'true');
    assert.equal(await reader.page.$eval('[data-reader="sign"]', (button) => button.textContent), 'Sign out');
  });
});

describe('the metered section, with an account', () => {
  test('carries over earlier reads: two of five are left, then comes the paywall', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND, THIRD);
    await sign(reader.page, 'in');
    const walk = [[await countLineOf(reader.page), await wallOf(reader.page)]];
    const carried = await countedIn(reader.page, 'endpoint', 3);
    for (const path of [FOURTH, FIFTH, SIXTH]) {
      await open(reader, path);
      walk.push([await countLineOf(reader.page), await wallOf(reader.page)]);
    }

    assert.deepEqual(carried, [FIRST, SECOND, THIRD]);
    assert.deepEqual(walk, [
      ['2 articles left this month of 5', null],
      ['1 article left this month of 5', null],
      ['No articles left this month of 5', null],
      ['You have read your 5 stories this month', SUBSCRIBE],
    ]);
    assert.deepEqual(await countedIn(reader.page, 'endpoint', 5), [FIRST, SECOND, THIRD, FOURTH, FIFTH]);
    assert.deepEqual(reader.problems, []);
  });

  test('opens the story behind the wall as soon as its reader signs in', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND, THIRD, FOURTH);
    await sign(reader.page, 'in');

    assert.equal(await wallOf(reader.page), null);
    assert.equal(await countLineOf(reader.page), '1 article left this month of 5');
    await sign(reader.page, 'out');
    assert.equal(await wallOf(reader.page), REGISTER);
  });

  test('counts on all devices together', async () => {
    await using desk = await aReader();
    await read(desk, FIRST, SECOND);
    await sign(desk.page, 'in');
    await countedIn(desk.page, 'endpoint', 2);
    await using phone = await aReader({ viewport: PHONE, goesOn: true });
    await open(phone, SECTION);
    await sign(phone.page, 'in');
    await open(phone, THIRD);

    assert.equal(await countLineOf(phone.page), '2 articles left this month of 5');
    assert.deepEqual(await countedIn(phone.page, 'endpoint', 3), [FIRST, SECOND, THIRD]);
  });

  test('counts nothing for a subscriber', async () => {
    await using reader = await aReader();
    await reader.page.goto(reader.url);
    await reader.page.click('[data-preset="gold"]');
    await reader.page.waitForSelector('[data-stage="customer"][aria-current]');
    await read(reader, FIRST, SECOND, THIRD, FOURTH);

    assert.equal(await wallOf(reader.page), null);
    assert.equal(await textOf(reader.page, '.meter'), 'All stories with Gold');
    await countedIn(reader.page, 'browser', 0);
  });
});

describe('starting over in the metered section', () => {
  test('takes the ledger away: three are left again', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND, THIRD, FOURTH);
    await startOver(reader.page);
    const list = [new URL(reader.page.url()).pathname, await textOf(reader.page, '.meter')];
    const stored = await reader.page.evaluate(() => localStorage.getItem('zephr-usage'));
    await open(reader, FOURTH);

    assert.deepEqual([list, stored], [[SECTION, '3 articles left this month, of 3'], null]);
    assert.equal(await countLineOf(reader.page), '2 articles left this month of 3');
    assert.deepEqual(reader.problems, []);
  });

  test('takes the endpoint’s count away as well: a registered reader has five again', async () => {
    await using reader = await aReader();
    await read(reader, FIRST, SECOND, THIRD);
    await sign(reader.page, 'in');
    await countedIn(reader.page, 'endpoint', 3);
    await startOver(reader.page);
    const list = await textOf(reader.page, '.meter');
    await countedIn(reader.page, 'endpoint', 0);
    await open(reader, SIXTH);

    assert.equal(list, '5 articles left this month, of 5');
    assert.equal(await countLineOf(reader.page), '4 articles left this month of 5');
    assert.deepEqual(await countedIn(reader.page, 'endpoint', 1), [SIXTH]);
  });
});
