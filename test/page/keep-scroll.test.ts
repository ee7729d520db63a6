import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, aToken, inMinutes, place, TOGETHER, useBrowser, type PageVisit } from '../support/bare-page.js';

const { visit } = useBrowser();

const html = aPage(`<h1>News</h1>${place('articles', '<p style="height:6000px">w1 w2</p>')}`);
const before = 'window.ahead = 0; const now = Date.now; Date.now = () => now() + ahead;';
const gold = (minutes: number): string => aToken({ prod: 'gold', exp: inMinutes(minutes) });
const state = (reader: PageVisit, wanted: string): Promise<unknown> =>
  reader.page.waitForSelector(`zephr-feature[state=${wanted}]`, { timeout: 6000 });
const top = (reader: PageVisit): Promise<number> => reader.page.evaluate(() => Math.round(scrollY));
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** A reader at 2,180 px whose token has ended. */
async function aReaderInTheMiddle(): Promise<PageVisit> {
  const reader = await visit({ html, before, token: gold(60) });
  await pause(800);
  await reader.page.evaluate(() => scrollTo(0, 2180));
  await reader.page.evaluate(`ahead = 7_200_000; document.dispatchEvent(new Event('visibilitychange'))`);
  await state(reader, 'walled');
  await pause(200);
  return reader;
}
const renew = async (reader: PageVisit): Promise<void> => {
  await reader.page.evaluate((token) => window.Zephr.setToken(token), gold(600));
  await state(reader, 'shown');
  await pause(200);
};

suite('a reader whose token ended while they read, and who has a new one', TOGETHER, () => {
  test('is back where they read', async () => {
    await using reader = await aReaderInTheMiddle();
    const short = await top(reader);
    await renew(reader);

    assert.ok(short < 2180, `${short}`);
    assert.equal(await top(reader), 2180);
  });

  test('by the cookie is back too', async () => {
    await using reader = await aReaderInTheMiddle();
    await reader.setCookies([{ name: 'blaize_jwt', value: gold(600) }]);
    await reader.page.evaluate(`dispatchEvent(new Event('focus'))`);
    await state(reader, 'shown');
    await pause(200);

    assert.equal(await top(reader), 2180);
  });

  test('stays where they have scrolled since', async () => {
    await using reader = await aReaderInTheMiddle();
    await reader.page.evaluate(() => {
      document.body.style.paddingBottom = '3000px';
      scrollTo(0, 500);
    });
    await renew(reader);

    assert.equal(await top(reader), 500);
  });

  test('stays at the top of another page', async () => {
    await using reader = await aReaderInTheMiddle();
    await reader.page.evaluate(() => history.pushState(null, '', '/other'));
    await renew(reader);

    assert.notEqual(await top(reader), 2180);
  });
});

test('a reader who signs in for the first time is not moved', async () => {
  await using reader = await visit({ html });
  await pause(800);
  await renew(reader);

  assert.equal(await top(reader), 0);
});
