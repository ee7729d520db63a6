import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findArticles } from '../../../src/lib/find-articles.js';

const HERE = 'https://news.example/story';
const MINE = { '@type': 'NewsArticle', headline: 'Mine' };
const OTHER = { '@type': 'NewsArticle', headline: 'Other', url: 'https://news.example/other' };

const headlines = (blocks: readonly unknown[], address: string | null = HERE): unknown[] =>
  findArticles(
    blocks.map((block) => JSON.stringify(block)),
    address,
  ).map(({ read }) => read('headline'));

/** Blocks of a page whose article is `Mine`. */
const FOUND: Readonly<Record<string, readonly unknown[]>> = {
  'below mainEntity of a WebPage': [{ '@type': 'WebPage', mainEntity: MINE }],
  'in a list within @graph': [{ '@graph': [{ '@type': 'WebSite' }, [[MINE]]] }],
  'in a graph within a graph': [{ '@graph': [{ '@graph': [MINE] }] }],
  'as the item of a list': [{ '@type': 'ItemList', itemListElement: [{ '@type': 'ListItem', item: MINE }] }],
  'below mainEntity of the page that mainEntityOfPage names': [
    { '@type': 'Thing', mainEntityOfPage: { '@type': 'WebPage', mainEntity: MINE } },
  ],
  'where only another property leads to it': [{ '@type': 'WebPage', about: MINE }],
  'with a type as an address': [{ ...MINE, '@type': 'https://schema.org/NewsArticle' }],
  'with a type in short': [{ ...MINE, '@type': ['Thing', 'schema:OpinionNewsArticle'] }],
  'as an episode': [{ ...MINE, '@type': 'PodcastEpisode' }],
  'as a live blog, and not one of its entries': [
    { ...MINE, '@type': 'LiveBlogPosting', liveBlogUpdate: [{ '@type': 'BlogPosting', headline: 'Other' }] },
  ],
  'as a review where there is nothing else': [{ ...MINE, '@type': 'CriticReview' }],
  'as a page that says itself that it is gated': [{ ...MINE, '@type': 'WebPage', isAccessibleForFree: false }],
  'behind an article that another one mentions': [{ '@type': 'WebPage', about: OTHER }, MINE],
  'behind a review of something on the page': [{ '@type': 'Review', headline: 'Other' }, MINE],
  'behind a job of an advertiser': [{ '@type': 'JobPosting', headline: 'Other' }, MINE],
  'behind others, by its url': [OTHER, { ...MINE, url: HERE }],
  'behind others, by a relative url': [OTHER, { ...MINE, url: '/story' }],
  'behind others, by mainEntityOfPage': [OTHER, { ...MINE, mainEntityOfPage: HERE }],
  'behind others, by the id of mainEntityOfPage': [
    OTHER,
    { ...MINE, mainEntityOfPage: { '@type': 'WebPage', '@id': `${HERE}#webpage` } },
  ],
  'behind others, by http and a slash at the end': [OTHER, { ...MINE, url: 'http://news.example/story/' }],
  'behind others, without an address of its own': [OTHER, MINE],
  'in two blocks of one id': [
    { '@id': '#a', '@type': 'NewsArticle', url: HERE },
    { '@id': '#a', headline: 'Mine' },
  ],
  'beside an article at the same address that is only mentioned': [
    { ...MINE, url: HERE, '@id': '#a', mentions: OTHER },
    { '@type': 'WebPage', mainEntity: { '@id': '#a' } },
  ],
};

suite('the article of a page is found', () => {
  for (const [says, blocks] of Object.entries(FOUND)) test(says, () => assert.deepEqual(headlines(blocks), ['Mine']));

  test('as all that have the address of the page', () => {
    const again = { ...MINE, headline: 'Again', url: HERE };

    assert.deepEqual(headlines([OTHER, { ...MINE, url: HERE }, again]), ['Mine', 'Again']);
  });
  test('as the first where the address is not known', () => {
    assert.deepEqual(headlines([MINE, OTHER], null), ['Mine']);
  });
  test('as the first where none has the address', () => {
    assert.deepEqual(headlines([OTHER, { ...OTHER, headline: 'Third' }]), ['Other']);
  });
});

suite('no article is found', () => {
  for (const [says, block] of Object.entries({
    'in a job': { '@type': 'JobPosting' },
    'in a review of a product': { '@type': 'Product', review: { '@type': 'Review' } },
    'in a page that does not say whether it is free': { '@type': 'WebPage', datePublished: '2026-11-28' },
    'in an object without a type': { headline: 'A story' },
    'in a type that is inherited': { '@type': { toString: 'NewsArticle' } },
    'in null': null,
  })) {
    test(says, () => assert.deepEqual(headlines([block]), []));
  }

  test('in text that is not JSON, and each is reported', () => {
    let invalid = 0;

    assert.deepEqual(
      findArticles(['{', '<!-- -->', ''], HERE, () => void invalid++),
      [],
    );
    assert.equal(invalid, 3);
  });
});

suite('JSON-LD of any size and depth', () => {
  test('of a hundred thousand things is read to a limit, in time', () => {
    const things = Array.from({ length: 100_000 }, () => ({ '@id': '#a', '@type': 'Person' }));
    const start = performance.now();

    assert.deepEqual(headlines([MINE, things]), ['Mine']);
    assert.ok(performance.now() - start < 2000);
  });
  test('that is nested ten thousand levels deep does not throw', () => {
    const text = `${'{"mainEntity":'.repeat(10_000)}{"@type":"NewsArticle"}${'}'.repeat(10_000)}`;

    assert.equal(findArticles([text]).length, 1);
  });
});
