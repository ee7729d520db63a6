import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { countCharacters, readPlaces } from '../../../src/sealer/read-places.js';
import { readText } from '../../../src/sealer/read-visible-text.js';

suite('the places of a page', () => {
  test('are found by their offsets, whatever is around them', () => {
    const html =
      '\uFEFF<!doctype html>\r\n<p title="<zephr-feature>">ü</p><!-- <zephr-feature> -->\n' +
      '<Zephr-Feature\n feature=articles class="a b"><p>Üne</p><img src=x></Zephr-Feature >after';

    const [place, ...others] = readPlaces(html).places;

    assert.deepEqual(others, []);
    assert.equal(place!.feature, 'articles');
    assert.equal(html.slice(place!.tag.start, place!.tag.end), '<Zephr-Feature\n feature=articles class="a b">');
    assert.equal(html.slice(place!.inside.start, place!.inside.end), '<p>Üne</p><img src=x>');
    assert.equal(html.slice(place!.end), 'after');
  });

  test('hold their seals and teasers', () => {
    const html =
      '<zephr-feature feature="a" sealed><p>x</p><p data-zephr-teaser>y</p><script type="application/jose">z</script>' +
      '<script>1</script></zephr-feature>';

    const [place] = readPlaces(html).places;

    assert.deepEqual(
      place!.teasers.map(({ start, end }) => html.slice(start, end)),
      ['<p data-zephr-teaser>y</p>'],
    );
    assert.deepEqual(
      place!.seals.map(({ start, end, text }) => [html.slice(start, end), text]),
      [['<script type="application/jose">z</script>', 'z']],
    );
  });

  test('come with what the head of the page says', () => {
    const { canonical, meta, jsonLd, language } = readPlaces(
      '<html lang="de"><link rel="canonical" href="/story"><meta name="a" content="1"><meta property="b" content="2">' +
        '<script type="application/ld+json">{"@type":"Article"}</script>',
    );

    assert.deepEqual(
      { canonical, meta, jsonLd, language },
      {
        ...{ canonical: '/story', meta: { a: '1', b: '2' } },
        ...{ jsonLd: ['{"@type":"Article"}'], language: 'de' },
      },
    );
  });

  const mistakes: readonly (readonly [says: string, html: string, codes: readonly string[]])[] = [
    ['no end tag', '<zephr-feature feature="a"><p>x</p>', ['seal-unclosed']],
    ['a paragraph that is open at the end tag', '<zephr-feature feature="a"><p>x</zephr-feature>', ['seal-unclosed']],
    ['a section that is open', '<zephr-feature feature="a"><div><p>x</p></zephr-feature>', ['seal-unclosed']],
    ['an end tag of the parent first', '<div><zephr-feature feature="a"></div></zephr-feature>', ['seal-unclosed', 'content-outside']],
    ['another one inside', '<zephr-feature feature="a">x<zephr-feature feature="b">y</zephr-feature></zephr-feature>', ['seal-nested']],
    ['a block inside a paragraph around it', '<p><zephr-feature feature="a"><div>x</div></zephr-feature></p>', ['content-outside']],
    ['paragraphs and items without end tags before others', '<zephr-feature feature="a"><p>x<p>y</p><ul><li>z<li>z</ul><hr></zephr-feature>', []],
  ]; // prettier-ignore
  for (const [says, html, codes] of mistakes) {
    test(`with ${says}: ${codes.join(', ') || 'no mistake'}`, () => {
      const found = readPlaces(html).mistakes;

      assert.deepEqual(found.map(({ code }) => code).sort(), [...codes].sort());
    });
  }

  test('have as many characters as their text, from any place on', () => {
    for (const content of [
      '<p>One  two\n three</p><p>four</p>',
      'bare &amp; text <b>bo</b>ld<br>next',
      ' <h2> a </h2> <script>let b;</script><style>c{}</style><template><p>d</p></template>e\u00A0 f',
      '<ul><li>1<li>2</ul><noscript>x</noscript><svg><title>t</title></svg>',
      '',
    ]) {
      const html = `<template></template><div>before <zephr-feature feature="a">${content}</zephr-feature> behind</div>`;
      const place = readPlaces(html).places[0]!;

      assert.equal(countCharacters(place, place.inside.start), readText(content).length, content);
    }
    const [place] = readPlaces('<zephr-feature feature="a"><p>clear</p><p>sealed part</p></zephr-feature>').places;
    assert.equal(countCharacters(place!, place!.inside.start + '<p>clear</p>'.length), 'sealed part'.length);
  });
});
