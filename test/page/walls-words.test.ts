/** The words of walls, by language. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, place, TOGETHER, useBrowser } from '../support/bare-page.js';
import { ARTICLE, aPaywall, textsOf } from '../support/paywall-page.js';

const { visit } = useBrowser();

suite('the words of a wall', TOGETHER, () => {
  for (const [language, heading] of [
    ['en-GB', 'Subscribe to keep reading'],
    ['de', 'Weiterlesen mit einem Abo'],
    ['fr-CA', 'Abonnez-vous pour lire la suite'],
    ['es', 'Suscríbase para seguir leyendo'],
    ['pt-BR', 'Assine para continuar a leitura'],
    ['ar', 'اشترك لمتابعة القراءة'],
    ['ja', '続きを読むには購読をお申し込みください'],
    ['nl', 'Subscribe to keep reading'],
  ] as const) {
    test(`are those of a page in ${language}, whose file alone is loaded`, async () => {
      await using reader = await visit({
        html: ARTICLE.html!.replace('lang="en"', `lang="${language}"`),
        config: aPaywall({ heading: undefined }),
      });

      assert.deepEqual(await textsOf(reader, '[part=heading]'), [heading]);
      const files = reader.requests.filter(({ path }) => path.includes('texts-')).map(({ path }) => path);
      const own = language.slice(0, 2);
      assert.deepEqual(files, ['en', 'nl'].includes(own) ? [] : [`/chunks/texts-${own}.js`]);
    });
  }

  test('are English where their file does not arrive', async () => {
    await using reader = await visit({
      html: ARTICLE.html!.replace('lang="en"', 'lang="de"'),
      config: aPaywall({}),
      routes: { '/chunks/texts-de.js': (_request, response) => void response.writeHead(500).end() },
    });

    assert.deepEqual(await textsOf(reader, '[part=heading]'), ['Subscribe to keep reading']);
  });

  test('are the publisher’s own where the config has them, a component’s before those of all', async () => {
    const texts = { subscribe: 'Join us', month: 'each month', en: { month: 'a month' } };
    await using reader = await visit({
      ...ARTICLE,
      config: { ...aPaywall({ texts: { subscribe: 'Join in' } }), texts },
    });

    assert.deepEqual(await textsOf(reader, '[part=heading]'), ['Join in']);
    assert.deepEqual(await textsOf(reader, '[part=period]'), ['a month', 'per year']);
  });

  for (const [says, markup, level] of [
    ['two, where no heading comes before it', place('articles'), 'H2'],
    [
      'one below the heading before it',
      `<h1>News</h1><h2>Today</h2>${place('articles', '<h5>x</h5>')}<h4>More</h4>`,
      'H3',
    ],
    ['six at most', `<h6>Deep</h6>${place('articles')}`, 'H6'],
  ] as const) {
    test(`are under a heading of level ${says}`, async () => {
      await using reader = await visit({ config: aPaywall({}), html: aPage(markup) });
      const found = await reader.page.$eval(
        'zephr-paywall',
        (wall) => wall.shadowRoot!.querySelector('[part=heading]')!.tagName,
      );

      assert.equal(found, level);
    });
  }
});
