/** Previews that start in a page that is open: pasted into the inspector, by a link of the same address, as another reader. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { Page } from 'puppeteer-core';
import { useBrowser, type PageVisit } from '../support/bare-page.js';
import { aLivePage, becomes, bannerOf, chooseReader, liveConfig, openLink, previewFor, settledIn, SHOW, stateIn } from '../support/preview-page.js'; // prettier-ignore

const { visit } = useBrowser();

const SHOWN = { timeout: 20_000 };
/** Looks at each frame: a change inside of a shadow root is no change of the document. */
const SEEN = { ...SHOWN, visible: true };

/** Opens the live page with the inspector, at the tab of the reader. */
async function inspect(reader: PageVisit, path: string): Promise<Page> {
  const page = await reader.context.newPage();
  page.on('pageerror', (error) => void reader.problems.push(String(error)));
  await page.goto(reader.server.origin + path);
  await settledIn(page);
  const tab = await page.waitForSelector('>>> #reader', SEEN);
  await tab!.evaluate((element) => (element as HTMLElement).click());
  return page;
}

async function paste(page: Page, link: string): Promise<void> {
  const field = await page.waitForSelector('>>> .paste input', SEEN);
  await field!.evaluate((element, text) => {
    const input = element;
    input.value = text;
    input.form!.requestSubmit();
  }, link);
}

/** Waits until the inspector says why a preview does not count. */
const refused = (page: Page, code: string): Promise<unknown> =>
  page.waitForFunction(
    (wanted) =>
      document
        .querySelector('zephr-inspector')
        ?.shadowRoot?.querySelector('#preview-refusal')
        ?.textContent?.startsWith(`${wanted}: `),
    { ...SHOWN, polling: 100 },
    code,
  );

suite('a preview that is pasted into the inspector', () => {
  test('starts in this tab, keeps the fragment by which a site routes, and stays for the next page', async () => {
    await using reader = await visit(aLivePage());
    const page = await inspect(reader, '/?zephr-debug#/story');
    await paste(page, `${reader.server.origin}/other#zephr-debug=${await previewFor(reader)}`);
    await becomes(page, 'shown');

    assert.match((await bannerOf(page))!, /Leave$/);
    assert.equal(page.url(), `${reader.server.origin}/?zephr-debug#/story`);
    await Promise.all([page.waitForNavigation(), page.click('a')]);
    await settledIn(page);
    assert.equal(await stateIn(page), 'shown');
  });

  test('says why it does not count, and leaves the page and a preview that runs as they are', async () => {
    await using reader = await visit(aLivePage());
    const page = await inspect(reader, '/?zephr-debug');
    const late = await previewFor(reader, [SHOW], { now: Date.now() - 7_200_000 });
    const foreign = await previewFor(reader, [SHOW], { origins: ['https://news.example'] });
    for (const [link, code] of [
      ['https://news.example/', 'preview-malformed'],
      [late, 'preview-expired'],
      [`#zephr-debug=${foreign}`, 'preview-origin'],
      ['a'.repeat(22), 'preview-unknown'],
    ] as const) {
      await paste(page, link);
      await refused(page, code);
    }
    assert.equal(await stateIn(page), 'walled');
    assert.equal(await page.evaluate(() => sessionStorage.length), 0);

    await paste(page, await previewFor(reader));
    await becomes(page, 'shown');
    const kept = await page.evaluate(() => sessionStorage.getItem('zephr-preview'));
    const folded = await page.waitForSelector('>>> .folded button', SEEN);
    await folded!.evaluate((element) => (element as HTMLElement).click());
    const tab = await page.waitForSelector('>>> #reader', SEEN);
    await tab!.evaluate((element) => (element as HTMLElement).click());
    await paste(page, late);
    await refused(page, 'preview-expired');
    assert.equal(await stateIn(page), 'shown');
    assert.equal(await page.evaluate(() => sessionStorage.getItem('zephr-preview')), kept);
  });
});

suite('a preview link in a tab that shows the page already', () => {
  test('is followed, whether or not the page is debugged', async () => {
    await using reader = await visit(aLivePage());
    const jws = await previewFor(reader);
    for (const path of ['/', '/?zephr-debug']) {
      const page = await reader.context.newPage();
      await page.goto(reader.server.origin + path);
      await settledIn(page);
      await page.waitForNetworkIdle(SHOWN);
      assert.equal(await stateIn(page), 'walled');
      await page.evaluate((fragment) => void (location.hash = fragment), `#zephr-debug=${jws}`);
      await becomes(page, 'shown');
      await page.waitForFunction(() => document.querySelector('zephr-preview'), SHOWN);
      assert.equal(page.url(), `${reader.server.origin}/?zephr-debug`);
      await page.close();
    }
  });
});

suite('the notes of a preview', () => {
  test('stay when another reader is chosen', async () => {
    const rules = { anonymous: { content: 'hide', components: ['subscribe'] } };
    const config = liveConfig({ features: { articles: { rules }, videos: {} } });
    await using reader = await visit(aLivePage({ config }));
    const edits = [SHOW, { pointer: '/features/videos/title', after: 'Films' }];
    const { page } = await openLink(reader, await previewFor(reader, edits, { readers: { anna: {}, guest: {} } }));
    const notes = /1 of 2 edits does not apply.*The live config has changed since this preview was made\./s;
    assert.match((await bannerOf(page))!, notes);
    await chooseReader(page, 'guest');
    await page.waitForFunction(() => window.Zephr.preview?.reader === 'guest', SHOWN);
    assert.match((await bannerOf(page))!, notes);
  });
});
