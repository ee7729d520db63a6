import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { measureText, splitLetters } from '../../../src/picture/measure-text.js';
import { wrapText } from '../../../src/picture/wrap-text.js';

suite('text is broken into lines', () => {
  const rows: readonly (readonly [says: string, text: string, lines: readonly string[]])[] = [
    ['one where it fits', 'a claim', ['a claim']],
    ['none where there is nothing to say', ' \n ', []],
    ['between words', 'the claim state equals Alabama', ['the claim state', 'equals Alabama']],
    ['before a slash in a long word', 'is /news/politics/2026/story', ['is /news/politics', '/2026/story']],
    ['behind a hyphen in a long word', 'no-letter-box-here-at-all', ['no-letter-box-', 'here-at-all']],
    ['anywhere in a word without joints', 'n'.repeat(30), ['n'.repeat(15), 'n'.repeat(15)]],
    ['at most as many as there is room for', 'one two three four five six seven eight nine ten', ['one two three', 'four five six', 'seven eight ni…']],
    ['with an accent on the letter that it belongs to', 'e\u0301'.repeat(22), ['e\u0301'.repeat(11), 'e\u0301'.repeat(11)]],
  ]; // prettier-ignore
  for (const [says, text, lines] of rows) {
    test(says, () => {
      assert.deepEqual(wrapText(text, 100, 10, 3), lines);
    });
  }

  test('none of them wider than the room, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.integer({ min: 40, max: 300 }), (text, width) => {
        const lines = wrapText(text, width, 14, 5);

        assert.ok(lines.length <= 5);
        for (const line of lines) assert.ok(measureText(line, 14) <= width, JSON.stringify(line));
      }),
    );
  });

  test('no letter is lost while there are lines left', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
        const letters = (texts: string): string => texts.replace(/\s/g, '');

        assert.equal(letters(wrapText(text, 60, 14, 1000).join('')), letters(text));
      }),
    );
  });

  test('a text of a million characters is broken at once', () => {
    assert.equal(wrapText('n'.repeat(1_000_000), 100, 10, 3).length, 3);
    assert.equal(wrapText('n '.repeat(500_000), 100, 10, 3).length, 3);
  });
});

test('a family of emoji is one letter', () => {
  assert.deepEqual(splitLetters('a👨‍👩‍👧é'), ['a', '👨‍👩‍👧', 'é']);
});
