import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findPageMistakes } from '../../../../src/commands/validate/find-page-mistakes.js';
import { measureKey } from '../../../../src/token/verify/measure-key.js';
import { readPage } from '../../../../src/commands/validate/read-page.js';
import { validateText, type LocatedMistake } from '../../../../src/validate/validate-text.js';

const CONFIG = JSON.stringify({
  version: 1,
  features: {
    articles: {
      rules: {
        anonymous: { type: 'meta-tag', name: 'section', condition: 'equals', value: 'free', yes: 'show', no: 'wall' },
      },
      structuredData: { cssSelector: '.paywall' },
    },
    videos: {
      target: { selector: 'div.clip' },
      rules: { anonymous: 'wall' },
      structuredData: { cssSelector: '.clip' },
    },
    shop: { target: { comment: 'shop' }, rules: { anonymous: 'wall' }, structuredData: { cssSelector: '.shop' } },
  },
  outcomes: { wall: { content: 'hide' } },
});

const block = (article: object): string =>
  `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', ...article })}</script>`;
const partOf = (cssSelector: string): object => ({
  '@type': 'WebPageElement',
  isAccessibleForFree: false,
  cssSelector,
});
const GATED = block({ isAccessibleForFree: false, hasPart: partOf('.paywall') });
const PLACE = '<zephr-feature class="story paywall" feature="articles">…</zephr-feature>';

const validate = (html: string, config = CONFIG, url?: string): Promise<readonly LocatedMistake[]> =>
  validateText(config, { measureKey, checkFurther: (sound) => findPageMistakes(sound, readPage(html), url) });

const codesOf = async (html: string, config = CONFIG): Promise<string[]> =>
  (await validate(html, config, 'https://news.example/story'))
    .filter(({ severity }) => severity === 'error')
    .map(({ code, pointer }) => `${code} ${pointer}`.trim());

const AT = '/features/articles/structuredData';
const ROWS: readonly [says: string, html: string, found: readonly string[]][] = [
  ['that says what is gated', GATED + PLACE, []],
  ['without JSON-LD', PLACE, [`json-ld-missing ${AT}`]],
  ['that has it in a comment only', `<!-- ${GATED} -->${PLACE}`, [`json-ld-missing ${AT}`]],
  ['that says that it is free', block({}) + PLACE, [`json-ld-free ${AT}`, `json-ld-part-missing ${AT}`]],
  ['whose gated part has no class', GATED + PLACE.replace('paywall', ''), [`json-ld-class-missing ${AT}`]],
  ['that the rules leave free', `<meta name="section" content="free">${GATED}${PLACE}`, ['json-ld-not-free']],
  ['whose JSON-LD is cut off', `<script type="application/ld+json">{</script>${GATED}${PLACE}`, ['json-ld-invalid']],
  ['without a feature', '<p class="paywall">…</p>', []],
  ['with a feature by a class', '<div class="clip">…</div>', ['json-ld-missing /features/videos/structuredData']],
  [
    'with a feature between comments',
    '<!-- ZEPHR_FEATURE shop --><div class="shop">…</div><!-- ZEPHR_FEATURE_END shop -->',
    ['json-ld-missing /features/shop/structuredData'],
  ],
  ['that is not markup', '{"version":1}', []],
];

suite('validate --page, over a page', () => {
  for (const [says, html, found] of ROWS) {
    test(says, async () => {
      assert.deepEqual(await codesOf(html), found);
    });
  }

  test('says nothing of JSON-LD that the page writes itself', async () => {
    const config = CONFIG.replace('".paywall"', '".paywall","write":true');

    assert.deepEqual(await codesOf(PLACE, config), []);
  });

  test('tells mistakes of the config alone where there are any', async () => {
    assert.deepEqual(await codesOf(PLACE, CONFIG.replace('"no":"wall"', '"no":"wal"')), [
      'step-unknown /features/articles/rules/anonymous/no',
    ]);
  });

  test('reports where in the config it is', async () => {
    const [first] = (await validate(PLACE)).filter(({ code }) => code === 'json-ld-missing');

    assert.equal(CONFIG.slice(first!.column - 1).startsWith('"structuredData"'), true);
  });

  for (const [says, changes, code] of [
    ['a selector that is not a class', '".paywall"', '"div > p"'],
    ['no class', '"cssSelector":".paywall"', '"write":true'],
  ] as const) {
    test(`warns of ${says}`, async () => {
      const mistakes = await validateText(CONFIG.replace(changes, code), { measureKey });
      const found = mistakes.filter(({ pointer }) => pointer.startsWith(AT));

      assert.deepEqual(
        found.map(({ severity, pointer }) => [severity, pointer]),
        [['warning', `${AT}/cssSelector`]],
      );
    });
  }
});
