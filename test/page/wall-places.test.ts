/** Walls where HTML takes none: in tables, lists, paragraphs and what takes clicks. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  alwaysDoes,
  aPage,
  configWithFeatures,
  GOLD,
  TOGETHER,
  useBrowser,
  type PageVisit,
} from '../support/bare-page.js';

const { visit } = useBrowser();

const WALL = 'zephr-registration-wall';
const HIDE = alwaysDoes({ content: 'hide', components: ['register'] });
const FROM = '<!-- ZEPHR_FEATURE marked -->';
const TO = '<!-- ZEPHR_FEATURE_END marked -->';
const config = configWithFeatures({
  articles: HIDE,
  gated: { ...HIDE, target: { selector: '.gated' } },
  marked: { ...HIDE, target: { comment: 'marked' } },
  kept: {
    ...alwaysDoes({ content: { keep: { paragraphs: 1 } }, components: ['register'] }),
    target: { selector: '.kept' },
  },
});

/** A table that is 800 px wide. */
const table = (rows: string): string =>
  `<table style="width:800px"><thead><tr><th>a</th><th colspan="2">b</th></tr></thead>${rows}</table>`;
const ROW = '<tr><td>x</td><td>secret</td><td>4</td></tr>';
const FREE = '<tr><td>y</td><td>free</td><td>5</td></tr>';

/** Whether the page is as its markup has it once the SDK ends. */
const isRestored = (reader: PageVisit, html: string): Promise<boolean> =>
  reader.page.evaluate((markup) => {
    window.Zephr.stop();
    const { body } = new DOMParser().parseFromString(markup, 'text/html');
    return document.querySelector('main')!.innerHTML === body.innerHTML;
  }, html);

