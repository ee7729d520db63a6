import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { changeText, toShown } from '../../console/text/shown-text.js';

suite('the text that an editor shows', () => {
  test('has no byte order mark, and one kind of line end', () => {
    assert.equal(toShown('\uFEFF{\r\n\r}\n'), '{\n\n}\n');
  });

  for (const [text, shown, expected] of [
    ['\uFEFF{\r\n\t"a": 1\r\n}', '{\n\t"a": 12\n}', '\uFEFF{\r\n\t"a": 12\r\n}'],
    ['{\r\n}\r\n', '{\n  "a": 1\n}\n', '{\r\n  "a": 1\r\n}\r\n'],
    ['a\r\nb\nc', 'a\nb\nc\nd', 'a\r\nb\nc\r\nd'],
    ['a\r\nb\nc', 'b\nc', 'b\nc'],
    ['\ra\n', '\n\n', '\n\n'],
    ['\ra\n', 'b\n\n\n', 'b\n\n\n'],
    ['', '{}', '{}'],
    ['{}', '', ''],
  ] as const) {
    test(`brings ${JSON.stringify(shown)} into ${JSON.stringify(text)}`, () => {
      assert.equal(changeText(text, shown), expected);
    });
  }

  test('is what was typed, whatever that is', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', '\r', '😀', ' ') });
    fc.assert(
      fc.property(texts, texts.map(toShown), fc.boolean(), (text, shown, isMarked) => {
        const whole = isMarked ? `\uFEFF${text}` : text;
        const changed = changeText(whole, shown);
        assert.equal(toShown(changed), shown);
        assert.equal(changed.startsWith('\uFEFF'), isMarked);
        assert.equal(changeText(whole, toShown(whole)), whole);
      }),
    );
  });
});
