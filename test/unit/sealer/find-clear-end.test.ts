import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { findClearPart, type ClearAmount } from '../../../src/sealer/find-clear-end.js';

type Row = readonly [says: string, inside: string, amount: ClearAmount, clear: string, sealed: string];

const rows: readonly Row[] = [
  ['two paragraphs', '<p>a</p>\n<p>b</p>\n<p>c</p>', { paragraphs: 2 }, '<p>a</p>\n<p>b</p>', '\n<p>c</p>'],
  ['no heading as a paragraph', '<h2>h</h2><p>a</p><p>b</p>', { paragraphs: 1 }, '<h2>h</h2><p>a</p>', '<p>b</p>'],
  ['no caption as a paragraph', '<figure><img src=x><figcaption>f</figcaption></figure><p>a</p><p>b</p>', { paragraphs: 1 }, '<figure><img src=x><figcaption>f</figcaption></figure><p>a</p>', '<p>b</p>'],
  ['a paragraph in a wrapper, which is cut', '<div class="x"><p>a</p><p>b</p></div>', { paragraphs: 1 }, '<div class="x" data-zephr-teaser><p>a</p></div>', '<div class="x"><p>a</p><p>b</p></div>'],
  ['words up to the end of a block', '<p>one <b>two</b>.</p><p>three</p>', { words: 2 }, '<p>one <b>two</b>.</p>', '<p>three</p>'],
  ['words in the middle of a block', '<p>one two <b>three four</b> five</p>', { words: 3 }, '<p data-zephr-teaser>one two <b>three</b></p>', '<p>one two <b>three four</b> five</p>'],
  ['words in text without a block', 'one two three', { words: 2 }, 'one two', ' three'],
  ['words behind blocks that stay', '<p>one</p><p class=a>two three</p>', { words: 2 }, '<p>one</p><p class=a data-zephr-teaser>two</p>', '<p class=a>two three</p>'],
  ['words with references to characters', '<p>caf&eacute;&nbsp;&amp; tea time</p>', { words: 2 }, '<p data-zephr-teaser>caf&eacute;&nbsp;&amp; tea</p>', '<p>caf&eacute;&nbsp;&amp; tea time</p>'],
  ['no words of scripts', '<script>a b c</script><p>one two</p>', { words: 1 }, '<script>a b c</script><p data-zephr-teaser>one</p>', '<p>one two</p>'],
  ['nothing for 0', '<p>one</p>', { words: 0 }, '', '<p>one</p>'],
  ['no part of an image that follows', '<p>one</p><img src=x>', { words: 1 }, '<p>one</p>', '<img src=x>'],
]; // prettier-ignore

suite('the part of a content that stays in clear', () => {
  for (const [says, inside, amount, clear, sealed] of rows) {
    test(`has ${says}`, () => {
      const found = findClearPart(inside, amount, 'en');

      assert.deepEqual(found && [found.clear, inside.slice(found.start)], [clear, sealed]);
    });
  }

  for (const [inside, amount] of [
    ['<p>one two</p>', { words: 2 }],
    ['<p>one two</p>\n', { words: 60 }],
    ['<p>one</p><!-- end -->', { paragraphs: 1 }],
    ['<p>one</p>', { paragraphs: 3 }],
  ] as const) {
    test(`is missing where nothing would be left to seal: ${inside} ${JSON.stringify(amount)}`, () => {
      assert.equal(findClearPart(inside, amount, 'en'), null);
    });
  }

  test('divides Japanese into words', () => {
    const found = findClearPart('<p>新聞を読む人は多い。</p>', { words: 2 }, 'ja');

    assert.equal(found?.clear, '<p data-zephr-teaser>新聞を</p>');
  });
});
