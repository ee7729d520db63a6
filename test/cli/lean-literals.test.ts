/** The build leaves spaces out of styles and markup (`scripts/lean-literals.mjs`), and nothing else. */
import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { leanMarkup, leanStyles } from '../../scripts/lean-literals.mjs';
import { readBuilt } from '../support/built-files.js';

suite('lean literals', () => {
  test('of markup have a space for each line break, and no other change', () => {
    assert.equal(
      leanMarkup('\n  <dl\n    part="a"\n  >\n    <dt>b  c</dt> <dd>d</dd>\n  </dl>\n'),
      ' <dl part="a" > <dt>b  c</dt> <dd>d</dd> </dl> ',
    );
  });

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