suite('the wall of a target', TOGETHER, () => {
  for (const [says, html] of [
    ['rows', table(`<tbody class="gated">${ROW}${ROW}</tbody>`)],
    ['one row', table(`<tbody>${ROW.replace('<tr', '<tr class="gated"')}${FREE}</tbody>`)],
    ['rows between comments', table(`<tbody>${FROM}${ROW}${ROW}${TO}${FREE}</tbody>`)],
    ['cells between comments', table(`<tbody><tr>${FROM}<td>secret</td><td>secret</td><td>4</td>${TO}</tr></tbody>`)],
    ['a table', table(`<tbody>${ROW}</tbody>`).replace('<table', '<table class="gated"')],
  ] as const) {
    test(`is as wide as the table in place of ${says}`, async () => {
      await using reader = await visit({ config, html: aPage(html), settle: false });
      await reader.page.waitForSelector(WALL);
      const wall = await reader.page.$eval('zephr-feature', (element) => ({
        isWide: element.getBoundingClientRect().width > 750,
        isPart: /^(table|tbody|tr)$/.test(element.parentElement!.localName),
      }));

      assert.deepEqual(wall, { isWide: true, isPart: false });
      assert.equal(await reader.page.evaluate(() => document.body.textContent.includes('secret')), false);
      assert.ok(await isRestored(reader, html));
    });
  }

  for (const [says, html, order] of [
    ['a paragraph', '<p class="gated">secret</p><p>free</p>', 'p wall p'],
    ['words of a paragraph', '<p>free <span class="gated">secret</span> free</p><p>free</p>', 'p wall p'],
    ['words between comments', `<p>free ${FROM}secret${TO} free</p><p>free</p>`, 'p wall p'],
    ['a heading', '<h2 class="gated">secret</h2><p>free</p>', 'h2 wall p'],
    ['a list', '<ul class="gated"><li>secret</li></ul><p>free</p>', 'ul wall p'],
    ['definitions', '<dl class="gated"><dt>secret</dt><dd>secret</dd></dl><p>free</p>', 'dl wall p'],
    ['a picture in a link', '<a href="/x"><b><img class="gated" alt=""></b></a><p>free</p>', 'a wall p'],
    ['words of a button', '<div><button>a <i class="gated">secret</i></button></div>', 'div'],
    ['a closed summary', '<details><summary class="gated">secret</summary>text</details><p>free</p>', 'details wall p'],
    ['a table in a link', `<a href="/x">${table(`<tbody class="gated">${ROW}</tbody>`)}</a><p>free</p>`, 'a wall p'],
  ] as const) {
    test(`is behind what takes no wall: in place of ${says}`, async () => {
      await using reader = await visit({ config, html: aPage(html), settle: false });
      await reader.page.waitForSelector(WALL);
      const [order_, box, around] = await reader.page.evaluate((selector) => {
        const wall = document.querySelector(selector)!;
        const names = [...document.querySelector('main')!.children].map(({ localName }) => localName);
        return [
          names.join(' ').replace('zephr-feature', 'wall'),
          wall.getBoundingClientRect().height > 50,
          wall.closest('a, button, details, h2, label, p, ul') !== null,
        ] as const;
      }, WALL);

      assert.deepEqual([order_, box, around], [order, true, false]);
      assert.equal(await reader.page.evaluate(() => document.body.textContent.includes('secret')), false);
      assert.ok(await isRestored(reader, html));
    });
  }

  for (const [says, html, parent] of [
    ['items between comments', `<ul><li>free</li>${FROM}<li>secret</li>${TO}<li>free</li></ul>`, 'li'],
    ['an item', '<ul><li>free</li><li class="gated">secret</li></ul>', 'li'],
    ['definitions between comments', `<dl><dt>free</dt>${FROM}<dd>secret</dd>${TO}</dl>`, 'dd'],
    ['a cell', table(`<tbody>${ROW.replace('<td>secret', '<td class="gated">secret')}</tbody>`), 'td'],
  ] as const) {
    test(`is an item like the others: in place of ${says}`, async () => {
      await using reader = await visit({ config, html: aPage(html), settle: false });
      await reader.page.waitForSelector(WALL);

      assert.equal(await reader.page.$eval('zephr-feature', ({ parentElement }) => parentElement!.localName), parent);
      assert.equal(await reader.page.evaluate(() => document.body.textContent.includes('secret')), false);
      assert.ok(await isRestored(reader, html));
    });
  }

  test('follows the rows that are kept, and those that are added later', async () => {
    const html = table(`<tbody class="kept">${FREE}${ROW}</tbody>`);
    await using reader = await visit({ config, html: aPage(html), settle: false });
    await reader.page.waitForSelector(WALL);
    await reader.page.evaluate((row) => {
      document.querySelector('tbody')!.insertAdjacentHTML('beforeend', row.replace('secret', 'late secret'));
    }, ROW);
    await reader.page.waitForFunction(() => !document.body.textContent.includes('late'));
    const texts = await reader.page.$$eval('tbody > tr', (rows) =>
      rows.map((row) => (row.querySelector('zephr-feature') ? 'wall' : row.textContent)),
    );
    await reader.page.evaluate(() => window.Zephr.stop());

    assert.deepEqual(texts, ['yfree5', 'wall']);
    assert.equal(await reader.page.$eval('tbody', ({ textContent }) => textContent), 'yfree5xsecret4xlate secret4');
  });

  test('is behind one paragraph in the order of its targets, and returns when scripts remove it', async () => {
    const html = '<p>a <i class="gated">one</i> b <i class="kept">two</i> c <i class="gated">three</i></p><p>end</p>';
    await using reader = await visit({ config, html: aPage(html), settle: false });
    await reader.page.waitForFunction((selector) => document.querySelectorAll(selector).length === 3, {}, WALL);
    const read = (): Promise<string[]> =>
      reader.page.$$eval('main > *', (children) =>
        children.map((each) => each.getAttribute('feature') ?? each.localName),
      );
    const before = await read();
    await reader.page.$$eval('main > zephr-feature', (walls) => walls[1]!.remove());
    await reader.page.waitForFunction(() => document.querySelectorAll('main > zephr-feature').length === 3);

    assert.deepEqual(before, ['p', 'gated', 'kept', 'gated', 'p']);
    assert.deepEqual((await read()).toSorted(), before.toSorted());
    assert.ok(await isRestored(reader, html));
  });
});

