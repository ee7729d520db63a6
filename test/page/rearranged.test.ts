/** Markup that parsers and editors rearrange. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { aPage, configWithFeatures, alwaysDoes, TOGETHER, useBrowser } from '../support/bare-page.js';

const { visit } = useBrowser();

const WALL = { id: 'wall', content: 'hide', components: ['register'] };
const config = configWithFeatures({
  articles: alwaysDoes(WALL),
  marked: { ...alwaysDoes(WALL), target: { comment: 'marked' } },
});
const START = '<zephr-feature feature="articles">';
const END = '</zephr-feature>';
const FROM = '<!-- ZEPHR_FEATURE marked -->';
const TO = '<!-- ZEPHR_FEATURE_END marked -->';

suite('a feature element that the parser has closed early', TOGETHER, () => {
  for (const [says, html] of [
    ['in a paragraph, around a block', `<p>${START}<div>secret</div>${END}</p>`],
    ['as wpautop leaves it', `<p>${START}</p>\n<p>secret one</p>\n<p>${END}</p>`],
    ['in a table, around rows', `<table><tr><td>x</td></tr>${START}<tr><td>secret</td></tr>${END}</table>`],
    ['in bold text, around paragraphs', `<p><b>${START}<br></b></p><p>secret</p>${END}`],
  ] as const) {
    test(`is reported once: ${says}`, async () => {
      await using reader = await visit({ config, html: aPage(html + html) });
      await reader.page.waitForFunction('seen.some(({ type }) => type === "zephr-fault")', { timeout: 5000 });

      assert.deepEqual(await reader.faults(), ['content-outside']);
    });
  }

  for (const [says, html] of [
    ['with content', `<p>${START}secret words${END}</p><p>free</p>`],
    ['with nothing behind it', `<div>free</div><p>${START}${END}</p>`],
    ['that code fills later', `<div>${START}${END}</div><p>free</p>`],
  ] as const) {
    test(`is not seen in one ${says}`, async () => {
      await using reader = await visit({ config, html: aPage(html) });
      await reader.page.waitForSelector('zephr-registration-wall');
      await reader.page.evaluate(() => new Promise((done) => setTimeout(done, 200)));

      assert.deepEqual(await reader.faults(), []);
    });
  }
});

suite('comment markers', TOGETHER, () => {
  for (const [says, html, left] of [
    [
      'in paragraphs of their own',
      `<p>free</p><p>${FROM}</p><p>secret</p><ul><li>secret</li></ul><p>${TO}</p>`,
      'free',
    ],
    ['in paragraphs with line breaks', `<p>free ${FROM}<br></p><p>secret</p><p> <br>${TO} free</p>`, 'free free'],
    ['one of them in a paragraph', `<p>free</p>${FROM}<p>secret</p><p>${TO}</p>`, 'free'],
    [
      'deep in elements of an editor',
      `<div><p><span>${FROM}</span></p></div><p>secret</p><div><p>${TO}</p>free</div>`,
      'free',
    ],
  ] as const) {
    test(`gate what is between them: ${says}`, async () => {
      await using reader = await visit({ config, html: aPage(html) });
      await reader.page.waitForSelector('zephr-registration-wall');
      const text = await reader.page.evaluate(() =>
        document.querySelector('main')!.innerText.replace(/\s+/g, ' ').trim(),
      );

      assert.equal(text, left);
      assert.deepEqual(await reader.faults(), []);
    });
  }

  for (const [says, html] of [
    ['share their paragraph with content', `<p>${FROM}secret</p><p>secret${TO}</p>`],
    ['have no end', `<p>${FROM}</p><p>secret</p>`],
    ['have an end of another name', `<p>${FROM}</p><p>secret</p><p>${TO.replace('marked', 'other')}</p>`],
  ] as const) {
    test(`are reported where they ${says}`, async () => {
      await using reader = await visit({ config, html: aPage(html) });
      await reader.page.waitForFunction('seen.some(({ type }) => type === "zephr-fault")', { timeout: 5000 });

      assert.deepEqual(await reader.faults(), ['target-unclosed /features/marked/target/comment']);
    });
  }
});

suite('a wall in place of what takes clicks', TOGETHER, () => {
  for (const [says, html] of [
    ['a link', '<a class="gated" href="/elsewhere">The report</a>'],
    ['a label', '<label class="gated">Name <input type="checkbox"></label>'],
    ['a summary', '<details open><summary class="gated">More</summary>text</details>'],
  ] as const) {
    test(`is beside it: ${says}`, async () => {
      await using reader = await visit({
        config: configWithFeatures({ articles: { ...alwaysDoes(WALL), target: { selector: '.gated' } } }),
        html: aPage(html),
      });
      await reader.page.waitForSelector('zephr-registration-wall');
      const [around, there] = await reader.page.evaluate(() => [
        document.querySelector('zephr-registration-wall')!.closest('a, label, summary') !== null,
        document.querySelector('.gated') !== null,
      ]);

      assert.deepEqual([around, there], [false, false]);
    });
  }
});
