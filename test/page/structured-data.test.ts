import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  aPage,
  aToken,
  alwaysDoes,
  configWithFeatures,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const WALL = { id: 'wall', content: 'hide', components: ['register'] };
const BODY = place('articles', undefined, 'class="paywall"');
const HEAD = `<meta property="og:title" content="A story">${SCRIPT}`;

const config = (structuredData: object, step: unknown = WALL): object =>
  configWithFeatures({
    articles: { ...alwaysDoes(step), structuredData: { cssSelector: '.paywall', ...structuredData } },
  });

const blocks = (reader: PageVisit): Promise<unknown[]> =>
  reader.page.evaluate(() =>
    [...document.querySelectorAll('script[type="application/ld+json"]')].map(
      ({ textContent }) => JSON.parse(textContent ?? '') as unknown,
    ),
  );

/** Opens a page and gives what it printed by the time that its JSON-LD was looked at. */
async function warned(reader: PageVisit): Promise<string[]> {
  const printed: string[] = [];
  reader.page.on('console', (message) => void printed.push(message.text()));
  await reader.page.reload();
  await looked(reader);
  return printed.filter((line) => line.includes('json-ld'));
}

const looked = async (reader: PageVisit): Promise<void> => {
  await reader.page.waitForFunction(
    () => performance.getEntriesByType('resource').some(({ name }) => name.includes('/structured-data-')),
    { timeout: 8000 },
  );
  await new Promise((done) => setTimeout(done, 200));
};

const WRITTEN = {
  '@context': 'https://schema.org',
  '@type': 'NewsArticle',
  headline: 'A story',
  isAccessibleForFree: false,
  hasPart: [{ '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: '.paywall' }],
};

suite('JSON-LD', TOGETHER, () => {
  test('is written where the config asks for it and the page has none, once', async () => {
    await using reader = await visit({ html: aPage(BODY, HEAD), config: config({ write: true }) });
    await looked(reader);
    await reader.page.evaluate(() => window.Zephr.refresh());
    await new Promise((done) => setTimeout(done, 200));

    assert.deepEqual(await blocks(reader), [WRITTEN]);
  });

  test('is written under a strict policy: data are not a script', async () => {
    const csp = `default-src 'self'; img-src data:; script-src 'nonce-abc' 'strict-dynamic'; style-src 'nonce-abc'; require-trusted-types-for 'script'; trusted-types lit-html dompurify`;
    await using reader = await visit({
      html: aPage(BODY, HEAD.replace('<script', '<script nonce="abc"')),
      config: config({ write: true }),
      headers: { 'content-security-policy': csp },
    });
    await looked(reader);

    assert.deepEqual(await blocks(reader), [WRITTEN]);
  });

  test('says of a metered story with articles left that it is not free', async () => {
    const meter = { type: 'trial', limit: 3, yes: 'show', no: WALL };
    await using reader = await visit({ html: aPage(BODY, HEAD), config: config({ write: true }, meter) });
    await looked(reader);

    assert.equal(await reader.shows('articles'), 'shown');
    assert.deepEqual(await blocks(reader), [WRITTEN]);
  });

  test('says of a story that all may read that it is free', async () => {
    await using reader = await visit({ html: aPage(BODY, HEAD), config: config({ write: true }, 'show') });
    await looked(reader);
    const { hasPart: _, ...free } = WRITTEN;

    assert.deepEqual(await blocks(reader), [{ ...free, isAccessibleForFree: true }]);
  });

  test('of the page stays as it is', async () => {
    const own = { '@type': 'NewsArticle', isAccessibleForFree: true };
    const head = `<script type="application/ld+json">${JSON.stringify(own)}</script>${HEAD}`;
    await using reader = await visit({
      html: aPage(BODY, head),
      config: config({ write: true }),
      path: '/?zephr-debug',
    });
    const lines = await warned(reader);

    assert.deepEqual(await blocks(reader), [own]);
    assert.deepEqual(
      lines.map((line) => line.split(':')[1]!.trim()),
      ['json-ld-free', 'json-ld-part-missing'],
    );
  });

  for (const [says, own] of Object.entries({
    'below mainEntity': { '@type': 'WebPage', mainEntity: { '@type': 'NewsArticle' } },
    'in a list within a graph': { '@graph': [[{ '@type': 'BlogPosting' }]] },
    'as the item of a list': { '@type': 'ItemList', itemListElement: [{ item: { '@type': 'NewsArticle' } }] },
    'where another property leads to it': { '@type': 'WebPage', about: { '@type': 'NewsArticle' } },
  })) {
    test(`gets no second article beside one ${says}`, async () => {
      const head = `<script type="application/ld+json">${JSON.stringify(own)}</script>${HEAD}`;
      await using reader = await visit({ html: aPage(BODY, head), config: config({ write: true }) });
      await reader.page.evaluate(() => window.Zephr.refresh());
      await new Promise((done) => setTimeout(done, 300));

      assert.deepEqual(await blocks(reader), [own]);
    });
  }

  test('that the page lacks is reported while debugging', async () => {
    await using reader = await visit({ html: aPage(BODY, HEAD), config: config({}), path: '/?zephr-debug' });
    const [line, ...more] = await warned(reader);

    assert.match(line!, /^\[zephr\] articles: json-ld-missing: /);
    assert.deepEqual([more, await blocks(reader)], [[], []]);
  });

  test('is left alone while a reader is signed in, whom no crawler is', async () => {
    await using reader = await visit({
      html: aPage(BODY, HEAD),
      config: config({ write: true }),
      token: aToken(),
      path: '/?zephr-debug',
    });

    assert.deepEqual([await warned(reader), await blocks(reader)], [[], []]);
  });

  test('is not looked at where no feature asks for it', async () => {
    await using reader = await visit({ html: aPage(BODY, HEAD) });
    await new Promise((done) => setTimeout(done, 500));

    assert.ok(!reader.requests.some(({ path }) => path.includes('structured-data')));
  });
});
