import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { describeArticle, judgeJsonLd, type GatedPart } from '../../../src/outcome/judge-json-ld.js';

const GATED: GatedPart = { feature: 'articles', cssSelector: '.paywall', gated: true };
const FREE: GatedPart = { ...GATED, gated: false };
const PART = { '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: '.paywall' };
const ARTICLE = { '@context': 'https://schema.org', '@type': 'NewsArticle' };
const GOOD = { ...ARTICLE, isAccessibleForFree: false, hasPart: PART };

const ROWS: readonly [says: string, blocks: readonly unknown[], part: GatedPart, codes: readonly string[]][] = [
  ['an article that says what is gated', [GOOD], GATED, []],
  ['the same in a list', [[GOOD]], GATED, []],
  ['the same in a graph', [{ '@context': 'https://schema.org', '@graph': [{ '@type': 'WebSite' }, GOOD] }], GATED, []],
  ['the same beside blocks about other things', [{ '@type': 'BreadcrumbList' }, GOOD], GATED, []],
  ['a type among several', [{ ...GOOD, '@type': ['Report', 'AnalysisNewsArticle'] }], GATED, []],
  [
    'falsehood as text',
    [{ ...GOOD, isAccessibleForFree: 'False', hasPart: [{ ...PART, isAccessibleForFree: 'False' }] }],
    GATED,
    [],
  ],
  ['falsehood as an address', [{ ...GOOD, isAccessibleForFree: 'https://schema.org/False' }], GATED, []],
  ['one of several parts', [{ ...GOOD, hasPart: [{ ...PART, cssSelector: '.lead' }, PART] }], GATED, []],
  ['the same below mainEntity', [{ '@type': 'WebPage', mainEntity: GOOD }], GATED, []],
  ['the same as the item of a list', [{ '@type': 'ItemList', itemListElement: [{ item: GOOD }] }], GATED, []],
  ['the same in a list within a graph', [{ '@graph': [[GOOD]] }], GATED, []],
  ['the same beside a job and a review', [GOOD, { '@type': 'JobPosting' }, { '@type': 'Review' }], GATED, []],
  [
    'the same beside stories that it lists',
    [GOOD, { '@type': 'ItemList', itemListElement: [{ item: ARTICLE }] }],
    GATED,
    [],
  ],
  ['an episode', [{ ...GOOD, '@type': 'PodcastEpisode' }], GATED, []],
  ['a page that is itself declared', [{ ...GOOD, '@type': 'WebPage' }], GATED, []],
  [
    'a part that is named by its id',
    [
      {
        '@graph': [
          { ...GOOD, hasPart: { '@id': '#p' } },
          { ...PART, '@id': '#p' },
        ],
      },
    ],
    GATED,
    [],
  ],
  ['a list of selectors', [{ ...GOOD, hasPart: { ...PART, cssSelector: '.lead, .paywall' } }], GATED, []],
  [
    'a selector that only begins alike',
    [{ ...GOOD, hasPart: { ...PART, cssSelector: '.paywalled' } }],
    GATED,
    ['json-ld-part-missing'],
  ],
  ['no block at all', [], GATED, ['json-ld-missing']],
  ['no block about an article', [{ '@type': 'Organization' }], GATED, ['json-ld-missing']],
  ['an article that says that it is free', [{ ...GOOD, isAccessibleForFree: true }], GATED, ['json-ld-free']],
  ['an article that does not say', [ARTICLE], GATED, ['json-ld-free', 'json-ld-part-missing']],
  [
    'a part of another class',
    [{ ...GOOD, hasPart: { ...PART, cssSelector: '.lead' } }],
    GATED,
    ['json-ld-part-missing'],
  ],
  [
    'a part that says that it is free',
    [{ ...GOOD, hasPart: { ...PART, isAccessibleForFree: true } }],
    GATED,
    ['json-ld-part-missing'],
  ],
  ['parts that are not objects', [{ ...GOOD, hasPart: 'all of it' }], GATED, ['json-ld-part-missing']],
  ['a free article that says so', [{ ...ARTICLE, isAccessibleForFree: true }], FREE, []],
  ['a free article that does not say', [ARTICLE], FREE, []],
  ['a free page without a block', [], FREE, []],
  ['a free article that says that it is not', [GOOD], FREE, ['json-ld-not-free']],
];

suite('JSON-LD is held against what is gated:', () => {
  for (const [says, blocks, part, codes] of ROWS) {
    test(says, () => {
      const { mistakes } = judgeJsonLd(
        blocks.map((block) => JSON.stringify(block)),
        [part],
        () => true,
      );

      assert.deepEqual(
        mistakes.map(({ code }) => code),
        codes,
      );
    });
  }

  test('a block that is not JSON is reported, and the others count', () => {
    const { mistakes, hasArticle } = judgeJsonLd(['{', JSON.stringify(GOOD)], [GATED], () => true);

    assert.deepEqual([mistakes.map(({ code }) => code), hasArticle], [['json-ld-invalid'], true]);
  });

  test('a class that nothing on the page has', () => {
    const { mistakes } = judgeJsonLd([JSON.stringify(GOOD)], [GATED], () => false);

    assert.deepEqual(
      mistakes.map(({ code, feature }) => [code, feature]),
      [['json-ld-class-missing', 'articles']],
    );
  });

  for (const part of [GATED, FREE]) {
    test(`the block written for ${part.gated ? 'a gated' : 'a free'} article is right`, () => {
      const text = JSON.stringify(describeArticle([part], 'A story'));

      assert.deepEqual(
        judgeJsonLd([text], [part], () => true),
        { mistakes: [], hasArticle: true },
      );
    });
  }
});
