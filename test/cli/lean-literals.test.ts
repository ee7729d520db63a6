/** The build leaves spaces out of styles and markup (`scripts/lean-literals.mjs`), and nothing else. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { leanMarkup, leanStyles } from '../../scripts/lean-literals.mjs';
import { readBuilt } from '../support/built-files.js';

suite('lean literals', () => {
  for (const [says, markup, lean] of [
    [
      'no line break beside the tag of a block',
      '<dl>\n  <dt>a</dt>\n  <dd>b</dd>\n</dl>',
      '<dl><dt>a</dt><dd>b</dd></dl>',
    ],
    [
      'a space between tags of a line',
      '<p><a>a</a>\n  <span>b</span>\n  <a>c</a></p>',
      '<p><a>a</a> <span>b</span> <a>c</a></p>',
    ],
    ['a space beside text and values', '\n  read\n  <a>on</a>\n', ' read <a>on</a> '],
    ['a space between attributes', '<a\n  part="b"\n  href=', '<a part="b" href='],
    ['every other space', '<p>a  b</p> <p>c</p>', '<p>a  b</p> <p>c</p>'],
  ] as const) {
    test(`of markup have ${says}`, () => {
      assert.equal(leanMarkup(markup), lean);
    });
  }

  test('of styles keep what only new browsers know', () => {
    const styles =
      ':host { --_a: light-dark(#fff, #000); inset-inline: 1cqi; }\n@container wall (inline-size > 30em) { p { rotate: 40deg } }';

    assert.equal(
      leanStyles(styles),
      ':host{--_a: light-dark(#fff, #000);inset-inline:1cqi}@container wall (inline-size > 30em){p{rotate:40deg}}',
    );
  });

  test('leave no indented line in the file of the walls', async () => {
    assert.doesNotMatch(String(await readBuilt('chunks/walls.js')), /\n {2}/);
  });
});
