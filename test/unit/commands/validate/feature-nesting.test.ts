import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findPageMistakes } from '../../../../src/commands/validate/find-page-mistakes.js';
import { readPage } from '../../../../src/commands/validate/read-page.js';
import type { Config } from '../../../../src/model/config.js';

const cutOff = (html: string): string[] => readPage(html).cutOff.map(({ feature, by }) => `${feature} ${by}`);
const START = '<zephr-feature feature="a">';
const END = '</zephr-feature>';

suite('features that a browser closes early', () => {
  for (const [says, html, found] of [
    ['a block in a paragraph', `<p>${START}<div>secret</div>${END}</p>`, ['a p> before <div']],
    ['a list in a paragraph, behind other elements', `<p><b>${START}<i><ul></ul>${END}`, ['a p> before <ul']],
    ['as wpautop leaves it', `<p>${START}</p>\n<p>secret</p>\n<p>${END}</p>`, ['a p']],
    ['around rows of a table', `<table><tr><td>x</td></tr>${START}<tr><td>y</td></tr>${END}</table>`, ['a table']],
    ['around cells of a row', `<table><tr>${START}<td>y</td>${END}</tr></table>`, ['a tr']],
    ['closed with the element around it', `<div>${START}<p>free</p></div><p>secret</p>${END}`, ['a div']],
    ['closed with inline text', `<b>${START}</b><p>secret</p>${END}`, ['a b']],
    ['each feature once', `<p>${START}</p><p>${START}</p><p><zephr-feature feature="b"></p>`, ['a p', 'b p']],
  ] as const) {
    test(`are found: ${says}`, () => {
      assert.deepEqual(cutOff(html), found);
    });
  }

  for (const [says, html] of [
    ['around paragraphs', `${START}<p>secret</p><p>secret</p>${END}`],
    ['text in a paragraph', `<p>free ${START}secret <em>words</em>${END} free</p>`],
    ['around a table', `${START}<table><tr><td>x</td></tr></table>${END}`],
    ['in a cell', `<table><tr><td>${START}<div>x</div>${END}</td></tr></table>`],
    ['in a list', `<ul><li>${START}<p>x</p>${END}</ul>`],
    ['behind a paragraph without an end tag', `<p>free${START.replace('<', '<div><')}<p>x</p>${END}</div>`],
    ['in a comment', `<!-- <p>${START}</p> -->`],
    ['in a button in a paragraph', `<p><button>${START}<div>x</div>${END}</button></p>`],
  ] as const) {
    test(`are not seen where there are none: ${says}`, () => {
      assert.deepEqual(cutOff(html), []);
    });
  }

  for (const [says, html, found] of [
    ['a paragraph without an end tag', `${START}<p>secret${END}<p>free</p>`, ['a p']],
    ['a list without end tags', `<main>${START}<ul><li>secret${END}</main>`, ['a ul']],
    ['inline elements in a paragraph', `${START}<p><b>secret${END}`, ['a p']],
  ] as const) {
    test(`do not end where their markup does: ${says}`, () => {
      const { cutOff: early, unended } = readPage(html);

      assert.deepEqual([unended.map(({ feature, by }) => `${feature} ${by}`), early], [found, []]);
    });
  }

  for (const [says, html] of [
    ['inline elements alone', `${START}<b>secret${END}`],
    ['a paragraph that the end tag of its parent ends', `${START}<div><p>secret</div>${END}`],
    ['paragraphs that end by the next one', `${START}<p>secret<p>secret</p>${END}`],
    ['a list whose items have no end tags', `${START}<ul><li>secret</ul>${END}`],
  ] as const) {
    test(`end where their markup does: ${says}`, () => {
      assert.deepEqual(readPage(html).unended, []);
    });
  }

  test('that do not end are errors of the page, and what is open there is named', () => {
    const config = { version: 1, features: { a: {} } } as Config;
    const [mistake] = findPageMistakes(config, readPage(`${START}<p>secret${END}`));

    assert.deepEqual([mistake?.code, mistake?.pointer, mistake?.severity], ['feature-unended', '/features/a', 'error']);
    assert.match(mistake!.message, /Write <\/p>/);
  });

  test('are errors of the page, with the feature and what to do', () => {
    const config = { version: 1, features: { a: {} } } as Config;
    const [mistake] = findPageMistakes(config, readPage(`<p>${START}</p>`));

    assert.deepEqual([mistake?.code, mistake?.pointer, mistake?.severity], ['content-outside', '/features/a', 'error']);
    assert.match(mistake!.message, /closes <zephr-feature feature="a"> with <p>/);
  });
});

suite('attributes of a page that name nothing', () => {
  const config = { version: 1, features: { articles: {}, videos: {} } } as unknown as Config;
  const found = (html: string): string[] =>
    findPageMistakes(config, readPage(html)).map(({ code, message }) => `${code}: ${message}`);

  test('are found: a feature that the config does not have, once, with the likely one', () => {
    const [unknown, ...others] = found('<zephr-feature feature="artcles"></zephr-feature>'.repeat(2));

    assert.match(unknown ?? '', /^feature-unknown: \/features\/artcles: .* Did you mean "articles"\?/);
    assert.deepEqual(others, []);
  });

  for (const html of [
    '<script src="/zephr.js" data-config data-fallback="visible"></script>',
    '<zephr-feature feature="articles" data-fallback="Show"></zephr-feature>',
    '<zephr-feature feature="articles" data-fallback></zephr-feature>',
  ])
    test(`are found: ${html}`, () => {
      assert.match(
        found(html).join(),
        /^fallback-unknown: page: data-fallback="\w*" is neither "show" nor "hide"[^,]*, and/,
      );
    });

  test('are not found where all is well, and on elements of others', () => {
    assert.deepEqual(
      found(
        '<script data-fallback="hide"></script><zephr-feature feature="videos" data-fallback="show"></zephr-feature><p data-fallback="x"></p>',
      ),
      [],
    );
  });
});
