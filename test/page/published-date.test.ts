import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  configWithFeatures,
  missing,
  place,
  SCRIPT,
  TOGETHER,
  useBrowser,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const HOUR = 3_600_000;
const NOW = new Date(Date.now() - HOUR).toISOString();
const LONG_AGO = '2020-01-01T09:00:00+0100';
const OLD = { id: 'old', content: 'hide', components: ['register'] };
const config = configWithFeatures({
  articles: alwaysDoes({ type: 'published-date', condition: 'newer-than', value: 24, yes: 'show', no: OLD }),
});
const CHUNK = '/chunks/article-date.js';

const jsonLd = (...blocks: unknown[]): string =>
  blocks.map((block) => `<script type="application/ld+json">${JSON.stringify(block)}</script>`).join('');
const article = (datePublished: unknown, more: object = {}): object => ({
  '@type': 'NewsArticle',
  datePublished,
  ...more,
});
const CANONICAL = '<link rel="canonical" href="/story">';

/** Ways in which pages name their date, and the state of the feature then. */
const HEADS: Readonly<Record<string, readonly [head: string, shows: string]>> = {
  'JSON-LD alone': [jsonLd(article(NOW)), 'shown'],
  'JSON-LD alone, of long ago': [jsonLd(article(LONG_AGO)), 'walled registration-wall'],
  'JSON-LD below mainEntity': [jsonLd({ '@type': 'WebPage', mainEntity: article(NOW) }), 'shown'],
  'JSON-LD of the article at the canonical address': [
    CANONICAL + jsonLd(article(LONG_AGO, { url: '/other' }), article(NOW, { url: '/story' })),
    'shown',
  ],
  'JSON-LD of the first article where none has the address': [
    CANONICAL + jsonLd(article(NOW), article(LONG_AGO)),
    'shown',
  ],
  'JSON-LD of another thing': [jsonLd({ '@type': 'VideoObject', datePublished: NOW }), 'walled registration-wall'],
  'JSON-LD whose date is an object': [jsonLd(article({ '@value': NOW })), 'walled registration-wall'],
  'JSON-LD that is broken': ['<script type="application/ld+json">{</script>', 'walled registration-wall'],
  'a meta tag before JSON-LD': [
    `<meta property="article:published_time" content="${LONG_AGO}">${jsonLd(article(NOW))}`,
    'walled registration-wall',
  ],
  'a meta tag that is not a date, and JSON-LD': [
    `<meta name="date" content="yesterday">${jsonLd(article(NOW))}`,
    'shown',
  ],
  'a meta tag as mail writes dates': [`<meta name="date" content=" ${new Date(NOW).toUTCString()} ">`, 'shown'],
};

suite('the date of publication is read from', TOGETHER, () => {
  for (const [says, [head, shows]] of Object.entries(HEADS)) {
    test(says, async () => {
      await using reader = await visit({ html: aPage(place('articles'), head + SCRIPT), config });

      assert.deepEqual([await reader.shows('articles'), await reader.faults()], [shows, []]);
    });
  }
});

test('a rule without the date of publication loads no reading of JSON-LD', async () => {
  await using reader = await visit({
    html: aPage(place('articles'), jsonLd(article(NOW)) + SCRIPT),
    config: configWithFeatures({
      articles: alwaysDoes({ type: 'meta-tag', name: 'tier', condition: 'equals', value: 'a', yes: 'show', no: OLD }),
    }),
  });

  assert.deepEqual(
    reader.requests.filter(({ path }) => path === CHUNK),
    [],
  );
});

test('a reading of JSON-LD that does not arrive is a fault of the features that ask for it', async () => {
  const html = aPage(place('articles'), jsonLd(article(NOW)) + SCRIPT);
  await using reader = await visit({ html, config, routes: { [CHUNK]: missing } });

  assert.deepEqual(await reader.faults(), ['chunk-unreachable /features/articles/rules/anonymous/type']);
});
