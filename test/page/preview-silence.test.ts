/** While a preview runs, nothing is counted and nothing is reported. */
import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { suite, test } from 'node:test';
import { aPage, place, useBrowser, type PageVisit } from '../support/bare-page.js';
import { aTrial, textIn } from '../support/counting-pages.js';
import { aLivePage, bannerOf, liveConfig, openLink, previewFor, settledIn } from '../support/preview-page.js';

const { visit } = useBrowser();

const answered = new Set(['/analytics', '/zephr/usage', '/zephr/gift']);
const routes = Object.fromEntries(
  [...answered].map((path) => [
    path,
    (_request: unknown, response: ServerResponse) => void response.writeHead(204).end(),
  ]),
);

const VISITED = { type: 'session-count', condition: 'at-least', value: 1 };
const METERED = { ...VISITED, no: 'show', yes: aTrial({ limit: 3 }) };
/** A live config that reports, counts and describes itself. */
const config = liveConfig({
  analytics: { endpoint: '/analytics' },
  dataLayer: { name: 'dataLayer', events: ['decision', 'wall-open'] },
  features: {
    articles: {
      structuredData: { cssSelector: '.story', write: true },
      rules: { anonymous: METERED, registered: METERED },
    },
  },
});
const EDITS = [
  { pointer: '/features/articles/rules/anonymous/yes/limit', before: 3, after: 5 },
  { pointer: '/features/articles/title', after: 'Articles' },
];
const html = aPage(place('articles', '<p class="story">w1 w2</p>'));

/** All that a page leaves behind. */
const traces = async (page: PageVisit['page']): Promise<Record<string, unknown>> => ({
  usage: await textIn(page),
  ...(await page.evaluate(() => ({
    layer: ((window as { dataLayer?: unknown[] }).dataLayer ?? []).length,
    visits: localStorage.getItem('zephr-visits'),
    walls: sessionStorage.getItem('zephr-walls'),
    structured: document.querySelectorAll('script[type="application/ld+json"]').length,
  }))),
});

suite('a page while a preview runs', () => {
  test('sends no analytics, pushes nothing, counts nothing and writes no structured data', async () => {
    await using reader = await visit(aLivePage({ config, html, routes }));
    await reader.page.waitForFunction(
      () =>
        localStorage.getItem('zephr-usage') !== null &&
        localStorage.getItem('zephr-visits') !== null &&
        document.querySelector('script[type="application/ld+json"]') !== null &&
        (window as { dataLayer?: unknown[] }).dataLayer!.length > 0,
      { timeout: 20_000 },
    );
    const before = await traces(reader.page);
    const sent = (): number => reader.requests.filter(({ path }) => answered.has(path)).length;

    const { page } = await openLink(reader, await previewFor(reader, EDITS, { liveText: JSON.stringify(config) }));
    assert.match((await bannerOf(page))!, /Leave$/);
    const { trials } = await page.evaluate(() => window.Zephr.decide('articles'));
    assert.deepEqual([trials['stories']?.limit, trials['stories']?.remaining], [5, 4]);
    const count = sent();
    await page.evaluate(async () => {
      await window.Zephr.refresh();
      // The files behind the first decision have run once this event was dispatched.
      const over = new Promise((done) => document.addEventListener('zephr.browserDecisionsFinished', done));
      await window.Zephr.refresh();
      await over;
      document.dispatchEvent(new CustomEvent('zephr-conversion', { bubbles: true, detail: {} }));
    });
    await page.reload();
    await settledIn(page);
    await page.goto('about:blank');
    assert.equal(sent(), count);

    const { page: again } = await openLink(
      reader,
      await previewFor(reader, EDITS, { liveText: JSON.stringify(config) }),
    );
    assert.deepEqual(await traces(again), { ...before, layer: 0, walls: null, structured: 0 });
  });

  test('keeps conversions from the page’s own listeners', async () => {
    await using reader = await visit(aLivePage());
    const { page } = await openLink(reader, await previewFor(reader));
    const heard = await page.evaluate(() => {
      let count = 0;
      window.Zephr.on('zephr-conversion', () => count++);
      document.dispatchEvent(new CustomEvent('zephr-conversion', { bubbles: true }));
      return count;
    });
    assert.equal(heard, 0);
  });
});
