import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { escapeXml } from '../../../src/picture/escape-xml.js';
import type { Picture } from '../../../src/picture/picture.js';
import { renderSvg } from '../../../src/picture/render-svg.js';
import { aNode } from '../../support/a-config.js';
import { aChain, aLane } from '../../support/a-drawing.js';

const aPicture = (rule: unknown, changes: Partial<Picture> = {}): Picture => ({
  title: 'Articles',
  feature: 'articles',
  reader: null,
  lanes: [aLane(rule)],
  ...changes,
});

suite('text becomes XML', () => {
  const rows: readonly (readonly [says: string, text: string, xml: string])[] = [
    ['as it is', 'Ünïcode 日本 👩‍💻 a=b', 'Ünïcode 日本 👩‍💻 a=b'],
    ['without markup', `<b a="x">&amp;'`, "&lt;b a=&quot;x&quot;&gt;&amp;amp;'"],
    ['without the end of a section', ']]>', ']]&gt;'],
    ['with line ends and tabs', 'a\n\r\tb', 'a\n\r\tb'],
    ['without control characters', 'a\u0000\u0008\u000b\u001b\u001fb', 'a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDb'],
    ['without halves of a pair', 'a\uD83Db\uDC69', 'a\uFFFDb\uFFFD'],
    ['without code points that are not characters', 'a\uFFFE\uFFFF', 'a\uFFFD\uFFFD'],
  ];
  for (const [says, text, xml] of rows) {
    test(says, () => {
      assert.equal(escapeXml(text), xml);
    });
  }
});

suite('a picture as SVG', () => {
  const svg = renderSvg(aPicture(aNode('a', 'show', 'teaser'), { reader: 'The way of this reader.' }));

  test('has a title and a description for who cannot see it', () => {
    assert.match(svg, /role="img" aria-labelledby="zephr-title zephr-desc"/);
    assert.match(svg, /<title id="zephr-title">Articles: Decisions of the feature articles<\/title>/);
    assert.match(
      svg,
      /<desc id="zephr-desc">The way of this reader\.\nAnonymous readers\. .* → yes: The content is shown; no: Sixty words/,
    );
  });

  test('loads nothing from anywhere', () => {
    assert.deepEqual(
      [...svg.matchAll(/\b(?:href|src|url\(|@import|https?:)[^"]*/g)].map(([found]) => found),
      ['http://www.w3.org/2000/svg'],
    );
  });

  test('has colours for light and dark and none that is left to the viewer', () => {
    assert.equal(svg.match(/@media \(prefers-color-scheme:dark\)\{/g)?.length, 1);
    const [light, dark] = svg
      .split('@media')
      .map((half) => half.match(/[^{}]+\{(?:fill|stroke):#[0-9a-f]{6}\}/g) ?? []);
    const properties = (rules: readonly string[] = []): string[] => rules.map((rule) => rule.replace(/#.*/, ''));

    assert.ok(light!.length > 10);
    assert.deepEqual(properties(dark), properties(light));
  });

  test('says of a long description how much is left out', () => {
    assert.match(renderSvg(aPicture(aChain(500))), /And 301 questions more\.<\/desc>/);
  });

  test('of a chain of 10,000 nodes has them all', () => {
    assert.equal(renderSvg(aPicture(aChain(10_000))).match(/<g class="question"/g)?.length, 10_000);
  });
});
