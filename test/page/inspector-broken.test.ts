/** The inspector on a page whose config is unusable. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { alwaysDoes, aPage, configWithFeatures, missing, place, useBrowser, type PageVisit, type VisitWish } from '../support/bare-page.js'; // prettier-ignore
import type { Route } from '../support/serve.js';

const { visit } = useBrowser();

const SEEN = { timeout: 20_000, visible: true };

const text =
  (body: string): Route =>
  (_request, response) =>
    void response.writeHead(200, { 'content-type': 'application/json' }).end(body);

/** Opens such a page, and reads the body of its inspector. */
async function inspect(wish: VisitWish): Promise<{ readonly reader: PageVisit; readonly words: string }> {
  const reader = await visit({ html: aPage(place('articles')), path: '/?zephr-debug', ...wish });
  const body = await reader.page.waitForSelector('>>> .body', SEEN);
  const words = await body!.evaluate((element) => element.textContent ?? '');
  return { reader, words: words.replace(/\s+/g, ' ').trim() };
}

const TABLE: readonly (readonly [says: string, wish: VisitWish, words: RegExp])[] = [
  [
    'that is not found, with the likely cause',
    { routes: { '/zephr.json': missing } },
    /page · config-unreachable .*zephr\.json" gives no config \(status 404\)\. Is the file deployed/,
  ],
  [
    'that is not JSON, with the likely cause',
    { routes: { '/zephr.json': text('<!doctype html><p>Not found') } },
    /page · config-not-json .*is not JSON .*HTML/,
  ],
  [
    'with a mistake, with its pointer',
    { config: configWithFeatures({ articles: alwaysDoes('show') }, { version: 7 }) },
    /page · version-unknown \/version .*this SDK reads version 1, not 7\./,
  ],
];

suite('the inspector of a page with a config', () => {
  for (const [says, wish, expected] of TABLE)
    test(`${says} opens, and shows the mistake first`, async () => {
      const { reader, words } = await inspect(wish);
      await using _reader = reader;

      assert.match(words, /^The config is unusable, so each feature shows its fallback\./);
      assert.match(words, expected);
    });

  test('that is unusable lists what is on the page, and has no preview to paste', async () => {
    const { reader } = await inspect({ routes: { '/zephr.json': missing } });
    await using _reader = reader;
    const { page } = reader;
    for (const tab of ['#features', '#reader'])
      await (await page.waitForSelector(`>>> ${tab}`, SEEN))!.evaluate((element) => (element as HTMLElement).click());
    await page.waitForFunction(
      () => document.querySelector('zephr-inspector')!.shadowRoot!.querySelector('#reader[aria-selected=true]'),
      SEEN,
    );
    assert.equal(await page.$('>>> .paste'), null);
  });

  test('that is unusable goes when the page starts with another one', async () => {
    const { reader } = await inspect({ routes: { '/zephr.json': missing } });
    await using _reader = reader;
    const { page } = reader;
    await page.evaluate(
      (config) => window.Zephr.start(config as never),
      configWithFeatures({ articles: alwaysDoes('show') }),
    );
    await page.waitForFunction(
      () => document.querySelector('zephr-inspector')?.shadowRoot?.querySelector('#features[aria-selected=true]'),
      { timeout: 20_000, polling: 100 },
    );
    assert.equal((await page.$$('zephr-inspector')).length, 1);
  });
});