suite('the wall of a feature element', TOGETHER, () => {
  const FEATURE = '<zephr-feature feature="articles">secret</zephr-feature>';
  for (const [says, html, names] of [
    ['a link', `<a href="/x">free ${FEATURE}</a><p>free</p>`, 'a wall p'],
    ['a label', `<label>free <b>${FEATURE}</b><input type="checkbox"></label><p>free</p>`, 'label wall p'],
    ['a button', `<button>free ${FEATURE}</button><p>free</p>`, 'button wall p'],
    ['a paragraph', `<p>free ${FEATURE}</p><p>free</p>`, 'p wall p'],
    ['a heading', `<h2>${FEATURE}</h2><p>free</p>`, 'h2 wall p'],
    ['a closed summary', `<details><summary>${FEATURE}</summary>text</details><p>free</p>`, 'details wall p'],
    ['a list', `<div><ul><li>free</li>${FEATURE}</ul></div>`, 'div'],
  ] as const) {
    test(`is outside of ${says}, and returns when scripts remove it`, async () => {
      await using reader = await visit({ config, html: aPage(html) });
      await reader.page.waitForSelector(WALL);
      const read = (): Promise<unknown> =>
        reader.page.evaluate((selector) => {
          const wall = document.querySelector(selector)!;
          const children = [...document.querySelector('main')!.children];
          return [
            children.map((each) => (each.localName === 'zephr-feature' ? 'wall' : each.localName)).join(' '),
            wall.getBoundingClientRect().height > 50,
            wall.closest('a, button, details, h2, label, p, ul > :not(li)') !== null,
            wall.textContent.includes('secret'),
          ];
        }, WALL);
      const before = await read();
      await reader.page.evaluate(() => document.querySelector('[data-zephr-outside]')!.remove());
      await reader.page.waitForSelector(WALL);

      assert.deepEqual(before, [names, true, false, false]);
      assert.deepEqual(await read(), before);
      assert.ok(await isRestored(reader, html));
    });
  }

  test('goes and comes with an element in a link, and opens with the element', async () => {
    await using reader = await visit({ html: aPage(`<a href="/x">${FEATURE}</a>`) });
    await reader.page.waitForSelector(WALL);
    const count = (): Promise<number> => reader.page.$$eval(WALL, ({ length }) => length);
    const link = (await reader.page.$('main > a'))!;
    await link.evaluate((element) => element.remove());
    const without = await count();
    await link.evaluate((element) => document.querySelector('main')!.append(element));
    const again = await count();
    await reader.page.evaluate((token) => window.Zephr.setToken(token), GOLD);
    await reader.page.waitForSelector('zephr-feature[state=shown]');

    assert.deepEqual([without, again], [0, 1]);
    assert.equal(await reader.page.$eval('main', (main) => main.querySelectorAll('zephr-feature').length), 1);
    assert.equal(await reader.page.$eval('main', (main) => main.innerText.trim()), 'secret');
  });

  test('in a pop-up is outside of a link, too', async () => {
    await using reader = await visit({
      config: configWithFeatures({
        articles: alwaysDoes({ content: 'hide', components: ['register'], zone: 'pop-up' }),
      }),
      html: aPage(`<a href="/x">free ${FEATURE}</a>`),
      settle: false,
    });
    await reader.page.waitForFunction(
      (selector) => document.querySelector(selector)?.checkVisibility(),
      { timeout: 8000 },
      WALL,
    );

    assert.equal(await reader.page.$eval(WALL, (wall) => wall.closest('a')), null);
  });
});

suite('a form with fields behind a wall', TOGETHER, () => {
  const FIELDS = '<input name="more" required><select name="kind" required><option></option></select>';
  for (const [says, inner] of [
    ['of an element', `<zephr-feature feature="articles"><p>${FIELDS}</p></zephr-feature>`],
    ['in nodes that stay', `<zephr-feature feature="articles" keep-nodes>${FIELDS}</zephr-feature>`],
    ['of a target', `<div class="gated">${FIELDS}</div>`],
    ['of a target that a framework owns', `<div class="gated" data-owned>${FIELDS}</div>`],
    ['behind kept content', `<div class="kept"><p>one</p><p>two</p>${FIELDS}</div>`],
    ['behind kept content that a framework owns', `<div class="kept" data-owned><p>one</p><p>two</p>${FIELDS}</div>`],
    ['of a target that is a field', '<input class="gated" name="more" required>'],
  ] as const) {
    test(`is sent without them: ${says}`, async () => {
      const html = `<form action="/search"><input name="q" value="x">${inner}<button id="go">Go</button></form>`;
      const marks = `<script>for (const each of document.querySelectorAll('[data-owned] *')) each.__reactFiber$x = 1</script>`;
      await using reader = await visit({
        config,
        html: aPage(html + marks),
        settle: false,
        routes: { '/search': (_request, response) => void response.writeHead(200).end('found') },
      });
      await reader.page.waitForSelector(WALL);
      // A field that the page adds later, too.
      await reader.page.evaluate(() => {
        const late = Object.assign(document.createElement('input'), { name: 'late', required: true });
        document.querySelector('[keep-nodes], [data-owned]')?.append(late);
      });
      await Promise.all([reader.page.waitForNavigation({ timeout: 5000 }), reader.page.click('#go')]);

      assert.equal(new URL(reader.page.url()).search, '?q=x');
    });
  }

  test('has them again when the reader may see them, and those that the page has disabled stay so', async () => {
    const inner = `<zephr-feature feature="articles" keep-nodes>${FIELDS}<input name="off" disabled></zephr-feature>`;
    await using reader = await visit({ html: aPage(`<form>${inner}</form>`) });
    await reader.page.waitForSelector(WALL);
    const read = (): Promise<boolean[]> =>
      reader.page.$$eval('form [name]', (fields) => fields.map((field) => (field as HTMLInputElement).disabled));
    const before = await read();
    await reader.page.evaluate((token) => window.Zephr.setToken(token), GOLD);
    await reader.page.waitForSelector('zephr-feature[state=shown]');

    assert.deepEqual(before, [true, true, true]);
    assert.deepEqual(await read(), [false, false, true]);
  });
});
